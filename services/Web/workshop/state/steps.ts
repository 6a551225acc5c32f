import { batch, computed, effect, signal, type ReadonlySignal } from '@preact/signals';
import type { Workshop } from '../../shared/api/boards';
import { Refused } from '../../shared/api/client';
import { saveSteps, stepsOf, type Step, type StepKind, type StepsAnswer } from '../../shared/api/steps';
import { session } from '../../shared/state/session';
import { view } from './view';

/** When a car changes hands. One more is a name here, in the services' answer and in the texts. */
export const occasions = ['collect', 'checkIn', 'pickUp', 'return'] as const;
export type Occasion = (typeof occasions)[number];
export type Lists = Record<Occasion, readonly Step[]>;

/** What can be added: a kind, or a photo of a side that has a name. */
export type Addition = StepKind | `photo ${string}`;

const sides = ['front', 'right', 'rear', 'left', 'inside'];
/** Kinds that a list holds once. */
const onceKinds: readonly StepKind[] = ['code', 'plate', 'energy', 'damage', 'key', 'signature'];

const listsOf = ({ collect, checkIn, pickUp, return: back }: StepsAnswer): Lists => ({ collect, checkIn, pickUp, return: back });

/** True where the workshop has to say in words what is meant. */
export const needsText = (step: Step): boolean => step.kind === 'question' || (step.kind === 'photo' && ![...sides, 'other', 'keyPlace'].includes(step.key));

/** True where it has not done so yet. */
export const isWithoutText = (step: Step): boolean => needsText(step) && !Object.values(step.text ?? {}).some((text) => text.trim() !== '');

