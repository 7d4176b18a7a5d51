import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aggregateMessages } from '../../functions/aggregate/aggregate-messages.ts';
import { type FoldDeps, foldBatch } from '../../functions/aggregate/fold-batch.ts';
import { planReport } from '../../graphql/plan/plan-report.ts';
import type { ReportRequest } from '../../graphql/plan/report.ts';
import { deriveKeys } from '../../shared/derive-keys.ts';
import { foldContextOf } from '../../shared/fold-context.ts';
import type { Interaction } from '../../shared/interaction.ts';
import { defaultOrganisation, type Organisation } from '../../shared/organisation.ts';
import { createCellReader } from '../../shared/store/cell-reader.ts';
import { createFoldStore } from '../../shared/store/fold-store.ts';
import { createRejectionStore } from '../../shared/store/rejections.ts';
import { createSourceRegistry } from '../../shared/store/sources.ts';
import { verifyCells } from '../../shared/store/verify.ts';
import { inBatches, randomOf, shuffled } from '../chaos/random.ts';
import { interactionsOf, realEvents } from '../chaos/real-interactions.ts';
import { surviving } from '../chaos/surviving.ts';
import { type Engine, startEngine, type TableNames } from '../engine.ts';
import { type FaultOptions, type FaultyClient, faults, faultyClient } from '../faults.ts';
import { deliver, messageOf } from '../faults-queue.ts';
import { interaction, meetingInteractions } from '../interactions.ts';
import { type RangedRequest, referenceReport } from '../raw-report.ts';
import { reportDeps } from '../report-deps.ts';

/** Due around the clock: the raw scan knows no business hours. */
const organisation: Organisation = {
  ...defaultOrganisation,
  responseTargets: [{ from: '1970-01-01T00:00:00Z', seconds: 9000 }],
};
const context = foldContextOf(organisation);
const keys = deriveKeys('a secret for tests that is long enough');
const now = Date.parse('2026-11-20T12:00:00Z');

let engine: Engine;
beforeAll(async () => {
  engine = await startEngine();
});
afterAll(() => engine.stop());

function foldDeps(names: TableNames, lanes: number, { client } = engine as Pick<FaultyClient, 'client'>): FoldDeps {
  return {
    store: createFoldStore(client, names.ledger),
    context,
    tables: { ledgerTable: names.ledger, cellsTable: names.cells },
    lanes,
    random: Math.random,
    // A tenth of the real waits: other workers of the test are as fast.
    sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms / 10)),
  };
}

/** The handler of the aggregate function, over a client that meets faults. */
function handlerOver(faulty: FaultyClient, names: TableNames, lanes: number) {
  const { client } = faulty;
  return (records: Parameters<typeof aggregateMessages>[0]) =>
    aggregateMessages(records, {
      fold: foldDeps(names, lanes, faulty),
      openPeople: async (interactions) => [...interactions],
      rejections: createRejectionStore({ client, tableName: names.rejections, key: keys.payload, clock: Date.now }),
      sources: createSourceRegistry({ client, tableName: names.registry, clock: Date.now }),
      report: () => {},
    });
}

const verify = async (names: TableNames) => {
  const found = await verifyCells({
    client: engine.client,
    ledgerTable: names.ledger,
    cellsTable: names.cells,
    context,
  });
  expect(found).toMatchObject({ differences: [], conversationDifferences: [] });
  return found;
};

/** Every value of a metric that is not 0, by the key that the raw scan uses. */
async function reportOf(names: TableNames, lanes: number, request: ReportRequest): Promise<Map<string, number>> {
  const reader = createCellReader(engine.client, names.cells, lanes);
  const { rows } = await planReport(
    request,
    reportDeps(reader, organisation, () => now),
  );
  const dayOf = new Intl.DateTimeFormat('en-CA', { timeZone: organisation.homeTimeZone });
  return new Map(
    rows.flatMap(({ start, department, channel, values }) => {
      const value = values[0]?.value;
      return value ? [[[dayOf.format(start), department, channel].join('|'), value] as const] : [];
    }),
  );
}

async function expectRawScan(names: TableNames, lanes: number, interactions: readonly Interaction[]) {
  const counted = surviving(interactions);
  for (const metric of [
    'INTERACTIONS',
    'ENGAGEMENTS',
    'ENQUIRIES',
    'AUDIENCE',
    'ANSWERED',
    'FIRST_RESPONSE_P90',
    'WITHIN_TARGET',
  ]) {
    const request: RangedRequest = {
      metrics: [metric],
      range: { from: '2000-01-01', to: '2026-12-31' },
      granularity: 'YEAR',
      by: ['DEPARTMENT', 'CHANNEL'],
      attributeTo: 'ENQUIRY',
    };
    const home = organisation.homeTimeZone;
    const expected = referenceReport(counted, metric, request, home, now, (at) => at + 9_000_000);
    const actual = await reportOf(names, lanes, request);
    expect([...actual.keys()].sort()).toEqual([...expected].flatMap(([key, value]) => (value ? [key] : [])).sort());
    // Quantiles come from sketches, which err by 1 % at most.
    const precision = metric.startsWith('FIRST') ? 0.0101 : 1e-12;
    for (const [key, value] of actual) {
      const exact = expected.get(key) ?? 0;
      expect(Math.abs(value - exact), `${metric} ${key}: ${value} for ${exact}`).toBeLessThanOrEqual(precision * exact);
    }
    if (metric === 'INTERACTIONS') expect(actual.size).toBeGreaterThan(0);
  }
}

