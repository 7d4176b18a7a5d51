import * as z from 'zod';
import type { Page, RunContext, SourceAdapter } from './adapter.ts';
import { hmacVerifier } from './hmac.ts';
import { kind } from './kind.ts';
import { commentSchema, mapComment } from './youtube/map-comment.ts';
import { deletedVideoSchema, mapDeletedVideo, mapVideo, videoSchema } from './youtube/map-video.ts';
import { newComments } from './youtube/new-comments.ts';
import { readNotification } from './youtube/read-notification.ts';
import { topicOf, type YoutubeSettings, youtubeSettings } from './youtube/settings.ts';
import { subscribe } from './youtube/subscribe.ts';
import { isProven } from './youtube/subscription-proof.ts';

const cursorSchema = z.object({
  /** When the subscription ends. */
  leaseEnd: z.string().optional(),
  /** Of each channel, until when its comments are taken. */
  comments: z.record(z.string(), z.string()).default({}),
});

/** Videos of channels as YouTube's hub tells them (WebSub), and the comments under them. */
export const youtube: SourceAdapter<YoutubeSettings> = {
  id: 'youtube',
  name: 'YouTube',
  description: 'Videos of channels as YouTube tells them (WebSub), and the comments under them.',
  settings: youtubeSettings,
  secrets: {
    hub: 'A secret of your own, at most 200 characters: the hub signs with it.',
    apiKey: 'A key of the YouTube Data API v3, for comments.',
  },
  optionalSecrets: ['apiKey'],
  webhook: {
    verify: hmacVerifier({
      header: 'x-hub-signature',
      prefix: 'sha1=',
      algorithm: 'sha1',
      encoding: 'hex',
      secret: 'hub',
    }),
    handshake({ url }, { hub = '' }, { channels }) {
      const query = url.searchParams;
      const topic = channels.map(topicOf).find((one) => one === query.get('hub.topic'));
      // An end is never asked for, and a refusal asks for nothing.
      if (topic === undefined || query.get('hub.mode') !== 'subscribe' || !isProven(url, topic, hub)) return undefined;
      return new Response(query.get('hub.challenge'), { headers: { 'content-type': 'text/plain' } });
    },
    read: readNotification,
  },
  scheduled: { every: 'PT15M', run },
  kinds: {
    video: kind('post, and an edit with its title as it is now', videoSchema, mapVideo),
    'video.deleted': kind('retraction', deletedVideoSchema, mapDeletedVideo),
    comment: kind(
      'comment; reply when the channel or the team answers; edit when it was changed',
      commentSchema,
      mapComment,
    ),
  },
};

async function* run(context: RunContext<YoutubeSettings>): AsyncGenerator<Page, void, void> {
  let cursor = cursorSchema.safeParse(context.cursor).data ?? { comments: {} };
  const leaseEnd = await subscribe(context, cursor.leaseEnd);
  if (leaseEnd !== undefined) {
    cursor = { ...cursor, leaseEnd };
    yield { parts: [], cursor };
  }
  if (context.secrets.apiKey === undefined) return;
  const begun = performance.now();
  for (const channel of context.settings.channels) {
    if (context.now + performance.now() - begun >= context.deadline) return;
    const found = await newComments(channel, cursor.comments[channel], context);
    if (found === undefined) return;
    const comments = { ...cursor.comments, ...(found.until !== undefined && { [channel]: found.until }) };
    cursor = { ...cursor, comments };
    yield { parts: found.parts, cursor };
  }
}
