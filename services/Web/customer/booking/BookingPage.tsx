import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { Button } from '../../shared/components/Button';
import { Select } from '../../shared/components/Field';
import { Card, Empty, Loading, Notice } from '../../shared/components/Surface';
import { words } from '../../shared/texts/words';
import { createBooking, steps, type Booking, type Step } from '../state/booking';
import { t } from '../texts/texts';
import { CarPart } from './CarPart';
import { WhenPart } from './WhenPart';
import { WherePart } from './WherePart';
import { YouPart } from './YouPart';

type Part = (props: { booking: Booking; faults: ReadonlyMap<string, string> }) => preact.ComponentChild;

/** The steps. One more is a row here, its name in `steps`, and what may be missing in it. */
const parts: Record<Step, { part: Part; title: () => string }> = {
  where: { part: WherePart, title: () => t.value.whereTitle },
  car: { part: CarPart, title: () => t.value.carTitle },
  when: { part: WhenPart, title: () => t.value.whenTitle },
  you: { part: YouPart, title: () => t.value.youTitle },
};

/** Books a collection, from "where is your car?" to the link that follows it. */
export function BookingPage({ onBooked }: { onBooked: (trackingLink: string) => void }) {
  const booking = useMemo(() => createBooking(), []);
  useEffect(() => { if (booking.hasKey) void booking.open(); }, []);

  const refusal = booking.refusal.value;
  if (!booking.hasKey) return <Closed title={t.value.noKey} text={t.value.noKeyText} />;
  if (refusal?.status === 401) return <Closed title={t.value.keyRefused} text={t.value.keyRefusedText} />;
  if (refusal) {
    return (
      <main class="customer"><Notice mood="danger" title={words.value.somethingWrong} action={<Button kind="quiet" icon="refresh" onClick={() => void booking.open()}>{words.value.tryAgain}</Button>}>
        {refusal.isOffline ? words.value.offline : refusal.message}
      </Notice></main>
    );
  }
  if (!booking.workshops.value) return <main class="customer"><Loading label={words.value.loading} /></main>;
  return <Steps booking={booking} onBooked={onBooked} />;
}

function Closed({ title, text }: { title: string; text: string }) {
  return <main class="customer"><Card><Empty icon="key" title={title}><p>{text}</p></Empty></Card></main>;
}

function Steps({ booking, onBooked }: { booking: Booking; onBooked: (trackingLink: string) => void }) {
  const [tried, setTried] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  const step = booking.step.value;
  const at = steps.indexOf(step);
  const { part: Part, title } = parts[step];
  const missing = booking.missing(step);
  const faults = new Map([
    ...booking.faults.value,
    ...(tried ? [...missing].map(([field, what]) => [field, missingText()[what]] as const) : []),
  ]);

  // A new step is read out from its heading.
  useEffect(() => { setTried(false); if (at > 0) heading.current?.focus(); }, [step]);
  useEffect(() => { if (tried) document.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus(); }, [tried]);

  const submit = async (event: Event) => {
    event.preventDefault();
    if (missing.size > 0) {
      setTried(false);
      requestAnimationFrame(() => setTried(true));
      return;
    }
    const next = steps[at + 1];
    if (next) {
      booking.go(next);
      return;
    }
    await book(false);
  };
  const book = async (again: boolean) => {
    const booked = await booking.book(again);
    if (booked) onBooked(booked.trackingLink);
  };

  return (
    <main class="customer">
      {at === 0 && <header class="stack narrow"><h1>{t.value.title}</h1><p class="muted">{t.value.intro}</p></header>}
      <StepBar at={at} onGo={booking.go} />
      <form class="stack" noValidate onSubmit={(event) => void submit(event)}>
        <h2 ref={heading} tabIndex={-1}>{title()}</h2>
        {at === 0 && (booking.workshops.value?.length ?? 0) > 1 && (
          <Card><Select label={t.value.workshop} value={booking.workshopId.value ?? ''} onChange={(id) => { booking.workshopId.value = id; }}
            options={(booking.workshops.value ?? []).map((each) => ({ value: each.workshopId, label: each.name }))} /></Card>
        )}
        <Part booking={booking} faults={faults} />
        {booking.isBookedAlready.value && <Notice mood="caution" title={t.value.bookedAlready(booking.car.value.plate.trim().toUpperCase())}>
          <div class="stack">
            <p>{t.value.bookedAlreadyHint}</p>
            <div><Button busy={booking.sending.value} onClick={() => void book(true)}>{t.value.bookAgain}</Button></div>
          </div>
        </Notice>}
        {booking.failure.value && !booking.isBookedAlready.value && <Notice mood="danger" title={words.value.somethingWrong}>
          {faults.size > 0 ? [...faults.values()].join(' ') : booking.failure.value}
        </Notice>}
        <div class="step-buttons">
          {at > 0 && <Button large icon="back" onClick={() => booking.go(steps[at - 1] ?? 'where')}>{words.value.back}</Button>}
          <Button kind="main" large submit busy={booking.sending.value}>{at === steps.length - 1 ? t.value.book : t.value.moveOn}</Button>
        </div>
        {at === 0 && booking.workshop.value && <p class="muted small">{t.value.workshop}: {booking.workshop.value.name}</p>}
      </form>
    </main>
  );
}

const missingText = () => ({
  where: t.value.whereMissing, vague: t.value.vague, hours: t.value.hoursWrong, plate: t.value.plateMissing, range: t.value.rangeWrong, energy: t.value.energyWrong, value: t.value.worthWrong, slot: t.value.chooseSlot,
  return: t.value.returnMissing, name: t.value.nameMissing, reach: t.value.reachMissing,
});

function StepBar({ at, onGo }: { at: number; onGo: (step: Step) => void }) {
  return (
    <nav aria-label={t.value.stepOf(at + 1, steps.length)}>
      <ol role="list" class="step-bar">
        {steps.map((step, i) => (
          <li key={step}>
            <button type="button" disabled={i >= at} aria-current={i === at ? 'step' : undefined} class={i < at ? 'done' : ''} onClick={() => onGo(step)}>{t.value.steps[step]}</button>
          </li>
        ))}
      </ol>
    </nav>
  );
}
