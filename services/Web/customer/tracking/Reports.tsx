import { Card } from '../../shared/components/Surface';
import type { ConditionReport } from '../../shared/api/intake';
import { capital, clock, day } from '../../shared/texts/format';
import { words } from '../../shared/texts/words';
import type { Tracking } from '../state/tracking';
import { t } from '../texts/texts';

/** In which condition the car was taken over and handed back, with the photos. */
export function Reports({ tracking }: { tracking: Tracking }) {
  const reports = tracking.reports.value;
  const timeZone = tracking.request.value?.workshop?.timeZone ?? 'UTC';
  const moves = tracking.request.value?.moves ?? [];
  // Those that the customer was there for; what drivers wrote at the workshop is a line each.
  const collected = moves.find((move) => move.kind !== 'return')?.collectionReportId;
  const brought = moves.find((move) => move.kind === 'return')?.handoverReportId;
  const whole = reports.filter((report) => report.reportId === collected || report.reportId === brought);
  const short = reports.filter((report) => !whole.includes(report));
  return (
    <>
      {whole.length > 0 && <div class="side-by-side">{whole.map((report) => <ReportCard key={report.reportId} report={report} timeZone={timeZone} photo={tracking.photo} />)}</div>}
      {whole.length > 0 && short.length > 0 && (
        <Card title={t.value.reportsAtWorkshop}>
          <ul role="list" class="stack tight">
            {short.map((report) => (
              <li key={report.reportId} class="ends"><span class="muted">{t.value.reportOf[report.kind === 'handedOver' ? 'arrival' : 'departure']}, {clock(report.at, timeZone)}</span>
                <span class="digits">{t.value.kilometres(report.mileageKm)}</span></li>
            ))}
          </ul>
        </Card>
      )}
    </>
  );
}

function ReportCard({ report, timeZone, photo }: { report: ConditionReport; timeZone: string; photo: Tracking['photo'] }) {
  const energy = report.fuelPercent ?? report.chargePercent;
  // What the customer sent stands with what they say.
  const photos = report.photos.filter((each) => !each.fromCustomer);
  return (
    <Card title={t.value.report}>
      <p class="muted small">{t.value.reportOf[report.kind === 'handedOver' ? 'handover' : 'collection']}, {capital(day(report.at, timeZone))}, {clock(report.at, timeZone)}</p>
      <dl class="facts">
        <div><dt class="muted small">{t.value.mileage}</dt><dd class="strong digits">{t.value.kilometres(report.mileageKm)}</dd></div>
        {energy != null && <div><dt class="muted small">{t.value.fuel}</dt><dd class="strong digits">{t.value.percent(energy)}</dd></div>}
      </dl>
      <h3>{t.value.damages}</h3>
      {report.damages.length === 0 ? <p class="muted">{t.value.noDamages}</p> : (
        <ul class="damages">{report.damages.map((damage, i) => <li key={i}>{[words.value.carParts[damage.part] ?? damage.part, words.value.damageKinds[damage.kind] ?? damage.kind, damage.note].filter(Boolean).join(' · ')}</li>)}</ul>
      )}
      <h3>{t.value.photos}</h3>
      {photos.length === 0 ? <p class="muted">{t.value.noPhotos}</p> : (
        <ul role="list" class="photos">
          {photos.map((each, i) => {
            const source = photo(report.reportId, each.photoId);
            return <li key={each.photoId}><a href={source} target="_blank" rel="noreferrer"><img src={source} alt={t.value.photoOf(i + 1)} loading="lazy" /></a></li>;
          })}
        </ul>
      )}
    </Card>
  );
}
