import * as z from 'zod';

const channelId = z.string().regex(/^UC[\w-]{22}$/, 'the id of a channel: UC and 22 characters');

export const youtubeSettings = z.strictObject({
  /** Ids of the company's channels. */
  channels: z.array(channelId).min(1).max(50),
  /** Ids of channels of employees who answer for the company. */
  team: z.array(channelId).max(1_000).default([]),
});
export type YoutubeSettings = z.infer<typeof youtubeSettings>;

/** What the hub is asked for: the feed of a channel's videos. */
export const topicOf = (channel: string): string =>
  `https://www.youtube.com/xml/feeds/videos.xml?channel_id=${channel}`;
