import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { photoOf, type PhotoShown, type ReportShown } from '../../shared/api/evidence';
import { Dialog, Notice, Pill } from '../../shared/components/Surface';
import { distance } from '../../shared/texts/format';
import { words } from '../../shared/texts/words';
import type { Dispatch } from '../state/dispatch';
import { bothReports, isTakenBack, mileageOf, type Evidence } from '../state/evidence';
import { t } from '../texts/texts';
import { whenOf } from './EvidencePart';

type Both = readonly [before: ReportShown | null, after: ReportShown | null];

/** Farther from its stop than this, a report says so loudly. */
const farMetres = 200;

const damageKey = (damage: ReportShown['damages'][number]) => `${damage.part} ${damage.kind}`;
const energyOf = (report: ReportShown) => report.fuelPercent ?? report.chargePercent ?? null;
const sideName = (side: string) => words.value.sides[side] ?? side;

const driversOf = (report: ReportShown | null) => report?.photos.filter((photo) => !photo.fromCustomer) ?? [];
const customersOf = (report: ReportShown | null) => report?.photos.filter((photo) => photo.fromCustomer) ?? [];

/** The sides of which there are photos, in the order of the first report. */
const sidesOf = (both: Both): string[] => [...new Set(both.flatMap((report) => driversOf(report).map((photo) => photo.side ?? 'other')))];
const photosAt = (report: ReportShown | null, side: string) => driversOf(report).filter((photo) => (photo.side ?? 'other') === side);

/** The report of the collection and that of the return, row by row against one another; below them what was read at the workshop. */
export function ReportsPart({ dispatch, evidence }: { dispatch: Dispatch; evidence: Evidence }) {
  const [side, setSide] = useState<string | null>(null);
  const [large, setLarge] = useState<PhotoShown | null>(null);
  const { before, after } = bothReports(evidence);
  const both: Both = [before, after];
  const say = t.value.evidence;
  const known = new Set(before?.damages.map(damageKey));
  const row = (label: string, cell: (report: ReportShown, isAfter: boolean) => ComponentChildren) => (
    <tr><th scope="row">{label}</th>{both.map((report, i) => <td key={i}>{report ? cell(report, i === 1) : <span class="muted">–</span>}</td>)}</tr>
  );
  const others = evidence.reports.filter((report) => report !== before && report !== after && !isTakenBack(report, evidence));
  const { verdict } = evidence.request;
  return (
    <section class="evidence">
      <h3>{say.reports}</h3>
      {(before ?? after) && (
        <table class="both-reports">
          <thead><tr><td />{[say.atCollection, say.atReturn].map((label) => <th key={label} scope="col">{label}</th>)}</tr></thead>
          <tbody>
            {row(say.when, (report) => <span class="digits">{whenOf(dispatch, report.at)}</span>)}
            {row(say.mileage, (report) => <Mileage report={report} evidence={evidence} />)}
            {row(say.energy, (report) => (energyOf(report) === null ? <span class="muted">–</span> : <span class="digits">{say.percent(energyOf(report) ?? 0)}</span>))}
            {row(say.damages, (report, isAfter) => (report.damages.length === 0 ? <span class="muted">{say.noDamages}</span> : (
              <ul role="list">{report.damages.map((damage, i) => (
                <li key={i}>{[words.value.carParts[damage.part] ?? damage.part, words.value.damageKinds[damage.kind] ?? damage.kind, damage.note].filter(Boolean).join(' · ')}
                  {isAfter && before && !known.has(damageKey(damage)) && <> <Pill mood="danger">{say.isNew}</Pill></>}</li>
              ))}</ul>
            )))}
            {row(say.handover, (report) => [say.handovers[report.handover], report.signedBy ? say.signedBy(report.signedBy) : null].filter(Boolean).join(' · '))}
            {row(say.where, (report) => (report.distanceMetres == null ? <span class="muted">–</span> : report.distanceMetres > farMetres
              ? <Pill mood="caution" icon="alert">{say.fromStop(distance(report.distanceMetres))}</Pill> : say.fromStop(distance(report.distanceMetres))))}
            {row(say.photos, (report) => (driversOf(report).length === 0 ? <span class="muted">{say.noPhotos}</span> : (
              <ul role="list" class="photo-row">{sidesOf(both).flatMap((each) => photosAt(report, each).map((photo) => (
                <li key={photo.photoId}><button type="button" class="photo-button" aria-label={say.showPhoto(sideName(each))} title={sideName(each)} onClick={() => setSide(each)}><StaffPhoto reportId={report.reportId} photo={photo} alt="" /></button></li>
              )))}</ul>
            )))}
          </tbody>
        </table>
      )}
      {others.length > 0 && (
        <ul role="list" class="stack tight small">
          {others.map((report) => (
            <li key={report.reportId} class="ends"><span class="muted">{say.kinds[report.kind]}{report.isCourtesy ? ` · ${say.courtesy}` : ''}, <span class="digits">{whenOf(dispatch, report.at)}</span></span><Mileage report={report} evidence={evidence} /></li>
          ))}
        </ul>
      )}
      {verdict && (verdict.dispute
        ? <Notice mood="danger" title={say.disputed}>{verdict.dispute}</Notice>
        : <Notice mood="good">{say.countersigned(verdict.signedBy ?? '')}</Notice>)}
      {after && customersOf(after).length > 0 && (
        <>
          <p class="small strong">{say.customersPhotos}</p>
          <ul role="list" class="photo-row">{customersOf(after).map((photo, i) => (
            <li key={photo.photoId}><button type="button" class="photo-button" aria-label={`${say.customersPhotos}: ${i + 1}`} onClick={() => setLarge(photo)}><StaffPhoto reportId={after.reportId} photo={photo} alt="" /></button></li>
          ))}</ul>
        </>
      )}
      {large && after && (
        <Dialog wide title={say.customersPhotos} closeLabel={words.value.close} onClose={() => setLarge(null)}>
          <div class="photo-pair"><Large dispatch={dispatch} report={after} photo={large} /></div>
        </Dialog>
      )}
      {side !== null && (
        <Dialog wide title={sideName(side)} closeLabel={words.value.close} onClose={() => setSide(null)}>
          <div class="photo-pair">
            {both.map((report, i) => (
              <section key={i} class="stack narrow">
                <h3>{i === 0 ? say.atCollection : say.atReturn}</h3>
                {photosAt(report, side).length === 0 && <p class="muted">{say.noPhotos}</p>}
                {report && photosAt(report, side).map((photo) => <Large key={photo.photoId} dispatch={dispatch} report={report} photo={photo} />)}
              </section>
            ))}
          </div>
        </Dialog>
      )}
    </section>
  );
}

