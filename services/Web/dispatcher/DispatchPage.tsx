import { effect } from '@preact/signals';
import { useCallback, useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { LockStrength, Window } from '../shared/api/dispatch';
import { Button } from '../shared/components/Button';
import { SignedInAs, SignedInPage } from '../shared/components/SignIn';
import { Empty, Loading, Notice } from '../shared/components/Surface';
import { TopBar } from '../shared/components/TopBar';
import { words } from '../shared/texts/words';
import { CommandBar } from './parts/CommandBar';
import { DayMap } from './parts/DayMap';
import { DayChoice, DayTools } from './parts/DayTools';
import { DriverDialog, HelpDialog, ReplanDialog } from './parts/Dialogs';
import { DraftBar } from './parts/Draft';
import { FilesDialog } from './parts/FilesDialog';
import { Figures } from './parts/Figures';
import { MoveDialog } from './parts/MoveDialog';
import { SidePanel } from './parts/SidePanel';
import { Timeline, type TimelineControls } from './parts/Timeline';
import { createDispatch, type Dispatch } from './state/dispatch';
import { useShortcuts } from './state/shortcuts';
import { t } from './texts/texts';
import './dispatch.css';

const nextStrength: Record<LockStrength, LockStrength> = { none: 'driver', driver: 'order', order: 'time', time: 'none' };

/** The dispatcher's day, for whoever is signed in as one. */
export function DispatchPage() {
  useEffect(() => effect(() => { document.title = t.value.title; }), []);
  return <SignedInPage title={t.value.title} roles={['dispatcher', 'operator']}>{() => <Day />}</SignedInPage>;
}

type Open = { dialog: 'replan' | 'help' | 'files' } | { dialog: 'move'; moveId: string; window?: Window } | { dialog: 'driver'; driverId: string } | null;

function Day() {
  const dispatch = useMemo(() => createDispatch(), []);
  const [open, setOpen] = useState<Open>(null);
  const controls = useRef<TimelineControls | null>(null);
  useEffect(() => { void dispatch.start(); return dispatch.stop; }, [dispatch]);
  useShortcuts(useMemo(() => shortcutsOf(dispatch, () => controls.current, setOpen), [dispatch]));
  const onMove = useCallback(() => { const moveId = dispatch.selected.peek(); if (moveId) setOpen({ dialog: 'move', moveId }); }, [dispatch]);
  const onWindow = useCallback((moveId: string, window: Window) => setOpen({ dialog: 'move', moveId, window }), []);
  const close = () => setOpen(null);
  return (
    <div class="dispatch">
      <TopBar title={t.value.title}>
        <DayChoice dispatch={dispatch} />
        <span class="grow" />
        {dispatch.answer.value && <span class="muted small digits plan-version" title={dispatch.answer.value.cause ?? ''}>{t.value.plan(dispatch.answer.value.planVersion)}</span>}
        <SignedInAs />
      </TopBar>
      <main class="dispatch-main">
        <h1 class="unseen">{t.value.title}</h1>
        <div class="dispatch-head">
          <Figures dispatch={dispatch} />
          <DayTools dispatch={dispatch} onReplan={() => setOpen({ dialog: 'replan' })} onFiles={() => setOpen({ dialog: 'files' })} onHelp={() => setOpen({ dialog: 'help' })} />
        </div>
        <Trouble dispatch={dispatch} />
        <DraftBar dispatch={dispatch} />
        <Body dispatch={dispatch} onMove={onMove} onControls={(given) => { controls.current = given; }} onDriver={(driverId) => setOpen({ dialog: 'driver', driverId })} onWindow={onWindow} />
      </main>
      <CommandBar dispatch={dispatch} />
      {open?.dialog === 'move' && <MoveDialog dispatch={dispatch} moveId={open.moveId} window={open.window} onClose={close} />}
      {open?.dialog === 'replan' && <ReplanDialog dispatch={dispatch} onClose={close} />}
      {open?.dialog === 'files' && <FilesDialog dispatch={dispatch} onClose={close} />}
      {open?.dialog === 'help' && <HelpDialog onClose={close} />}
      {open?.dialog === 'driver' && <DriverDialog dispatch={dispatch} driverId={open.driverId} onClose={close} />}
    </div>
  );
}

function Body({ dispatch, onMove, onControls, onDriver, onWindow }: {
  dispatch: Dispatch; onMove: () => void; onControls: (controls: TimelineControls) => void; onDriver: (driverId: string) => void; onWindow: (moveId: string, window: Window) => void;
}) {
  if (dispatch.areas.value && !dispatch.day.value) return <Empty icon="calendar" title={t.value.noDays}><p>{t.value.noDaysText}</p></Empty>;
  if (!dispatch.answer.value) return dispatch.fault.value ? null : <Loading label={words.value.loading} />;
  return (
    <div class="dispatch-body">
      <Timeline dispatch={dispatch} onControls={onControls} onDriver={onDriver} onWindow={onWindow} />
      <div class="dispatch-side">
        <div class="dispatch-map"><DayMap dispatch={dispatch} /></div>
        <SidePanel dispatch={dispatch} onMove={onMove} />
      </div>
    </div>
  );
}

function Trouble({ dispatch }: { dispatch: Dispatch }) {
  const fault = dispatch.fault.value;
  const retry = () => { if (dispatch.day.peek()) dispatch.refresh(); else void dispatch.start(); };
  if (fault) return <Notice mood="danger" title={t.value.loadFailed} action={<Button kind="quiet" onClick={retry}>{words.value.tryAgain}</Button>}>{fault.isOffline ? words.value.offline : fault.message}</Notice>;
  return dispatch.connected.value ? null : <Notice mood="caution" icon="offline">{t.value.disconnected}</Notice>;
}

function shortcutsOf(dispatch: Dispatch, controls: () => TimelineControls | null, setOpen: (open: Open) => void): Record<string, () => void> {
  const withSelected = (act: (moveId: string) => void) => () => { const id = dispatch.selected.peek(); if (id && !dispatch.commands.isBusy.peek()) act(id); };
  return {
    '/': () => document.getElementById('search')?.focus(),
    '?': () => setOpen({ dialog: 'help' }),
    m: withSelected((moveId) => setOpen({ dialog: 'move', moveId })),
    x: withSelected((moveId) => { if (dispatch.placed.peek().has(moveId)) void dispatch.commands.give({ kind: 'unassign-stop', moveId }); }),
    l: withSelected((moveId) => { if (dispatch.placed.peek().has(moveId)) void dispatch.commands.give({ kind: 'lock-stop', moveId, strength: nextStrength[dispatch.locks.peek().get(moveId) ?? 'none'] }); }),
    z: () => void dispatch.commands.undo(),
    r: () => setOpen({ dialog: 'replan' }),
    n: () => controls()?.toNow(),
    '+': () => controls()?.zoom(1),
    '-': () => controls()?.zoom(-1),
    1: () => { dispatch.panel.value = 'move'; },
    2: () => { dispatch.panel.value = 'unserved'; },
    3: () => { dispatch.panel.value = 'risk'; },
    4: () => { dispatch.panel.value = 'messages'; },
    5: () => { dispatch.panel.value = 'roads'; },
    6: () => { dispatch.panel.value = 'history'; },
    c: () => { dispatch.panel.value = 'roads'; dispatch.roads.begin('road'); },
    Escape: () => { dispatch.roads.leave(); dispatch.select(null); dispatch.filter.text.value = ''; },
  };
}
