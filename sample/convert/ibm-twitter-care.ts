import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import * as z from 'zod';
import type { InteractionData } from '../../shared/interaction.ts';
import departments from '../departments.json' with { type: 'json' };
import { type ConvertedSet, type Hide, setEvent } from './set-event.ts';
import { handlesIn, wordsOf } from './words.ts';

const rowSchema = z.object({
  session_id: z.string(),
  company: z.string(),
  role: z.enum(['client', 'agent', 'other_client']),
  author: z.string(),
  tweet_id: z.string(),
  created_at: z.iso.datetime(),
  text: z.string(),
});
type CareTweet = z.infer<typeof rowSchema>;

/** The tweets of the set's gzipped JSON lines, in file order. */
export function readCareTweets(file: string): CareTweet[] {
  const lines = gunzipSync(readFileSync(file)).toString('utf8').split('\n').filter(Boolean);
  return lines.map((line) => rowSchema.parse(JSON.parse(line)));
}

const roles = {
  client: { activity: 'enquiry', kind: 'customer' },
  agent: { activity: 'reply', kind: 'brand' },
  other_client: { activity: 'comment', kind: 'public' },
} as const;

/** What a tweet says on the wire: clients enquire, the brand replies, bystanders comment; the session is the conversation. */
export function careData(tweet: CareTweet, hide: Hide) {
  const { activity, kind } = roles[tweet.role];
  const data: InteractionData = {
    channel: 'x',
    department: departments['ibm-twitter-care'],
    actor: { id: hide('person', tweet.author), kind },
    conversation: hide('conversation', tweet.session_id),
  };
  return { activity, data };
}

/** Customer care on X: one interaction for each tweet and session, so a tweet in two sessions is two interactions. */
export function convertIbmTwitterCare(folder: string, hide: Hide): ConvertedSet {
  const tweets = readCareTweets(`${folder}/ibm-twitter-care/messages.jsonl.gz`);
  const events = tweets.map((tweet) => {
    const { activity, data } = careData(tweet, hide);
    return setEvent({
      set: 'ibm-twitter-care',
      id: `tweet:${hide('tweet', tweet.tweet_id)}:${hide('conversation', tweet.session_id)}:create`,
      time: tweet.created_at,
      activity,
      data: { ...data, ...wordsOf(tweet.text) },
    });
  });
  return { events, names: tweets.flatMap(({ author, text }) => [author, ...handlesIn(text)]), leftOut: {} };
}
