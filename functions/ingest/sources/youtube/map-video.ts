import * as z from 'zod';
import type { MappedInteraction, SourceContext } from '../adapter.ts';
import { fromText } from '../provider-time.ts';
import type { YoutubeSettings } from './settings.ts';

export const videoSchema = z.looseObject({
  videoId: z.string().min(1),
  channelId: z.string().min(1),
  title: z.string().optional(),
  published: z.string(),
  updated: z.string(),
});
export const deletedVideoSchema = z.looseObject({
  ref: z.string().regex(/^yt:video:./),
  when: z.string(),
});

type Context = SourceContext<YoutubeSettings>;

/**
 * A video that was published or whose title or description changed: the hub does not say which. So each is the post, always
 * the same, and an edit with the title as it is now.
 */
export function mapVideo(video: z.infer<typeof videoSchema>, { settings }: Context): MappedInteraction[] {
  const { videoId, channelId, title, published, updated } = video;
  if (!settings.channels.includes(channelId)) return [];
  const id = `video:${videoId}`;
  const data = {
    actor: { id: `youtube:${channelId}`, kind: 'brand' as const },
    object: id,
    conversation: `youtube:video:${videoId}`,
  };
  const edit = { id: `${id}:edit:${updated}`, activity: 'edit' as const, time: fromText(updated) };
  return [
    { id, activity: 'post', time: fromText(published), data },
    { ...edit, data: { ...data, target: id, text: title } },
  ];
}

/** A deletion names the video alone; the account's own channel deleted it, or YouTube did. */
export function mapDeletedVideo(
  { ref, when }: z.infer<typeof deletedVideoSchema>,
  { settings }: Context,
): MappedInteraction {
  const target = ref.slice('yt:'.length);
  const actor = { id: `youtube:${settings.channels[0]}`, kind: 'brand' as const };
  return { id: `${target}:delete`, activity: 'retraction', time: fromText(when), data: { actor, target } };
}
