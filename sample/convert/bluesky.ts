import { readFileSync } from 'node:fs';
import type { Activity, Amendment } from '../../shared/vocabulary.ts';
import departments from '../departments.json' with { type: 'json' };
import { type ConvertedSet, type Hide, setEvent } from './set-event.ts';
import { wordsOf } from './words.ts';

interface Commit {
  did: string;
  time_us: number;
  commit?: {
    operation: 'create' | 'update' | 'delete';
    collection: string;
    rkey: string;
    record?: {
      text?: string;
      langs?: string[];
      reply?: { root: { uri: string }; parent: { uri: string } };
      subject?: { uri?: string };
    };
  };
}

const activityOf: Record<string, Activity> = {
  'app.bsky.feed.post': 'mention',
  'app.bsky.feed.like': 'reaction',
  'app.bsky.feed.repost': 'share',
  'app.bsky.graph.follow': 'follow',
};

/**
 * A piece of the public feed: posts count as mentions (answers as comments), likes as reactions; a delete retracts a
 * record that is not in the set. Dated by the server, as the writers' clocks run up to 36.8 s ahead.
 */
export function convertBluesky(folder: string, hide: Hide): ConvertedSet {
  const lines = readFileSync(`${folder}/webhooks/bluesky/expected_v1.jsonl`, 'utf8').split('\n').filter(Boolean);
  const commits = lines.map((line): Commit => JSON.parse(line));
  const events = commits.flatMap(({ did, time_us, commit }) => {
    const base = commit && activityOf[commit.collection];
    if (!commit || base === undefined || commit.operation === 'update') return [];
    const uri = `at://${did}/${commit.collection}/${commit.rkey}`;
    const created = `record:${hide('record', uri)}:create`;
    const gone = commit.operation === 'delete';
    const { reply, text = '', langs, subject } = commit.record ?? {};
    const activity: Activity | Amendment = gone ? 'retraction' : reply ? 'comment' : base;
    return setEvent({
      set: 'bluesky',
      id: gone ? `record:${hide('record', uri)}:delete` : created,
      activity,
      time: new Date(time_us / 1000).toISOString(),
      data: {
        channel: 'bluesky',
        department: departments.bluesky,
        actor: { id: hide('person', did), kind: 'public' },
        ...(gone && { target: created }),
        ...(reply && { conversation: hide('record', reply.root.uri), inReplyTo: hide('record', reply.parent.uri) }),
        ...(subject?.uri !== undefined && { object: hide('record', subject.uri) }),
        ...(activity === 'reaction' && { reaction: 'like' }),
        ...wordsOf(text, langs?.[0]),
      },
    });
  });
  return { events, names: [], leftOut: { 'neither post, like, repost nor follow': lines.length - events.length } };
}
