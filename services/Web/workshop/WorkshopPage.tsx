import { Button, IconButton } from '../shared/components/Button';
import { SignedInAs, SignedInPage } from '../shared/components/SignIn';
import { Card, Empty, Loading, Notice } from '../shared/components/Surface';
import { TopBar } from '../shared/components/TopBar';
import { words } from '../shared/texts/words';
import { session } from '../shared/state/session';
import { AskView } from './parts/AskView';
import { BoardView } from './parts/BoardView';
import { StepsView } from './parts/StepsView';
import { Views } from './parts/Views';
import { createAsking } from './state/asking';
import { createSteps } from './state/steps';
import { FleetView } from './parts/FleetView';
import { createFleet } from './state/fleet';
import { view, type View } from './state/view';
import { createWorkshop } from './state/workshop';
import { t } from './texts/texts';
import './workshop.css';

const state = createWorkshop();
const asking = createAsking(state.workshop, state.clock);
const steps = createSteps(state.workshop);
const fleet = createFleet(state.workshop, state.board);

/** The parts of the page. One more is a row here, its name in `views`, and its icon. */
const parts: Record<View, (timeZone: string) => preact.ComponentChild> = {
  board: () => state.board.value && <BoardView state={state} board={state.board.value} />,
  ask: (timeZone) => <AskView asking={asking} timeZone={timeZone} />,
  steps: (timeZone) => <StepsView steps={steps} timeZone={timeZone} />,
  fleet: (timeZone) => <FleetView fleet={fleet} timeZone={timeZone} />,
};

/** The workshop's board, and what else is done at its desk. */
export function WorkshopPage() {
  return (
    <>
      <TopBar title={state.workshop.value?.name ?? t.value.title}>
        {session.value && state.workshop.value && <Views />}
        <span class="grow" />
        {state.workshop.value && (state.workshops.value?.length ?? 0) > 1 && (
          <IconButton icon="swap" label={t.value.another} onClick={() => state.choose(null)} />
        )}
        <SignedInAs />
      </TopBar>
      <SignedInPage title={t.value.title} roles={['adviser', 'dispatcher', 'operator']}>
        {() => (state.board.value && state.workshop.value ? parts[view.value](state.workshop.value.timeZone ?? 'UTC') : <Choice />)}
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
