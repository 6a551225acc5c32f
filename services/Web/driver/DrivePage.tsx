import { effect } from '@preact/signals';
import { useEffect, useMemo, useState } from 'preact/hooks';
import { Button, IconButton } from '../shared/components/Button';
import { Card, Empty, Loading, Notice, UndoBar } from '../shared/components/Surface';
import { TopBar } from '../shared/components/TopBar';
import { words } from '../shared/texts/words';
import { ChangesNotice, Outbox } from './parts/Notices';
import { Help, Menu } from './parts/Menu';
import { Messages, Unread } from './parts/Messages';
import { NextStop } from './parts/NextStop';
import { Pairing } from './parts/Pairing';
import { Rest } from './parts/Rest';
import { createDrive, type Drive } from './state/drive';
import { t } from './texts/texts';
import './drive.css';

/** The driver's day: the next stop first, the rest below, and what is unsent. */
export function DrivePage() {
  const drive = useMemo(() => createDrive(), []);
  const [menu, setMenu] = useState(false);
  const [help, setHelp] = useState(false);
  const [writing, setWriting] = useState(false);
  useEffect(() => { void drive.start(); }, []);
  useEffect(() => effect(() => { document.title = t.value.title; }), []);
  useStayingAwake(drive);

  const isPaired = drive.session.value !== null && !drive.shut.value;
  return (
    <>
      <TopBar title={drive.session.value?.driverName ?? t.value.title}>
        {isPaired && <span class="grow" />}
        {isPaired && <Button kind="danger" onClick={() => setHelp(true)}>{t.value.sos}</Button>}
        {isPaired && drive.sheet.value && <IconButton icon="message" label={t.value.messages} onClick={() => setWriting(true)} />}
        {isPaired && <IconButton icon="settings" label={t.value.menu} onClick={() => setMenu(true)} />}
      </TopBar>
      <main class="drive">{!drive.ready.value ? <Loading label={words.value.loading} /> : isPaired ? <Day drive={drive} onWrite={() => setWriting(true)} /> : <Pairing drive={drive} />}</main>
      {menu && <Menu drive={drive} onClose={() => setMenu(false)} />}
      {writing && <Messages drive={drive} onClose={() => setWriting(false)} />}
      {help && <Help drive={drive} onClose={() => setHelp(false)} />}
      <Undo drive={drive} />
    </>
  );
}

function Day({ drive, onWrite }: { drive: Drive; onWrite: () => void }) {
  const answer = drive.answer.value;
  const sheet = drive.sheet.value;
  return (
    <>
      <Outbox drive={drive} />
      <Unread drive={drive} onOpen={onWrite} />
      <ChangesNotice drive={drive} />
      {answer?.revoked && <Notice mood="caution" title={t.value.revoked}>{t.value.noRouteText}</Notice>}
      {!sheet && !answer?.revoked && (drive.looked.value
        ? <Card><Empty icon="route" title={t.value.noRoute}><p>{t.value.noRouteText}</p></Empty></Card>
        : <Loading label={t.value.looking} shown />)}
      {sheet && drive.next.value && <NextStop key={`${drive.next.value.stop.moveId} ${drive.next.value.stop.stopIndex}`} drive={drive} sheet={sheet} stop={drive.next.value.stop} phase={drive.next.value.phase} />}
      {sheet && !drive.next.value && <Card><Empty icon="check" title={t.value.allDone}><p>{t.value.allDoneText}</p></Empty></Card>}
      {sheet && <Rest drive={drive} sheet={sheet} />}
    </>
  );
}

function Undo({ drive }: { drive: Drive }) {
  const last = drive.undoable.value;
  if (!last) return null;
  return <UndoBar text={last.text} secondsLeft={Math.max(1, Math.ceil((last.until - drive.now.value) / 1000))} undoLabel={words.value.undo} onUndo={() => void drive.undo()} />;
}

/** Browsers stop locating when the screen goes off; on shift it stays on while the page is seen, and the device is located. */
function useStayingAwake(drive: Drive): void {
  useEffect(() => {
    let lock: WakeLockSentinel | null = null;
    const renew = async () => {
      const wanted = drive.isOnShift.peek() && document.visibilityState === 'visible';
      if (wanted) drive.positions.begin();
      else if (!drive.isOnShift.peek()) drive.positions.end();
      try {
        if (wanted && (!lock || lock.released)) lock = await navigator.wakeLock?.request('screen') ?? null;
        if (!wanted) await lock?.release();
      } catch {
        // Low battery: then the screen goes off as ever.
      }
    };
    const stop = drive.isOnShift.subscribe(() => void renew());
    const seen = () => void renew();
    document.addEventListener('visibilitychange', seen);
    return () => { stop(); document.removeEventListener('visibilitychange', seen); void lock?.release(); };
  }, [drive]);
}
