import { useState } from 'preact/hooks';
import { getFigures, getMovesCsv, refusalText, type PeriodFigures, type SpanFigures } from '../../shared/api/dispatch';
import { Button } from '../../shared/components/Button';
import { TextField } from '../../shared/components/Field';
import { Notice } from '../../shared/components/Surface';
import { distance, duration, money } from '../../shared/texts/format';
import { words } from '../../shared/texts/words';
import type { Dispatch } from '../state/dispatch';
import { download } from '../state/files';
import { t } from '../texts/texts';

/** Several days: as a file, and in figures. Begins with the month of the day that is shown. */
export function PeriodPart({ dispatch }: { dispatch: Dispatch }) {
  const [[first, last], setPeriod] = useState(() => monthOf(dispatch.day.value));
  const [figures, setFigures] = useState<PeriodFigures | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const area = dispatch.area.value;
  const act = async (ask: () => Promise<void>) => {
    setBusy(true);
    setFault(null);
    try {
      await ask();
    } catch (error) {
      setFault(refusalText(error, words.peek()));
    }
    setBusy(false);
  };
  const show = () => act(async () => setFigures(await getFigures(area, first, last)));
  const save = () => act(async () => download(`${area}-${first}-${last}.csv`, await getMovesCsv(area, first, last), 'text/csv'));
  return (
    <section class="stack narrow">
      <h3>{t.value.period.title}</h3>
      <div class="row narrow">
        <TextField type="date" label={t.value.period.from} value={first} onInput={(value) => setPeriod([value, last])} />
        <TextField type="date" label={t.value.period.until} value={last} onInput={(value) => setPeriod([first, value])} />
      </div>
      <div class="row narrow">
        <Button icon="info" busy={busy} disabled={!first || !last} onClick={() => void show()}>{t.value.period.show}</Button>
        <Button icon="download" disabled={busy || !first || !last} onClick={() => void save()}>{t.value.period.save}</Button>
      </div>
      {fault && <Notice mood="danger">{fault}</Notice>}
      {figures && <Table figures={figures} />}
    </section>
  );
}

function Table({ figures: { total, days, currency } }: { figures: PeriodFigures }) {
  const failures = Object.entries(total.failures).map(([reason, n]) => `${t.value.failures[reason as keyof typeof t.value.failures]} ${n}`).join(', ');
  return (
    <>
      <div class="period-scroll" tabIndex={0} role="region" aria-label={t.value.period.title}>
        <table class="period digits">
          <thead><tr><th>{t.value.day}</th>{t.value.period.columns.map((column) => <th key={column}>{column}</th>)}</tr></thead>
          <tbody>
            {days.map(({ day, figures }) => <Row key={day} name={day} figures={figures} currency={currency} />)}
            <Row name={t.value.period.total} figures={total} currency={currency} />
          </tbody>
        </table>
      </div>
      {failures && <p class="small">{t.value.period.failed}: {failures}</p>}
    </>
  );
}

function Row({ name, figures, currency }: { name: string; figures: SpanFigures; currency: string | null | undefined }) {
  const share = (of: number | null | undefined) => (of === null || of === undefined ? '–' : `${Math.round(of * 100)} %`);
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>{figures.served}/{figures.moves}</td>
      <td>{share(figures.keptShare)}</td>
      <td>{figures.late ? duration(figures.late.worstSeconds) : '–'}</td>
      <td>{figures.served > 0 ? distance(figures.emptyMetresPerMove) : '–'}</td>
      <td>{figures.served > 0 ? duration(figures.drivingDaySecondsPerMove) : '–'}</td>
      <td>{typeof figures.costCentsPerMove === 'number' && currency ? money(figures.costCentsPerMove, currency) : '–'}</td>
      <td>{share(figures.liftUse)}</td>
    </tr>
  );
}

function monthOf(day: string): [string, string] {
  const [year = 0, month = 1] = day.split('-').map(Number);
  return [`${day.slice(0, 7)}-01`, new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10)];
}
