import { useState } from 'preact/hooks';
import { Button } from '../../shared/components/Button';
import { Choices } from '../../shared/components/Field';
import { Card, Notice } from '../../shared/components/Surface';
import { day, span } from '../../shared/texts/format';
import { words } from '../../shared/texts/words';
import { capital } from '../booking/WhenPart';
import { comingDays } from '../state/hours';
import type { Tracking } from '../state/tracking';
import { t } from '../texts/texts';

const parts = [
  { name: 'morning', from: '08:00', until: '12:00' },
  { name: 'afternoon', from: '12:00', until: '16:00' },
  { name: 'evening', from: '16:00', until: '20:00' },
] as const;

/** When the car is brought back; a part of a day becomes a window at once. */
export function ReturnCard({ tracking }: { tracking: Tracking }) {
  const request = tracking.request.value;
  const [open, setOpen] = useState(false);
  const [chosen, setChosen] = useState<string | null>(null);
  if (!request) return null;
  const timeZone = request.workshop?.timeZone ?? 'UTC';
  const wished = request.wish.returnWindows[0];
  const nowHour = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone }).format(new Date());
  const today = comingDays(new Date(), timeZone, 1)[0];
  const choices = comingDays(new Date(), timeZone, 4).flatMap((date) => parts
    .filter((part) => date !== today || part.until > nowHour)
    .map((part) => ({ value: `${date} ${part.name}`, label: t.value.returnPart(capital(day(`${date}T12:00:00Z`, 'UTC')), t.value[part.name]) })));

  const save = async () => {
    const [date, name] = (chosen ?? '').split(' ');
    const part = parts.find((each) => each.name === name);
    const returnWindows = part ? [{ from: `${date}T${part.from}`, until: `${date}T${part.until}` }] : [];
    if (await tracking.change({ return: true, returnWindows })) setOpen(false);
  };
  return (
    <Card title={t.value.changeReturn}>
      {!open && <p>{!request.wish.return ? t.value.returnNone : wished ? `${capital(day(wished.from, timeZone))}, ${span(wished, timeZone)}` : t.value.returnAny}</p>}
      {!open && request.wish.returnPlace?.address && <p class="muted small">{request.wish.returnPlace.address}</p>}
      {!open && <div><Button kind={request.wish.return ? 'plain' : 'main'} icon="calendar" onClick={() => setOpen(true)}>{t.value.returnChoose}</Button></div>}
      {open && (
        <>
          <Choices label={t.value.returnTitle} value={chosen} onChange={setChosen}
            options={[{ value: 'any', content: t.value.returnAny }, ...choices.map(({ value, label }) => ({ value, content: label }))]} />
          {tracking.fault.value && <Notice mood="danger">{tracking.fault.value.message}</Notice>}
          <div class="row">
            <Button kind="main" disabled={!chosen} busy={tracking.sending.value} onClick={() => void save()}>{t.value.save}</Button>
            <Button kind="quiet" onClick={() => setOpen(false)}>{words.value.cancel}</Button>
          </div>
        </>
      )}
    </Card>
  );
}
