import type { Part, SourceAdapter } from './adapter.ts';
import { commentKinds } from './facebook/comments.ts';
import { ignoredKinds } from './facebook/ignored.ts';
import { mentionKinds } from './facebook/mentions.ts';
import { postIds, postKinds } from './facebook/posts.ts';
import { ratingKinds } from './facebook/ratings.ts';
import { reactionKinds } from './facebook/reactions.ts';
import { isTalkEvent, messageParts } from './meta/message-parts.ts';
import { type MetaSettings, metaSecrets, metaSettings } from './meta/settings.ts';
import { talkKinds } from './meta/talk-kinds.ts';
import { type MetaEntry, metaWebhook } from './meta/webhook.ts';

/** Pages on Facebook: their feed, reviews and mentions, and Messenger. */
export const facebook: SourceAdapter<MetaSettings> = {
  id: 'facebook',
  name: 'Facebook pages',
  description: 'Posts, comments, reactions, reviews and mentions of pages, and talks with them in Messenger.',
  settings: metaSettings,
  secrets: metaSecrets,
  webhook: metaWebhook('page', (entry) => [...feedParts(entry), ...messageParts(entry)]),
  kinds: {
    ...postKinds,
    ...commentKinds('feed', postIds),
    ...reactionKinds('feed', postIds),
    ...mentionKinds,
    ...ratingKinds,
    ...talkKinds('facebook'),
    ...ignoredKinds,
  },
};

function feedParts({ id, time, changes = [] }: MetaEntry): Part[] {
  return changes
    .filter(({ value }) => !isTalkEvent(value))
    .map((change) => ({ kind: kindOf(change), payload: { entry: { id, time }, change } }));
}

/** `feed.comment.add`; `edit` and `edited` are used for the same. A change of the page's profile has only a field. */
function kindOf({ field, value }: { field: string; value?: unknown }): string {
  const { item, verb } = (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>;
  if (typeof item !== 'string' || typeof verb !== 'string') return field;
  return `${field}.${item}.${verb === 'edit' ? 'edited' : verb}`;
}
