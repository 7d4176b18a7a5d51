import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { expect, it } from 'vitest';
import { isRecent } from '../../shared/is-recent.ts';
import { isBehind } from '../../shared/rate-share.ts';
import { keptFor } from '../../shared/store/kept-for.ts';
import { createSourceLookup } from '../../shared/store/source-lookup.ts';

const now = Date.UTC(2026, 10, 22);
const year = 365 * 86_400_000;

it('takes what lies ahead for no better than what is past', () => {
  expect([0, 59_999, 60_000, -59_999, -60_000, -year].map((ago) => isRecent(now - ago, now, 60_000))).toEqual([
    true,
    true,
    false,
    true,
    false,
    false,
  ]);
});

it('reads anew what was kept before the clock jumped back', async () => {
  let reads = 0;
  const kept = keptFor(60_000, async () => ++reads);
  const client = { send: () => undefined } as unknown as DynamoDBClient;
  expect(await kept.load(client, 'table', () => now + year)).toBe(1);
  expect(await kept.load(client, 'table', () => now)).toBe(2);
  expect(await kept.load(client, 'table', () => now + 59_000)).toBe(2);
});

it('forgets a key of a source that was found before the clock jumped back', async () => {
  let time = now + year;
  let asked = 0;
  const send = async () => {
    asked++;
    return {};
  };
  const client = { send } as unknown as DynamoDBClient;
  const { findSourceByKey } = createSourceLookup({ client, tableName: 'registry', clock: () => time });
  await findSourceByKey('a key');
  time = now;
  await findSourceByKey('a key');
  expect(asked).toBe(2);
});

it('steers nobody by a note of the backlog that was written with a clock far ahead', () => {
  const note = { at: now + year, waiting: 1_000, rate: 10, sources: 1, share: 5 } as Parameters<typeof isBehind>[0];
  expect(isBehind(note, now)).toBe(false);
  expect(isBehind(note, now + year)).toBe(true);
});
