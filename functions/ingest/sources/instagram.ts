import type { Part, SourceAdapter } from './adapter.ts';
import { commentKinds } from './instagram/comments.ts';
import { ignoredKinds } from './instagram/ignored.ts';
import { storyMentionKinds } from './meta/message-kinds.ts';
import { isTalkEvent, messageParts } from './meta/message-parts.ts';
import { type MetaSettings, metaSecrets, metaSettings } from './meta/settings.ts';
import { talkKinds } from './meta/talk-kinds.ts';
import { type MetaEntry, metaWebhook } from './meta/webhook.ts';

/** Professional accounts on Instagram: comments, mentions and direct messages. */
export const instagram: SourceAdapter<MetaSettings> = {
  id: 'instagram',
  name: 'Instagram',
  description: 'Comments on what a professional account publishes, mentions of it, and direct messages.',
  settings: metaSettings,
  secrets: metaSecrets,
  webhook: metaWebhook('instagram', (entry) => [...changeParts(entry), ...messageParts(entry)]),
  kinds: { ...commentKinds, ...talkKinds('instagram'), ...storyMentionKinds, ...ignoredKinds },
};

const changeParts = ({ id, time, changes = [] }: MetaEntry): Part[] =>
  changes
    .filter(({ value }) => !isTalkEvent(value))
    .map((change) => ({ kind: change.field, payload: { entry: { id, time }, change } }));
