import { useState } from 'preact/hooks';
import type { FailureReason, RouteSheet, RouteStop, Vehicle } from '../../shared/api/drivers';
import { Button, LinkButton } from '../../shared/components/Button';
import { Choices, TextArea } from '../../shared/components/Field';
import { Icon } from '../../shared/components/Icon';
import { Dialog, Pill, Plate } from '../../shared/components/Surface';
import { clock, distance, duration, span } from '../../shared/texts/format';
import { words } from '../../shared/texts/words';
import { lateBy, stopKey, type Drive, type Phase } from '../state/drive';
import { isCourtesyAt, mayFail } from '../state/steps';
import { t } from '../texts/texts';
import { stopIcons } from '../../shared/icons/stopIcons';
import { meansIcon } from './looks';
import { ReportForm } from './ReportForm';
import { Way } from './Way';

/** The next stop, large: how to get there, who is there, and the one thing to do now. */
export function NextStop({ drive, sheet, stop, phase }: { drive: Drive; sheet: RouteSheet; stop: RouteStop; phase: Phase }) {
  const [way, setWay] = useState(phase === 'under-way');
  const [asked, ask] = useState<'collect' | 'handOver' | 'fail' | 'late' | null>(null);
  const leg = stop.leg;
  const contact = drive.contacts.value[stopKey(stop)];
  const isAtCustomer = stop.kind === 'collect' || stop.kind === 'return' || stop.kind === 'swap';
  const toldEta = drive.progress.value[stopKey(stop)]?.toldEta;
  const gaveCourtesy = Boolean(drive.progress.value[stopKey(stop)]?.handedOverAt);
  const takes = stop.kind === 'collect' || stop.kind === 'pickUp' || (stop.kind === 'swap' && gaveCourtesy);
  const isCharge = stop.kind === 'charge';
  const onward = isCharge ? sheet.stops.find((other) => other.moveId === stop.moveId && (other.stopIndex ?? 0) === (stop.stopIndex ?? 0) + 1) : undefined;
  const car = stop.vehicle;
  const courtesy = stop.courtesyCar;
  const isAboutCourtesy = isCourtesyAt(stop, sheet.stops, takes ? 'collect' : 'handOver') && stop.kind !== 'swap';
  const until = drive.waitsUntil(stop);
  return (
    <section class="next" aria-label={`${t.value.nextStop}: ${t.value.kinds[stop.kind]}`}>
      <div class="next-head">
        <span class="next-icon"><Icon name={stopIcons[stop.kind]} size="1.75rem" /></span>
        <div class="grow">
          <h1>{t.value.kinds[stop.kind]}</h1>
          <p class="next-place">{stop.place.address ?? `${stop.place.lat.toFixed(5)}, ${stop.place.lon.toFixed(5)}`}</p>
        </div>
      </div>

      <dl class="next-times">
        {stop.window && <div><dt class="small muted">{t.value.promised}</dt><dd class="digits">{span(stop.window, sheet.timeZone)}</dd></div>}
        <div><dt class="small muted">{t.value.eta}</dt><dd class="digits">{clock(stop.eta, sheet.timeZone)}</dd></div>
        {toldEta && <div><dt class="small muted">{t.value.lateSaid}</dt><dd class="digits">{clock(toldEta, sheet.timeZone)}</dd></div>}
      </dl>

      {isAboutCourtesy && <p>{t.value.courtesyFor(car?.plate ?? '?')}</p>}
      {car && !isAboutCourtesy && <Car car={car} />}
      {courtesy && (
        <div class="stack tight">
          {!isAboutCourtesy && <p class="strong">{stop.kind === 'swap' ? t.value.courtesyGive : t.value.courtesyTake}</p>}
          <Car car={courtesy.vehicle} />
          {stop.kind === 'swap' && !courtesy.isContractSigned && <p><Pill mood="caution" icon="pen">{t.value.courtesyUnsigned}</Pill></p>}
        </div>
      )}
      {leg && leg.distanceMetres > 0 && phase !== 'there' && (
        <p class={`leg ${leg.loaded ? 'loaded' : 'empty'}`}><Icon name={meansIcon(leg.means)} />
          {t.value.legOf(t.value.means[leg.means] ?? leg.means, duration(leg.durationSeconds), distance(leg.distanceMetres))}</p>
      )}

      {isAtCustomer && (contact ? (
        <div class="contact">
          <Icon name="person" />
          <div class="grow"><p class="strong">{contact.name}</p>{contact.note && <p>{contact.note}</p>}</div>
          {contact.phone && <LinkButton href={`tel:${contact.phone}`} icon="phone">{t.value.call}</LinkButton>}
        </div>
      ) : <p class="muted small">{t.value.contactLater}</p>)}
      {contact?.handover && contact.handover.kind !== 'inPerson' && (
        <div class="contact">
          <Icon name="key" />
          <div class="grow"><p class="strong">{t.value.handovers[contact.handover.kind]}</p>
            <p>{[contact.handover.who, contact.handover.where].filter(Boolean).join(' · ')}</p>
            {contact.handover.lockerCode && <p>{t.value.lockerCode} <span class="digits strong">{contact.handover.lockerCode}</span></p>}</div>
        </div>
      )}
      {phase === 'there' && until !== null && <p class="row narrow" role="status"><Icon name="clock" />{until > drive.now.value ? t.value.waitUntil(clock(new Date(until), sheet.timeZone)) : t.value.waited}</p>}

      {isCharge && <p class="row narrow"><Icon name="battery" />{t.value.chargeFor(duration(stop.serviceSeconds ?? 0))}</p>}

      {phase === 'set-off' && <Button kind="main" large full icon="navigate" onClick={() => { setWay(true); void drive.depart(stop, t.value.setOffTold); }}>{t.value.setOff}</Button>}
      {phase === 'under-way' && <Button kind="main" large full icon="pin" onClick={() => { setWay(false); void drive.arrive(stop, t.value.arrivedTold); }}>{t.value.arrived}</Button>}
      {phase === 'there' && takes && <Button kind="main" large full icon="key" onClick={() => ask('collect')}>{t.value.collect}</Button>}
      {phase === 'there' && onward && <Button kind="main" large full icon="navigate" onClick={() => void drive.depart(onward, t.value.setOffTold)}>{t.value.charged}</Button>}
      {phase === 'there' && !takes && !isCharge && (
        <Button kind="main" large full icon="key" onClick={() => ask('handOver')}>{stop.kind === 'swap' ? t.value.giveCourtesy : t.value.handOver}</Button>
      )}

      <div class="next-more">
        {leg && phase !== 'there' && <Button icon="map" pressed={way} onClick={() => setWay(!way)}>{way ? t.value.hideWay : t.value.navigate}</Button>}
        {phase !== 'there' && <LinkButton href={`geo:${stop.place.lat},${stop.place.lon}?q=${stop.place.lat},${stop.place.lon}`} icon="navigate">{t.value.otherNavigator}</LinkButton>}
        {isAtCustomer && phase !== 'there' && <Button icon="clock" onClick={() => ask('late')}>{t.value.late}</Button>}
        <Button icon="alert" onClick={() => ask('fail')}>{t.value.fail}</Button>
      </div>
      {way && leg && phase !== 'there' && <Way drive={drive} stop={stop} leg={leg} />}

      {asked === 'late' && <Late stop={stop} drive={drive} timeZone={sheet.timeZone} onClose={() => ask(null)} />}
      {asked === 'fail' && <Failing stop={stop} drive={drive} timeZone={sheet.timeZone} onClose={() => ask(null)} />}
      {(asked === 'collect' || asked === 'handOver') && (
        <ReportForm drive={drive} stop={stop} kind={asked} onClose={() => ask(null)} />
      )}
    </section>
  );
}