function Mileage({ report, evidence }: { report: ReportShown; evidence: Evidence }) {
  const counts = mileageOf(report, evidence);
  return <span class="digits">{t.value.evidence.km(counts)}{counts !== report.mileageKm && <> <s class="muted small">{t.value.evidence.km(report.mileageKm)}</s></>}</span>;
}

/** With when it was taken, and whether it is the one that was. */
function Large({ dispatch, report, photo }: { dispatch: Dispatch; report: ReportShown; photo: PhotoShown }) {
  return (
    <figure class="stack narrow">
      <StaffPhoto reportId={report.reportId} photo={photo} alt={sideName(photo.side ?? 'other')} />
      <figcaption class="row narrow small">
        <span class="muted digits">{photo.takenAt ? t.value.evidence.taken(whenOf(dispatch, photo.takenAt)) : t.value.evidence.received(whenOf(dispatch, photo.receivedAt))}</span>
        {photo.asTaken === true && <Pill mood="good" icon="check">{t.value.evidence.asTaken}</Pill>}
        {photo.asTaken === false && <Pill mood="danger" icon="alert">{t.value.evidence.notAsTaken}</Pill>}
      </figcaption>
    </figure>
  );
}

/** A photo whose door asks for a sign-in. Its room is kept while it is fetched. */
function StaffPhoto({ reportId, photo, alt }: { reportId: string; photo: PhotoShown; alt: string }) {
  const [source, setSource] = useState<string | null>(null);
  useEffect(() => {
    let made: string | null = null;
    let isOver = false;
    photoOf(reportId, photo.photoId).then((file) => { if (!isOver) setSource(made = URL.createObjectURL(file)); }, () => undefined);
    return () => { isOver = true; if (made) URL.revokeObjectURL(made); };
  }, [reportId, photo.photoId]);
  return <img class="staff-photo" src={source ?? undefined} alt={source ? alt : ''} width={photo.widthPixels} height={photo.heightPixels} />;
}
