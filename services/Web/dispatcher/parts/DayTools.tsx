import { Button, IconButton } from '../../shared/components/Button';
import { Icon } from '../../shared/components/Icon';
import { day as dayText } from '../../shared/texts/format';
import type { Dispatch } from '../state/dispatch';
import type { Only } from '../state/filter';
import { t } from '../texts/texts';

/** Which area and day is shown. */
export function DayChoice({ dispatch }: { dispatch: Dispatch }) {
  const areas = dispatch.areas.value ?? [];
  const area = areas.find((each) => each.area === dispatch.area.value);
  const days = [...new Set([...(area?.days.map((each) => each.day) ?? []), ...(dispatch.day.value ? [dispatch.day.value] : [])])].sort();
  const at = days.indexOf(dispatch.day.value);
  const go = (day: string | undefined) => { if (day) void dispatch.open(dispatch.area.value, day); };
  return (
    <div class="day-choice">
      {areas.length > 1 && (
        <select class="control" aria-label={t.value.area} value={dispatch.area.value} onChange={(event) => {
          const chosen = areas.find((each) => each.area === event.currentTarget.value);
          const day = chosen?.days.find((each) => each.day === dispatch.day.value) ?? chosen?.days[0];
          if (chosen && day) void dispatch.open(chosen.area, day.day);
        }}>
          {areas.map((each) => <option key={each.area} value={each.area}>{each.name}</option>)}
        </select>
      )}
      <IconButton icon="back" label={t.value.previousDay} disabled={at <= 0} onClick={() => go(days[at - 1])} />
      <select class="control" aria-label={t.value.day} value={dispatch.day.value} onFocus={() => void dispatch.loadAreas()} onChange={(event) => go(event.currentTarget.value)}>
        {days.map((each) => <option key={each} value={each}>{dayText(`${each}T12:00:00Z`, 'UTC')}</option>)}
      </select>
      <IconButton icon="forward" label={t.value.nextDay} disabled={at < 0 || at >= days.length - 1} onClick={() => go(days[at + 1])} />
    </div>
  );
}

/** What is looked for, and what is done with the whole day. */
export function DayTools({ dispatch, onReplan, onFiles, onHelp }: { dispatch: Dispatch; onReplan: () => void; onFiles: () => void; onHelp: () => void }) {
  const { filter, commands } = dispatch;
  const last = commands.undoable.value;
  return (
    <div class="day-tools">
      <div class="day-search">
        <Icon name="search" />
        <input class="control" id="search" type="search" aria-label={t.value.search} placeholder={t.value.searchHint} value={filter.text.value} autoComplete="off" spellcheck={false}
          onInput={(event) => { filter.text.value = event.currentTarget.value; }}
          onKeyDown={(event) => {
            const [first] = filter.found.value ?? [];
            if (event.key === 'Enter' && first) dispatch.select(first);
          }} />
      </div>
      <select class="control day-only" aria-label={t.value.filter} value={filter.only.value} onChange={(event) => { filter.only.value = event.currentTarget.value as Only; }}>
        {(Object.keys(t.value.only) as Only[]).map((each) => <option key={each} value={each}>{t.value.only[each]}</option>)}
      </select>
      <span class="muted small digits" role="status">{filter.found.value ? t.value.found(filter.found.value.size) : ''}</span>
      <span class="grow" />
      {last && <Button kind="quiet" icon="undo" disabled={commands.isBusy.value} onClick={() => void commands.undo()}>{t.value.undoLast}</Button>}
      <Button icon="refresh" onClick={onReplan}>{t.value.replan}</Button>
      <IconButton icon="download" label={t.value.files.title} onClick={onFiles} />
      <IconButton icon="info" label={t.value.help} onClick={onHelp} />
    </div>
  );
}
