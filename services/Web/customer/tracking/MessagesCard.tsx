import { Card } from '../../shared/components/Surface';
import { Thread } from '../../shared/components/Thread';
import { words } from '../../shared/texts/words';
import type { Tracking } from '../state/tracking';
import { t } from '../texts/texts';

/** What the customer and the dispatcher write to one another. */
export function MessagesCard({ tracking }: { tracking: Tracking }) {
  const request = tracking.request.value;
  if (!request) return null;
  return (
    <Card title={t.value.messages}>
      <Thread label={t.value.writeToDispatcher} timeZone={request.workshop?.timeZone ?? 'UTC'}
        messages={request.messages.map((each) => ({ id: each.writtenId, isOwn: !each.fromDispatcher, from: each.fromDispatcher ? t.value.dispatcher : t.value.you, text: each.text, at: each.at }))}
        onSend={async (text) => {
          const refused = await tracking.write(text);
          return refused && (refused.isOffline ? words.value.offline : refused.message);
        }} />
    </Card>
  );
}
