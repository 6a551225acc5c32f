import { Button, IconButton } from '../shared/components/Button';
import { SignedInAs, SignedInPage } from '../shared/components/SignIn';
import { Card, Empty, Loading, Notice } from '../shared/components/Surface';
import { TopBar } from '../shared/components/TopBar';
import { words } from '../shared/texts/words';
import { BoardView } from './parts/BoardView';
import { createWorkshop } from './state/workshop';
import { t } from './texts/texts';
import './workshop.css';

const state = createWorkshop();

/** The workshop's board, for whoever works at its desk. */
export function WorkshopPage() {
  return (
    <>
      <TopBar title={state.workshop.value?.name ?? t.value.title}>
        <span class="grow" />
        {state.workshop.value && (state.workshops.value?.length ?? 0) > 1 && (
          <IconButton icon="swap" label={t.value.another} onClick={() => state.choose(null)} />
        )}
        <SignedInAs />
      </TopBar>
      <SignedInPage title={t.value.title} roles={['adviser', 'dispatcher', 'operator']}>
        {() => (state.board.value && state.workshop.value ? <BoardView state={state} board={state.board.value} /> : <Choice />)}
      </SignedInPage>
    </>
  );
}

function Choice() {
  const workshops = state.workshops.value;
  if (state.isLost.value && !state.board.value) {
    return <main class="choosing"><Notice mood="danger" title={t.value.neverHeard}>{t.value.lostText}</Notice></main>;
  }
  if (!workshops || state.workshopId.value) return <main class="choosing"><Loading label={workshops ? t.value.looking : words.value.loading} shown /></main>;
  if (workshops.length === 0) return <main class="choosing"><Empty icon="wrench" title={t.value.noWorkshop}>{t.value.noWorkshopText}</Empty></main>;
  return (
    <main class="choosing">
      <Card title={t.value.choose}>
        <p class="muted">{t.value.chooseText}</p>
        <ul role="list" class="stack narrow">
          {workshops.map((each) => (
            <li key={each.workshopId}><Button large full icon="wrench" onClick={() => state.choose(each.workshopId)}>{each.name}</Button></li>
          ))}
        </ul>
      </Card>
    </main>
  );
}