/** What the ledger keeps apart: an edit or a retraction belongs to what it names. */
const factsOf = (all: readonly Interaction[]) =>
  new Set(all.map(({ source, id, target }) => `${source} ${target ?? id}`));

const realInteractions = (count: number): Interaction[] => interactionsOf(realEvents(count));

const bad: FaultOptions['rates'] = {
  conflict: 0.1,
  partitionThrottled: 0.05,
  throttled: 0.02,
  unsent: 0.02,
  lost: 0.05,
  delayed: 0.1,
  unprocessed: 0.3,
};

describe('folding through faults', () => {
  it.each([
    { lanes: 1, maxAttempts: 1 },
    { lanes: 4, maxAttempts: 3 },
  ])(
    'counts real interactions once: shuffled, three times, by three workers, with $lanes lanes and $maxAttempts tries of the SDK',
    async ({ lanes, maxAttempts }) => {
      const names = await engine.createTables();
      const faulty = faultyClient(engine.endpoint, { rates: bad, seed: lanes + maxAttempts, maxAttempts });
      const all = [...realInteractions(450), ...meeting(150)];
      const random = randomOf(lanes);
      const messages = inBatches(shuffled([...all, ...all, ...all], random), 25, random).map(messageOf);
      const dead = await deliver(messages, handlerOver(faulty, names, lanes), {
        workers: 3,
        size: 12,
        receives: 60,
        random,
      });
      expect(dead).toEqual([]);
      for (const fault of faults) expect(faulty.happened[fault], fault).toBeGreaterThan(0);
      expect((await verify(names)).facts).toBe(factsOf(all).size);
      await expectRawScan(names, lanes, all);
    },
    60_000,
  );

  it('commits without ever getting an answer: what is retried finds its own facts', async () => {
    const names = await engine.createTables();
    const lost = faultyClient(engine.endpoint, { rates: { lost: 1 }, seed: 1, maxAttempts: 1, only: 'TransactItems' });
    const all = realInteractions(100);
    let deliveries = 0;
    for (let left: Interaction[] = all; left.length > 0 && deliveries < 60; deliveries++) {
      left = (await foldBatch(left, foldDeps(names, 1, lost))).failed;
    }
    expect(lost.happened.lost).toBe(deliveries - 1);
    expect(deliveries).toBeGreaterThan(3);
    expect((await verify(names)).facts).toBe(factsOf(all).size);
    await expectRawScan(names, 1, all);
  });

  it('gives everything back while the engine is overloaded, and counts it once afterwards', async () => {
    const names = await engine.createTables();
    const all = realInteractions(200);
    for (const fault of ['conflict', 'partitionThrottled', 'throttled', 'unsent'] as const) {
      const broken = faultyClient(engine.endpoint, { rates: { [fault]: 1 }, seed: 3, maxAttempts: 1 });
      const { failed, unfoldable } = await foldBatch(all, foldDeps(names, 1, broken));
      expect({ failed: failed.length, unfoldable }, fault).toEqual({ failed: 200, unfoldable: [] });
    }
    expect(await foldBatch(all, foldDeps(names, 1))).toMatchObject({ outcomes: { duplicate: 0 }, failed: [] });
    await verify(names);
    await expectRawScan(names, 1, all);
  });

  it('folds a batch however many of its interactions were folded before', async () => {
    const names = await engine.createTables();
    const old = Array.from({ length: 2000 }, (_, index) => interaction({ id: `old:${index}` }));
    const fresh = Array.from({ length: 60 }, (_, index) => interaction({ id: `new:${index}` }));
    await foldBatch(old, foldDeps(names, 1));
    const mixed = shuffled([...old, ...fresh], randomOf(5));
    expect(await foldBatch(mixed, foldDeps(names, 1))).toMatchObject({ outcomes: { recorded: 60 }, failed: [] });
  });

  it('folds the rest of a batch when one item stays busy', async () => {
    const names = await engine.createTables();
    const all = Array.from({ length: 200 }, (_, index) =>
      interaction({ id: `i:${index}`, conversation: `c:${index % 20}`, activity: 'enquiry' }),
    );
    const busy = faultyClient(engine.endpoint, { rates: { conflict: 1 }, seed: 1, maxAttempts: 1, only: ' i:17"' });
    const { outcomes, failed } = await foldBatch(all, foldDeps(names, 1, busy));
    expect(failed.map(({ id }) => id)).toEqual(['i:17']);
    expect(outcomes.recorded).toBe(199);
    await verify(names);
  });
});

/** Interactions that conflict, edit and retract each other. */
const meeting = (count: number): Interaction[] =>
  (fc.sample(meetingInteractions(2 * count), { numRuns: 1, seed: 11 })[0] ?? []).slice(0, count);
