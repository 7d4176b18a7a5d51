import * as z from 'zod';
import type { Kinds, SourceContext } from '../adapter.ts';
import { kind } from '../kind.ts';
import { metaId } from '../meta/fields.ts';
import type { MetaSettings } from '../meta/settings.ts';
import { author, authorOf, pageChange } from './change.ts';
import { commentId } from './comments.ts';
import { postIds } from './posts.ts';

const mention = pageChange({
  ...author,
  post_id: metaId,
  comment_id: metaId.optional(),
  message: z.string().optional(),
});

const mentioned = kind('mention', mention, (payload, context: SourceContext<MetaSettings>) => {
  const { post_id, comment_id, message, created_time } = payload.change.value;
  const { id: post, conversation } = postIds(post_id, payload.entry.id, context);
  const object = comment_id === undefined ? post : commentId(comment_id);
  return {
    id: `mention:${object}`,
    activity: 'mention',
    time: created_time ?? payload.entry.time,
    data: { actor: authorOf(payload), object, conversation, text: message },
  };
});

/** The page is tagged elsewhere. Meta no longer says by whom. */
export const mentionKinds: Kinds<MetaSettings> = { 'mention.post.add': mentioned, 'mention.comment.add': mentioned };
