import { useState } from 'preact/hooks';
import { Button } from '../../shared/components/Button';
import { Segments, TextArea, TextField } from '../../shared/components/Field';
import { Card, Notice, Progress } from '../../shared/components/Surface';
import { words } from '../../shared/texts/words';
import type { Tracking } from '../state/tracking';
import { t } from '../texts/texts';
import { PhotoPicker } from './PhotoPicker';

const dayMilliseconds = 24 * 3_600_000;
const mostPhotos = 12;

/** Once the car is back: the customer agrees with the two reports, or says and shows what is not as it was, for a day. */
export function VerdictCard({ tracking }: { tracking: Tracking }) {
  const [answer, setAnswer] = useState<'agree' | 'dispute' | null>(null);
  const [text, setText] = useState('');
  const [photos, setPhotos] = useState<readonly Blob[]>([]);
  const request = tracking.request.value;
  const back = request?.moves.find((move) => move.kind === 'return');
  if (!request || !back?.handedOverAt) return null;
  const { verdict } = request;
  const report = tracking.reports.value.find((each) => each.reportId === back.handoverReportId);
  const shown = report?.photos.filter((photo) => photo.fromCustomer) ?? [];
  const isOver = tracking.now.value > Date.parse(back.handedOverAt) + dayMilliseconds;
  const fault = tracking.fault.value;
  const faultNotice = fault && <Notice mood="danger" icon="alert">{fault.isOffline ? words.value.offline : fault.message}</Notice>;
  if (verdict) {
    const left = Math.max(0, mostPhotos - shown.length);
    return (
      <Card title={t.value.verdict}>
        <p>{verdict.dispute ? t.value.verdictDisputed : t.value.verdictSigned}</p>
        {verdict.dispute && <p class="muted">{verdict.dispute}</p>}
        {shown.length > 0 && report && (
          <ul role="list" class="photos">{shown.map((photo, i) => {
            const source = tracking.photo(report.reportId, photo.photoId);
            return <li key={photo.photoId}><a href={source} target="_blank" rel="noreferrer"><img src={source} alt={t.value.photoOf(i + 1)} loading="lazy" /></a></li>;
          })}</ul>
        )}
        {verdict.dispute && !isOver && left > 0 && (
          <form class="stack" onSubmit={(event) => { event.preventDefault(); void tracking.addPhotos(photos).then((all) => { if (all) setPhotos([]); }); }}>
            <PhotoPicker photos={photos} most={left} onChange={setPhotos} />
            <Sending tracking={tracking} />
            {photos.length > 0 && faultNotice}
            {photos.length > 0 && <div><Button kind="main" submit busy={tracking.sending.value}>{t.value.verdictSend}</Button></div>}
          </form>
        )}
      </Card>
    );
  }

  if (isOver) return null;
  const send = async (event: Event) => {
    event.preventDefault();
    if (!text.trim()) return;
    const isTold = await (answer === 'agree' ? tracking.countersign(text.trim()) : tracking.dispute(text.trim(), photos));
    if (isTold) setPhotos([]);
  };
  return (
    <Card title={t.value.verdict}>
      <form class="stack" noValidate onSubmit={(event) => void send(event)}>
        <Segments label={t.value.verdictText} value={answer} onChange={(chosen) => { setAnswer(chosen); setText(''); }}
          options={[{ value: 'agree', label: t.value.verdictAgree }, { value: 'dispute', label: t.value.verdictDispute }]} />
        {answer === 'agree' && <TextField label={t.value.verdictName} maxLength={100} autoComplete="name" value={text} onInput={setText} />}
        {answer === 'dispute' && <TextArea label={t.value.verdictWhat} maxLength={900} value={text} onInput={setText} />}
        {answer === 'dispute' && <PhotoPicker photos={photos} most={mostPhotos} onChange={setPhotos} />}
        <Sending tracking={tracking} />
        {answer && <div><Button kind="main" submit disabled={!text.trim()} busy={tracking.sending.value}>{t.value.verdictSend}</Button></div>}
        {answer && faultNotice}
      </form>
    </Card>
  );
}

/** How many of the photos have arrived. */
function Sending({ tracking }: { tracking: Tracking }) {
  const photos = tracking.photosSent.value;
  if (!photos) return null;
  const label = t.value.photosSent(photos.sent, photos.of);
  return <div class="stack tight" role="status"><Progress value={photos.sent / photos.of} label={label} /><p class="small muted">{label}</p></div>;
}
