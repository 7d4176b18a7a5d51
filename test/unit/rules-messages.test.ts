import type { TransactWriteItem } from '@aws-sdk/client-dynamodb';
import type { SQSRecord } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import { type AggregateDeps, aggregateMessages } from '../../functions/aggregate/aggregate-messages.ts';
import { readMessages } from '../../functions/aggregate/read-messages.ts';
import { foldContextOf } from '../../shared/fold-context.ts';
import type { Interaction } from '../../shared/interaction.ts';
import { defaultOrganisation } from '../../shared/organisation.ts';
import type { Rejection } from '../../shared/rejection.ts';
import type { CommitOutcome } from '../../shared/store/fold-store.ts';
import { firstGenerations } from '../../shared/store/generations.ts';
import type { SourceNote } from '../../shared/store/source-item.ts';
import { interaction } from '../interactions.ts';

const record = (messageId: string, body: string): SQSRecord => ({ messageId, body }) as SQSRecord;
const message = (messageId: string, interactions: unknown[]): SQSRecord =>
  record(
    messageId,
    JSON.stringify({
      'detail-type': 'polylog.interactions.v1',
      detail: { version: 1, source: 'https://x.com/acme', department: 'service', interactions },
    }),
  );

/** An aggregate over a ledger that answers each commit as `answer` says. */
function aggregate(answer: (actions: TransactWriteItem[]) => CommitOutcome) {
  const kept: Rejection[] = [];
  const noted: [string, SourceNote][] = [];
  const counts: Parameters<AggregateDeps['report']>[0][] = [];
  const deps = {
    fold: {
      store: {
        loadFacts: async () => [],
        loadConversations: async () => [],
        loadGenerations: async () => firstGenerations,
        completeConversation: () => Promise.reject(new Error('nothing is stale here')),
        commit: async (actions: TransactWriteItem[]) => answer(actions),
      },
      context: foldContextOf(defaultOrganisation),
      tables: { ledgerTable: 'ledger', cellsTable: 'cells' },
      lanes: 1,
      random: () => 0,
      sleep: () => Promise.resolve(),
    },
    openPeople: async (interactions: readonly Interaction[]) => [...interactions],
    rejections: { put: async (rejections: readonly Rejection[]) => void kept.push(...rejections) },
    sources: { noteInteractions: async (source: string, note: SourceNote) => void noted.push([source, note]) },
    report: (one: (typeof counts)[number]) => void counts.push(one),
  };
  return { deps, kept, noted, counts, run: (records: SQSRecord[]) => aggregateMessages(records, deps) };
}

const committed = (): CommitOutcome => ({ kind: 'committed' });
const mentions = (actions: TransactWriteItem[], id: string) => JSON.stringify(actions).includes(id);
const far = (id: string, day: number): Interaction =>
  interaction({ id, time: `2026-0${day}-20T10:00:00.000Z`, department: 'service' });

describe('reading messages', () => {
  it.each([
    ['no JSON', '{"detail":', '{"detail":'],
    ['no envelope', '{"hello":1}', { hello: 1 }],
    ['a number', '7', 7],
    ['nothing', 'null', 'null'],
    ['another version', '{"detail":{"version":2,"source":"s","department":"d","interactions":[1]}}', expect.anything()],
    ['an empty list', '{"detail":{"version":1,"source":"s","department":"d","interactions":[]}}', expect.anything()],
  ])('makes a rejection of a body that is %s', (_, body, payload) => {
    const read = readMessages([record('m1', body)]);
    expect(read.interactions).toEqual([]);
    expect(read.rejections).toEqual([
      {
        index: 0,
        id: null,
        source: null,
        code: 'UNFOLDABLE',
        path: expect.any(String),
        message: expect.any(String),
        format: 'interactions',
        payload,
      },
    ]);
  });

  it.each([
    '2026-13-45T10:00:00.000Z',
    '2026-02-30T10:00:00.000Z',
    '2026-02-03T10:00:00Z',
    '2026-02-03T10:00:00.000+01:00',
  ])('makes a rejection of what happened at %s: no calendar has it, and folding it would fail for all', (time) => {
    const read = readMessages([message('m1', [interaction({ id: 'a', time })])]);
    expect(read.interactions).toEqual([]);
    expect(read.rejections).toMatchObject([{ id: 'a', path: 'time' }]);
  });

  it('keeps the good ones of a message with one bad, and says where it is bad', () => {
    const bad = { ...interaction({ id: 'b' }), activity: 'sneeze' };
    const read = readMessages([message('m1', [interaction({ id: 'a' }), bad, 5, interaction({ id: 'c' })])]);
    expect(read.interactions.map(({ id }) => id)).toEqual(['a', 'c']);
    expect(read.rejections).toMatchObject([
      { index: 1, id: 'b', source: 'https://x.com/acme', path: 'activity', payload: bad },
      { index: 2, id: null, source: null, payload: 5 },
    ]);
  });
});

