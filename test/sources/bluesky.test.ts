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
