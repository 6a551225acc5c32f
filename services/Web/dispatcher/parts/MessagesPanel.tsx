import { useEffect } from 'preact/hooks';
import { Button } from '../../shared/components/Button';
import { Select } from '../../shared/components/Field';
import { Icon } from '../../shared/components/Icon';
import { Empty, Plate } from '../../shared/components/Surface';
import { Thread } from '../../shared/components/Thread';
import { clock } from '../../shared/texts/format';
import type { Dispatch } from '../state/dispatch';
import { keyOf, type Conversation, type Partner } from '../state/messages';
import { t } from '../texts/texts';
import { driverName, plateOf } from './looks';

/** What customers and drivers write, and the dispatcher's answers. */
export function MessagesPanel({ dispatch }: { dispatch: Dispatch }) {
  const partner = dispatch.messages.open.value;
  return partner ? <Open key={keyOf(partner)} dispatch={dispatch} partner={partner} /> : <List dispatch={dispatch} />;
}

function List({ dispatch }: { dispatch: Dispatch }) {
  const { messages } = dispatch;
  const drivers = (dispatch.answer.value?.routes ?? []).map((route) => ({ value: route.driverId, label: route.driverName }));
  return (
    <div class="stack">
      {messages.conversations.value.length === 0 && <Empty icon="message" title={t.value.messages.none} />}
      <ul role="list" class="rows">
        {messages.conversations.value.map((each) => <Row key={each.key} dispatch={dispatch} each={each} />)}
      </ul>
      {drivers.length > 0 && <Select label={t.value.messages.toDriver} value="" options={[{ value: '', label: t.value.messages.choose }, ...drivers]} onChange={(driverId) => { if (driverId) messages.open.value = { driverId }; }} />}
    </div>
  );
}

function Row({ dispatch, each }: { dispatch: Dispatch; each: Conversation }) {
  const last = each.messages.at(-1);
  if (!last) return null;
  return (
    <li>
      <button type="button" class="pressed-row" onClick={() => { dispatch.messages.open.value = each.partner; }}>
        <span class="ends"><Who dispatch={dispatch} partner={each.partner} plate={last.plate ?? null} /><span class="row narrow small"><time class="muted digits" dateTime={last.at}>{clock(last.at, dispatch.timeZone.value)}</time>
          {each.unread.length > 0 && <span class="count unserved digits">{t.value.messages.unread(each.unread.length)}</span>}</span></span>
        <span class={each.unread.length > 0 ? 'strong one-line' : 'muted one-line'}>{last.by && `${t.value.by(last.by)}: `}{last.text}</span>
      </button>
    </li>
  );
}

function Who({ dispatch, partner, plate }: { dispatch: Dispatch; partner: Partner; plate: string | null }) {
  return partner.driverId
    ? <span class="row narrow strong"><Icon name="person" />{driverName(dispatch, partner.driverId)}</span>
    : <span class="row narrow"><Plate>{plate ?? '–'}</Plate><span>{t.value.messages.customer}</span></span>;
}

function Open({ dispatch, partner }: { dispatch: Dispatch; partner: Partner }) {
  const { messages } = dispatch;
  const each = messages.conversations.value.find((known) => known.key === keyOf(partner));
  const move = partner.requestId ? [...dispatch.placed.value.values()].find(({ stops }) => stops.some((stop) => stop.requestId === partner.requestId)) : undefined;
  const plate = each?.messages[0]?.plate ?? (move ? plateOf(move.stops) : null);
  const name = partner.driverId ? driverName(dispatch, partner.driverId) : t.value.messages.customer;
  useEffect(() => { void messages.read(each?.unread ?? []); }, [each?.unread.length]);
  return (
    <div class="stack">
      <div class="ends">
        <Button kind="quiet" icon="back" onClick={() => { messages.open.value = null; }}>{t.value.messages.all}</Button>
        {move && <Button kind="quiet" icon="car" onClick={() => dispatch.select(move.moveId)}>{t.value.messages.showMove}</Button>}
      </div>
      <Who dispatch={dispatch} partner={partner} plate={plate} />
      <Thread label={partner.driverId ? t.value.messages.writeToDriver : t.value.messages.writeToCustomer} timeZone={dispatch.timeZone.value}
        messages={(each?.messages ?? []).map((one) => ({ id: one.writtenId, isOwn: Boolean(one.by), from: one.by ?? name, text: one.text, at: one.at }))}
        onSend={(text) => messages.write(partner, text)} />
    </div>
  );
}