describe('aggregating messages', () => {
  it('acknowledges what is folded, and notes when each source last said something', async () => {
    const { run, noted, kept, counts } = aggregate(committed);
    const records = [message('m1', [far('a', 1), far('b', 3)]), message('m2', [far('c', 2)])];
    expect(await run(records)).toEqual({ batchItemFailures: [] });
    const { recordedAt } = far('b', 3);
    expect(noted).toEqual([
      ['https://x.com/acme', { latest: '2026-03-20T10:00:00.000Z', recordedAt, recorded: 3, duplicates: 0 }],
    ]);
    expect(kept).toEqual([]);
    expect(counts).toEqual([
      { recorded: 3, duplicate: 0, conflict: 0, edited: 0, retracted: 0, rejected: 0, failed: 0, retries: 0 },
    ]);
  });

  it('counts for each source apart what was new and what was known already', async () => {
    const { run, noted } = aggregate(committed);
    const other = 'https://x.com/other';
    const edit = interaction({ id: 'a:edit', activity: 'edit', target: 'a' });
    await run([
      message('m1', [far('a', 1), far('b', 3), edit, { ...far('a', 1), source: other }]),
      message('m2', [far('a', 1), far('b', 3), { ...far('a', 1), source: other }]),
    ]);
    expect(noted.map(([source, { recorded, duplicates }]) => [source, recorded, duplicates])).toEqual([
      ['https://x.com/acme', 2, 2],
      [other, 1, 1],
    ]);
  });

  it('acknowledges a poisoned message after keeping it as a rejection', async () => {
    const { run, kept } = aggregate(committed);
    expect(await run([record('m1', 'poison'), message('m2', [far('a', 1)])])).toEqual({ batchItemFailures: [] });
    expect(kept).toMatchObject([{ code: 'UNFOLDABLE', payload: 'poison' }]);
  });

  it('returns all messages when a rejection cannot be kept: it must not be lost', async () => {
    const { deps } = aggregate(committed);
    const rejections = { put: () => Promise.reject(new Error('no table')) };
    await expect(aggregateMessages([record('m1', 'poison')], { ...deps, rejections })).rejects.toThrow('no table');
  });

  it('sets aside the one interaction that the engine refuses, and folds its neighbours', async () => {
    const folded: string[] = [];
    const { run, kept } = aggregate((actions) => {
      if (mentions(actions, 'bad')) return { kind: 'refused', reason: 'Item too large' };
      for (const { Put } of actions) if (Put?.Item?.sk?.S === 'F') folded.push(Put.Item.pk?.S ?? '');
      return { kind: 'committed' };
    });
    const batch = ['a', 'bad', 'c'].map((id) => interaction({ id }));
    expect(await run([message('m1', batch)])).toEqual({ batchItemFailures: [] });
    expect(folded).toEqual(['F#https://x.com/acme a', 'F#https://x.com/acme c']);
    expect(kept).toMatchObject([{ id: 'bad', code: 'UNFOLDABLE', message: 'Item too large' }]);
  });

  it('returns only the messages of what the engine failed for', async () => {
    // More than one transaction holds, so that the first message is through when the engine goes.
    const early = Array.from({ length: 100 }, (_, n) =>
      interaction({ id: `early:${n}`, time: '2026-01-20T10:00:00.000Z' }),
    );
    const { run, counts } = aggregate((actions) => {
      if (mentions(actions, 'late')) throw new Error('the engine is gone');
      return { kind: 'committed' };
    });
    const late = interaction({ id: 'late', time: '2026-09-20T10:00:00.000Z' });
    const answer = await run([message('m1', early.slice(0, 80)), message('m2', [...early.slice(80), late])]);
    expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: 'm2' }] });
    expect(counts[0]?.failed).toBeLessThan(21);
  });

  it('gives a busy group up after ten attempts, and returns it', async () => {
    let attempts = 0;
    const { run } = aggregate(() => {
      attempts++;
      return { kind: 'busy' };
    });
    expect(await run([message('m1', [far('a', 1)])])).toEqual({ batchItemFailures: [{ itemIdentifier: 'm1' }] });
    expect(attempts).toBe(10);
  });
});
