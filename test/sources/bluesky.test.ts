import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { kindOf } from '../../functions/ingest/sources/bluesky/run-jetstream.ts';
import { blueskySettings } from '../../functions/ingest/sources/bluesky/settings.ts';
import { bluesky } from '../../functions/ingest/sources/bluesky.ts';
import { findKind } from '../../functions/ingest/webhook/map-parts.ts';
import { opaque } from './opaque.ts';
import { whatBecomes } from './what-becomes.ts';

const events: Record<string, unknown>[] = readFileSync(
  new URL('../fixtures/webhooks/bluesky/expected_v1.jsonl', import.meta.url),
  'utf8',
)
  .trimEnd()
  .split('\n')
  .map((line) => JSON.parse(line));

const context = (accounts: string[], over = {}) => ({
  source: 'https://bsky.app/profile/acme.example',
  channel: 'bluesky',
  channelKind: 'social' as const,
  department: 'service',
  channels: [],
  departments: [],
  settings: blueskySettings.parse({ accounts, ...over }),
  opaque,
});

/** The account that an event is done to: whose post is answered, liked or shared, or who is followed. */
function subjectOf(event: Record<string, unknown>): string {
  const { record } = (event.commit ?? {}) as { record?: Record<string, unknown> };
  const uri = /did:[a-z]+:[a-z0-9]+/.exec(JSON.stringify(record?.reply ?? record?.subject ?? ''));
  return uri?.[0] ?? 'did:plc:nobody';
}

test('each of 152 real events is mapped or of no interest by its kind', async () => {
  expect(events).toHaveLength(152);
  const rows = new Map<string, number>();
  for (const event of events) {
    const part = { kind: kindOf(event), payload: event };
    const becomes = [String(event.did), subjectOf(event), 'did:plc:nobody'].map((account) =>
      whatBecomes(part, bluesky, context([account])),
    );
    const row = `| ${part.kind} | ${becomes.join(' | ')} |`;
    rows.set(row, (rows.get(row) ?? 0) + 1);
  }
  const lines = [...rows].sort().map(([row, count]) => `| ${count} ${row}`);
  const head = ['| events | kind | by an account | to an account | of others |', '|---|---|---|---|---|'];
  await expect([...head, ...lines, ''].join('\n')).toMatchFileSnapshot('bluesky/events.md');
});

test('no real event is dated later than the network saw it', () => {
  const late = events.filter(({ did, time_us, ...event }) => {
    const found = findKind(bluesky.kinds, kindOf(event));
    if (found === undefined || !('map' in found)) return false;
    const mapped = found.map({ did, time_us, ...event }, context([String(did)]));
    if (Array.isArray(mapped) || 'code' in mapped) throw new Error('It is not mapped.');
    return Date.parse((mapped as { time: string }).time) > Number(time_us) / 1_000;
  });
  expect(late).toEqual([]);
});

const [acme, team, jane] = ['did:plc:acme', 'did:plc:team', 'did:plc:jane'];
const seen = Date.parse('2026-11-22T10:00:00Z');
/** A post as a kind maps it for the account and its team. */
function mapped(did: string, record: object, over = {}) {
  const found = findKind(bluesky.kinds, 'app.bsky.feed.post.create');
  if (found === undefined || !('map' in found)) throw new Error('It is not mapped.');
  const commit = { collection: 'app.bsky.feed.post', rkey: '1', rev: '2', operation: 'create' };
  const whole = { createdAt: '2026-11-22T09:59:59Z', text: 'Hello', ...record };
  const event = { did, time_us: seen * 1_000, commit: { ...commit, record: whole } };
  return found.map(event, context([acme], { team: [team], ...over }));
}
const post = (did: string) => ({ uri: `at://${did}/app.bsky.feed.post/9` });
const facets = [{ features: [{ did: acme }] }];

test.each<[string, string, object, object, object]>([
  [
    'a quotation with a picture is a share',
    jane,
    { embed: { record: { record: post(acme) } } },
    {},
    { activity: 'share' },
  ],
  [
    'a list that is embedded is no quotation',
    acme,
    { embed: { record: { uri: `at://${jane}/app.bsky.graph.list/1` } } },
    {},
    { activity: 'post' },
  ],
  [
    'an employee answers',
    team,
    { reply: { root: post(jane), parent: post(jane) } },
    {},
    { activity: 'reply', data: { actor: { kind: 'employee' } } },
  ],
  ['who answers oneself goes on', acme, { reply: { root: post(acme), parent: post(acme) } }, {}, { activity: 'post' }],
  [
    'an answer deep in a thread of the account is a comment',
    jane,
    { reply: { root: post(acme), parent: post(jane) } },
    {},
    { activity: 'comment' },
  ],
  ['a mention is a mention', jane, { facets }, {}, { activity: 'mention' }],
  ['a mention of a support account is an enquiry', jane, { facets }, { support: true }, { activity: 'enquiry' }],
  [
    'a mention in an answer to others is no enquiry',
    jane,
    { facets, reply: { root: post(jane), parent: post(jane) } },
    { support: true },
    { activity: 'mention' },
  ],
  [
    'a date that is none is when the network saw it',
    acme,
    { createdAt: 'soon' },
    {},
    { time: '2026-11-22T10:00:00.000Z' },
  ],
  [
    'a date before the network is when it was seen',
    acme,
    { createdAt: '0001-01-01T00:00:00Z' },
    {},
    { time: '2026-11-22T10:00:00.000Z' },
  ],
  [
    'a date of last year is believed',
    acme,
    { createdAt: '2025-11-22T10:00:00+01:00' },
    {},
    { time: '2025-11-22T09:00:00.000Z' },
  ],
])('%s', (_, did, record, over, expected) => {
  expect(mapped(did, record, over)).toMatchObject(expected);
});