function Car({ car }: { car: Vehicle }) {
  return (
    <p class="row narrow"><Plate>{car.plate}</Plate><span>{[car.make, car.model, car.colour].filter(Boolean).join(' ')}</span>
      <Pill>{words.value.gearboxes[car.gearbox]}</Pill><Pill>{words.value.drives[car.drive]}</Pill></p>
  );
}

const lateMinutes = ['10', '20', '30', '45', '60'] as const;

function Late({ stop, drive, timeZone, onClose }: { stop: RouteStop; drive: Drive; timeZone: string; onClose: () => void }) {
  const [minutes, setMinutes] = useState<(typeof lateMinutes)[number] | null>(null);
  const send = () => {
    if (!minutes) return;
    onClose();
    void drive.late(stop, t.value.lateTold, Number(minutes));
  };
  return (
    <Dialog title={t.value.lateTitle} closeLabel={words.value.close} onClose={onClose} footer={<>
      <Button onClick={onClose}>{words.value.cancel}</Button>
      <Button kind="main" disabled={!minutes} onClick={send}>{t.value.lateSend}</Button>
    </>}>
      <p class="muted">{t.value.lateText}</p>
      <Choices label={t.value.lateTitle} hideLabel value={minutes} onChange={setMinutes} options={lateMinutes.map((value) => ({
        value, content: <span class="ends"><span>{duration(Number(value) * 60)}</span><span class="digits strong">{clock(lateBy(stop, Number(value)), timeZone)}</span></span>,
      }))} />
    </Dialog>
  );
}

const reasons: readonly FailureReason[] = ['absent', 'noKey', 'willNotStart', 'blockedIn', 'wrongCar', 'unsafe', 'refused', 'addressWrong'];

function Failing({ stop, drive, timeZone, onClose }: { stop: RouteStop; drive: Drive; timeZone: string; onClose: () => void }) {
  const [reason, setReason] = useState<FailureReason | null>(null);
  const [note, setNote] = useState('');
  const until = drive.waitsUntil(stop);
  const isEarly = reason !== null && !mayFail(reason, stop, until, drive.now.value);
  const send = () => {
    if (!reason || isEarly) return;
    onClose();
    void drive.fail(stop, t.value.failTold, reason, note);
  };
  return (
    <Dialog title={t.value.failTitle} closeLabel={words.value.close} onClose={onClose} footer={<>
      <Button onClick={onClose}>{words.value.cancel}</Button>
      <Button kind="danger" disabled={!reason || isEarly} onClick={send}>{t.value.failSend}</Button>
    </>}>
      <Choices label={t.value.failTitle} hideLabel value={reason} onChange={setReason} options={reasons.map((value) => ({ value, content: t.value.failures[value] }))} />
      {isEarly && <p class="field-error" role="status">{until === null ? t.value.waitFirst : t.value.waitUntil(clock(new Date(until), timeZone))}</p>}
      <TextArea label={t.value.failNote} optional={words.value.optional} maxLength={1000} value={note} onInput={setNote} />
    </Dialog>
  );
}
