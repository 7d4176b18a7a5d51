import * as z from 'zod';
import type { MappedData, MappedInteraction, SourceContext } from '../adapter.ts';
import { fromText } from '../provider-time.ts';
import { readableText } from '../readable-text.ts';
import type { YoutubeSettings } from './settings.ts';

/** A comment as `commentThreads.list` gives it, with the id of its thread. */
export const commentSchema = z.looseObject({
  id: z.string().min(1),
  thread: z.string().min(1),
  snippet: z.looseObject({
    /** Absent when the author is gone. */
    authorChannelId: z.looseObject({ value: z.string() }).optional(),
    /** Absent on comments on the channel itself, as there once were. */
    videoId: z.string().optional(),
    /** Of an answer. */
    parentId: z.string().optional(),
    textDisplay: z.string(),
    publishedAt: z.string(),
    updatedAt: z.string(),
  }),
});
export type YoutubeComment = z.infer<typeof commentSchema>;

/**
 * A comment, or the channel's own answer to one, and an edit when it was changed since. The text stands in the edit then: how
 * the comment read at first is not known any more.
 */
export function mapComment(
  { id, thread, snippet }: YoutubeComment,
  { settings }: SourceContext<YoutubeSettings>,
): MappedInteraction[] {
  const { authorChannelId, videoId, parentId, textDisplay, publishedAt, updatedAt } = snippet;
  const author = authorChannelId?.value ?? 'unknown';
  const kind = settings.channels.includes(author) ? 'brand' : settings.team.includes(author) ? 'employee' : 'public';
  const isEdited = updatedAt !== publishedAt;
  const commentId = `comment:${id}`;
  const data: MappedData = {
    actor: { id: `youtube:${author}`, kind },
    object: videoId === undefined ? undefined : `video:${videoId}`,
    inReplyTo: parentId === undefined ? undefined : `comment:${parentId}`,
    conversation: `youtube:comment:${thread}`,
  };
  const text = readableText(textDisplay);
  const activity = kind !== 'public' && parentId !== undefined ? 'reply' : 'comment';
  const original = { ...data, ...(isEdited ? { worded: true as const } : { text }) };
  const comment: MappedInteraction = { id: commentId, activity, time: fromText(publishedAt), data: original };
  if (!isEdited) return [comment];
  const edit = { id: `${commentId}:edit:${updatedAt}`, activity: 'edit' as const, time: fromText(updatedAt) };
  return [comment, { ...edit, data: { ...data, target: commentId, text } }];
}