/** Owns a workshop's steps as they are being changed. */
export function createSteps(workshop: ReadonlySignal<Workshop | null>) {
  /** The version in force, when it was last looked at. */
  const present = signal<StepsAnswer | null>(null);
  /** The version that is changed: the present one, or an older one that is to come back. */
  const shown = signal<StepsAnswer | null>(null);
  const lists = signal<Lists | null>(null);
  const occasion = signal<Occasion>('collect');
  const isAway = signal(false);
  const saving = signal(false);
  /** Field of the API to what is wrong with it. */
  const faults = signal<ReadonlyMap<string, string>>(new Map());
  const failure = signal<Refused | null>(null);
  const saved = signal<number | null>(null);
  const tried = signal(false);
  /** What was last done to the list, for whoever does not see it. */
  const done = signal<{ key: string; at: number; of: number } | null>(null);

  const workshopId = () => workshop.value?.workshopId ?? null;
  const isChanged = computed(() => lists.value !== null && present.value !== null && JSON.stringify(cleaned(lists.value)) !== JSON.stringify(cleaned(listsOf(present.value))));

  const forget = () => { faults.value = new Map(); failure.value = null; saved.value = null; tried.value = false; done.value = null; };

  /** @param version An older one, to begin again from; the present one by default. */
  async function load(version?: number): Promise<void> {
    const id = workshopId();
    if (!id) return;
    try {
      const newest = await stepsOf(id);
      const answer = version === undefined || version === newest.version ? newest : await stepsOf(id, version);
      if (id === workshop.peek()?.workshopId) batch(() => { present.value = newest; shown.value = answer; lists.value = listsOf(answer); isAway.value = false; forget(); });
    } catch {
      isAway.value = true;
    }
  }

  let of: string | null = null;
  effect(() => {
    const id = workshopId();
    if (id !== of) batch(() => { present.value = null; lists.value = null; shown.value = null; });
    of = id;
    if (session.value && id && view.value === 'steps' && !lists.peek()) void load();
  });

  const change = (make: (steps: Step[]) => Step[]) => {
    const known = lists.peek();
    if (!known) return;
    batch(() => { saved.value = null; faults.value = new Map(); failure.value = null; lists.value = { ...known, [occasion.peek()]: make([...known[occasion.peek()]]) }; });
  };

  const additions = computed<readonly Addition[]>(() => {
    const steps = lists.value?.[occasion.value] ?? [];
    const photos: Addition[] = sides.filter((side) => !steps.some((step) => step.key === side)).map((side) => `photo ${side}` as const);
    return ['question', ...photos, 'photo', ...onceKinds.filter((kind) => !steps.some((step) => step.kind === kind))];
  });

  /** A name that no step of the list has. */
  const newKey = (steps: readonly Step[], wanted: string): string => {
    for (let n = 1; ; n++) {
      const key = n === 1 && wanted !== 'question' && wanted !== 'photo' ? wanted : `${wanted}-${n}`;
      if (!steps.some((step) => step.key === key)) return key;
    }
  };

  /** What keeps it from being saved: path of the field to true. */
  const missing = computed<ReadonlyMap<string, true>>(() => new Map(occasions.flatMap((each) => (lists.value?.[each] ?? []).flatMap((step, i) => (isWithoutText(step) ? [[`${each}[${i}].text`, true] as [string, true]] : [])))));

  async function save(): Promise<void> {
    const [id, wanted, basis] = [workshopId(), lists.peek(), present.peek()];
    tried.value = true;
    if (!id || !wanted || !basis || saving.peek()) return;
    if (missing.peek().size > 0) {
      const [first] = [...missing.peek().keys()];
      const [where] = (first ?? '').split('[');
      occasion.value = occasions.find((each) => each === where) ?? occasion.peek();
      return;
    }

    batch(() => { saving.value = true; faults.value = new Map(); failure.value = null; });
    try {
      const answer = await saveSteps(id, { ...cleaned(wanted), basedOn: basis.version });
      batch(() => { present.value = answer; shown.value = answer; lists.value = listsOf(answer); forget(); saved.value = answer.version; });
    } catch (error) {
      const refused = error instanceof Refused ? error : new Refused(0, '', String(error), new Map());
      batch(() => { faults.value = refused.fields; failure.value = refused; });
    } finally {
      saving.value = false;
    }
  }

  return {
    present, shown, lists, occasion, isAway, saving, faults, failure, saved, tried, done, isChanged, additions, missing, load, save,
    add(what: Addition): void {
      change((steps) => {
        const [kind, side] = what.split(' ') as [StepKind, string | undefined];
        const key = newKey(steps, side ?? kind);
        done.value = { key, at: steps.length + 1, of: steps.length + 1 };
        return [...steps, { key, kind, required: true, ...(kind === 'question' ? { answer: 'yesNo' as const } : {}) }];
      });
    },
    remove(key: string): void { change((steps) => steps.filter((step) => step.key !== key)); },
    set(key: string, part: Partial<Step>): void { change((steps) => steps.map((step) => (step.key === key ? { ...step, ...part } : step))); },
    /** @param by -1 for up, 1 for down. */
    move(key: string, by: -1 | 1): void {
      change((steps) => {
        const at = steps.findIndex((step) => step.key === key);
        const [moved] = steps.splice(at, 1);
        if (moved) steps.splice(at + by, 0, moved);
        done.value = { key, at: at + by + 1, of: steps.length };
        return steps;
      });
    },
  };
}

export type StepsState = ReturnType<typeof createSteps>;

/** As it is sent: texts without what was left empty, and none where there is none. */
function cleaned(lists: Lists): Record<Occasion, Step[]> {
  const clean = ({ key, kind, required, text, answer }: Step): Step => {
    const given = Object.entries(text ?? {}).map(([language, said]) => [language, said.trim()] as const).filter(([, said]) => said !== '');
    return { key, kind, required, ...(given.length > 0 ? { text: Object.fromEntries(given) } : {}), ...(answer ? { answer } : {}) };
  };
  return { collect: lists.collect.map(clean), checkIn: lists.checkIn.map(clean), pickUp: lists.pickUp.map(clean), return: lists.return.map(clean) };
}
