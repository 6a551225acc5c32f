import { batch, computed, effect, signal } from '@preact/signals';
import { boardOf, checkIn, tellReady, workshopsOf, type Board, type BoardCar, type Workshop } from '../../shared/api/boards';
import { Refused } from '../../shared/api/client';
import { session } from '../../shared/state/session';
import { read, write } from '../../shared/state/stored';

const storeKey = 'workshop';
const waitSeconds = 20;
/** Silence of so long is told: longer than an answer waits for news. */
const lostMilliseconds = 40_000;
const retryMilliseconds = 3_000;
/** News come in bursts: asked no more often than this. */
const leastMilliseconds = 1_000;
/** How long "ready" can be taken back before it is told. */
export const undoMilliseconds = 5_000;

/** "Ready" was pressed and is not told yet. */
export interface Pressed {
  car: BoardCar;
  until: number;
}

/** Something that was not told, and why. */
export interface Untold {
  plate: string;
  why: string;
}

/** Owns the board: which workshop, what was last heard of it, and what is about to be told. */
export function createWorkshop() {
  const workshops = signal<readonly Workshop[] | null>(null);
  const workshopId = signal<string | null>(read(storeKey));
  const board = signal<Board | null>(null);
  const heardAt = signal<number | null>(null);
  const startedAt = signal(Date.now());
  const clock = signal(Date.now());
  const pressed = signal<Pressed | null>(null);
  const asked = signal<BoardCar | null>(null);
  /** The car that is about to be taken in. */
  const arrived = signal<BoardCar | null>(null);
  const takingIn = signal(false);
  const takeInFault = signal<string | null>(null);
  const untold = signal<Untold | null>(null);
  let timer = 0;

  setInterval(() => { clock.value = Date.now(); }, 1000);

  const workshop = computed(() => workshops.value?.find((each) => each.workshopId === workshopId.value) ?? null);
  /** The clock, or the newest time of a day that is played ahead of it. Milliseconds. */
  const now = computed(() => Math.max(clock.value, board.value?.latestAt ? Date.parse(board.value.latestAt) : 0));
  const isAhead = computed(() => now.value - clock.value > 120_000);
  const isLost = computed(() => clock.value - (heardAt.value ?? startedAt.value) > lostMilliseconds);

  async function loadWorkshops(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      try {
        workshops.value = await workshopsOf();
        heardAt.value = Date.now();
        const only = workshops.value.length === 1 ? workshops.value[0] : undefined;
        if (!workshop.value) choose(only?.workshopId ?? null);
        return;
      } catch {
        await pause(retryMilliseconds);
      }
    }
  }

  async function follow(id: string, signal: AbortSignal): Promise<void> {
    let after: number | undefined;
    let day: string | undefined;
    while (!signal.aborted) {
      const begun = Date.now();
      try {
        const next = await boardOf(id, after, waitSeconds, signal);
        if (signal.aborted) return;
        // Midnight brings another day, whose events have their own numbers.
        after = day === undefined || next.day === day ? next.lastEventId : undefined;
        day = next.day;
        batch(() => { board.value = next; heardAt.value = Date.now(); });
        await pause(leastMilliseconds - (Date.now() - begun));
      } catch (error) {
        if (signal.aborted) return;
        if (error instanceof Refused && error.status === 404) return choose(null);
        after = undefined;
        await pause(retryMilliseconds);
      }
    }
  }

  effect(() => {
    if (!session.value) return;
    const ended = new AbortController();
    startedAt.value = Date.now();
    void loadWorkshops(ended.signal);
    return () => ended.abort();
  });

  effect(() => {
    const id = workshopId.value;
    if (!session.value || !id) return;
    const ended = new AbortController();
    void follow(id, ended.signal);
    return () => ended.abort();
  });

  function choose(id: string | null): void {
    flush();
    write(storeKey, id);
    batch(() => { workshopId.value = id; board.value = null; });
  }

  async function tell(car: BoardCar, readyAt: string | null): Promise<void> {
    const shown = board.peek();
    if (!shown) return;
    try {
      await tellReady(shown.workshopId, car.requestId, shown.day, readyAt);
      const state = readyAt === null ? 'ready' : 'here';
      const at = readyAt ?? new Date(now.peek()).toISOString();
      const present = board.peek();
      if (present) board.value = { ...present, cars: present.cars.map((each) => each.requestId === car.requestId ? { ...each, state, readyAt: at } : each) };
    } catch (error) {
      untold.value = { plate: car.vehicle?.plate ?? '?', why: error instanceof Error ? error.message : String(error) };
    }
  }

  function flush(): void {
    clearTimeout(timer);
    const waiting = pressed.peek();
    pressed.value = null;
    if (waiting) void tell(waiting.car, null);
  }

  // Whoever puts the tablet away has not taken it back.
  document.addEventListener('visibilitychange', () => { if (document.visibilityState === 'hidden') flush(); });

  return {
    workshops, workshop, workshopId, board, heardAt, startedAt, clock, now, isAhead, isLost, pressed, asked, arrived, takingIn, takeInFault, untold, choose,
    /** Tells that a car is ready, after the time in which it can be taken back. */
    ready(car: BoardCar): void {
      flush();
      untold.value = null;
      pressed.value = { car, until: Date.now() + undoMilliseconds };
      timer = window.setTimeout(flush, undoMilliseconds);
    },
    takeBack(): void {
      clearTimeout(timer);
      pressed.value = null;
    },
    open(car: BoardCar | null): void { batch(() => { arrived.value = car; takeInFault.value = null; }); },
    /** The car is in, with its key. */
    async takeIn(car: BoardCar, keyTag: string | null, keyHolder: string | null): Promise<void> {
      const shown = board.peek();
      if (!shown) return;
      batch(() => { takingIn.value = true; takeInFault.value = null; });
      try {
        await checkIn(shown.workshopId, car.requestId, shown.day, { keyTag, keyHolder });
        const present = board.peek();
        batch(() => {
          arrived.value = null;
          if (!present) return;
          const state = car.state === 'coming' ? 'here' : car.state;
          board.value = { ...present, cars: present.cars.map((each) => each.requestId === car.requestId ? { ...each, state, keyTag, keyHolder, checkedInAt: new Date().toISOString() } : each) };
        });
      } catch (error) {
        takeInFault.value = error instanceof Error ? error.message : String(error);
      } finally {
        takingIn.value = false;
      }
    },
    ask(car: BoardCar | null): void { asked.value = car; },
    async later(car: BoardCar, readyAt: Date): Promise<void> {
      if (pressed.peek()?.car.requestId === car.requestId) this.takeBack();
      batch(() => { asked.value = null; untold.value = null; });
      await tell(car, readyAt.toISOString());
    },
    dismiss(): void { untold.value = null; },
  };
}

export type WorkshopState = ReturnType<typeof createWorkshop>;

const pause = (milliseconds: number) => new Promise<void>((resolve) => { setTimeout(resolve, Math.max(0, milliseconds)); });
