import { useRef, useState } from 'preact/hooks';
import { Refused } from '../../shared/api/client';
import { importFile, type ImportedRow, type ImportKind } from '../../shared/api/imports';
import { Button } from '../../shared/components/Button';
import { Segments } from '../../shared/components/Field';
import { Dialog, Notice, Pill, Progress, type Mood } from '../../shared/components/Surface';
import { words } from '../../shared/texts/words';
import type { Dispatch } from '../state/dispatch';
import { dayAsCsv, download, templateOf } from '../state/files';
import { t } from '../texts/texts';
import { PeriodPart } from './PeriodPart';

const kinds: readonly ImportKind[] = ['requests', 'drivers', 'workshops'];
const moods: Record<ImportedRow['outcome'], Mood> = { good: 'good', created: 'good', changed: 'note', same: 'plain', refused: 'danger' };

/** The day as a file, and requests, drivers and workshops from files. */
export function FilesDialog({ dispatch, onClose }: { dispatch: Dispatch; onClose: () => void }) {
  const day = dispatch.answer.value;
  const name = `${dispatch.area.value}-${dispatch.day.value}`;
  return (
    <Dialog title={t.value.files.title} closeLabel={words.value.close} onClose={onClose}>
      <div class="stack">
        {day && (
          <section class="stack narrow">
            <h3>{t.value.files.exportTitle}</h3>
            <div class="row narrow">
              <Button icon="download" onClick={() => download(`${name}.csv`, `\uFEFF${dayAsCsv(day)}`, 'text/csv')}>CSV</Button>
              <Button icon="download" onClick={() => download(`${name}.json`, JSON.stringify(day, null, 2), 'application/json')}>JSON</Button>
            </div>
          </section>
        )}
        {dispatch.day.value && <PeriodPart key={dispatch.day.value.slice(0, 7)} dispatch={dispatch} />}
        <ImportPart dispatch={dispatch} />
      </div>
    </Dialog>
  );
}

interface Run { isDry: boolean; rows: number; done: readonly ImportedRow[]; isOver: boolean }

function ImportPart({ dispatch }: { dispatch: Dispatch }) {
  const [kind, setKind] = useState<ImportKind>('requests');
  const [file, setFile] = useState<File | null>(null);
  const [run, setRun] = useState<Run | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const stopping = useRef<AbortController | null>(null);
  const busy = run !== null && !run.isOver;

  const start = async (isDry: boolean) => {
    if (!file || busy) return;
    const stop = stopping.current = new AbortController();
    let now: Run = { isDry, rows: 0, done: [], isOver: false };
    const show = (part: Partial<Run>) => { now = { ...now, ...part }; setRun(now); };
    setFault(null);
    show({});
    try {
      await importFile(kind, file, isDry, (rows) => show({ rows }), (row) => show({ done: [...now.done, row] }), stop.signal);
      show({ isOver: true });
    } catch (error) {
      show({ isOver: true });
      if (!stop.signal.aborted) setFault(error instanceof Refused && !error.isOffline ? error.message : words.peek().offline);
    }
    if (!isDry) dispatch.refresh();
  };
  const choose = (chosen: File | null) => { setFile(chosen); setRun(null); setFault(null); };

  return (
    <section class="stack narrow">
      <h3>{t.value.files.importTitle}</h3>
      <Segments label={t.value.files.kind} hideLabel value={kind} onChange={(next) => { setKind(next); setRun(null); setFault(null); }} options={kinds.map((value) => ({ value, label: t.value.files.kinds[value] }))} />
      <p class="muted small">{t.value.files.help}</p>
      <div><Button kind="quiet" icon="download" onClick={() => download(`${kind}.csv`, `\uFEFF${templateOf(kind, dispatch.area.peek(), dispatch.answer.peek()?.workshops[0])}`, 'text/csv')}>{t.value.files.template}</Button></div>
      <label class="field"><span>{t.value.files.file}</span>
        <input class="control" type="file" accept=".csv,.json,text/csv,application/json" disabled={busy} onChange={(event) => choose(event.currentTarget.files?.[0] ?? null)} /></label>
      {fault && <Notice mood="danger">{fault}</Notice>}
      {run && <Rows run={run} />}
      <div class="row narrow">
        <Button icon="check" disabled={!file} busy={busy && run.isDry} onClick={() => void start(true)}>{t.value.files.check}</Button>
        <Button kind="main" icon="upload" disabled={!file || !run?.isOver || !run.isDry} busy={busy && !run.isDry} onClick={() => void start(false)}>{t.value.files.import}</Button>
        {busy && <Button kind="quiet" onClick={() => stopping.current?.abort()}>{words.value.cancel}</Button>}
      </div>
    </section>
  );
}

const shownRows = 200;

/** How far it is, and what became of the rows: what is wrong first. */
function Rows({ run }: { run: Run }) {
  const counts = new Map<ImportedRow['outcome'], number>();
  for (const { outcome } of run.done) counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
  const sorted = run.isOver ? [...run.done].sort((a, b) => Number(b.outcome === 'refused') - Number(a.outcome === 'refused') || a.row - b.row).slice(0, shownRows) : [];
  return (
    <>
      <Progress value={run.rows ? run.done.length / run.rows : 0} label={t.value.files.progress} />
      <p class="row narrow" role="status"><span class="digits">{t.value.of(run.done.length, run.rows)}</span>
        {[...counts].map(([outcome, n]) => <Pill key={outcome} mood={moods[outcome]}>{n} {t.value.files.outcomes[outcome]}</Pill>)}</p>
      {sorted.length > 0 && (
        <ul role="list" class="rows import-rows" tabIndex={0} aria-label={t.value.files.progress}>
          {sorted.map((each) => (
            <li key={each.row} class="told-row"><span class="small muted digits">{t.value.files.row(each.row)}</span>
              <div class="grow"><p class="ends"><span>{each.key}</span><Pill mood={moods[each.outcome]}>{t.value.files.outcomes[each.outcome]}</Pill></p>
                {Object.entries(each.errors ?? {}).map(([column, said]) => <p key={column} class="small">{column && <code>{column}</code>} {said.join(' ')}</p>)}</div></li>
          ))}
        </ul>
      )}
    </>
  );
}
