import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { foldBatch } from '../../functions/aggregate/fold-batch.ts';
import { planReport } from '../../graphql/plan/plan-report.ts';
import type { ReportRequest } from '../../graphql/plan/report.ts';
import { foldContextOf } from '../../shared/fold-context.ts';
import { defaultOrganisation } from '../../shared/organisation.ts';
import { type CellReader, createCellReader } from '../../shared/store/cell-reader.ts';
import { createFoldStore } from '../../shared/store/fold-store.ts';
import { type Engine, startEngine } from '../engine.ts';
import { meetingInteractions } from '../interactions.ts';
import { reportDeps } from '../report-deps.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await startEngine();
});
afterAll(() => engine.stop());

const range = { from: '2026-03-18', to: '2026-04-05' };
const response = ['FIRST_RESPONSE_P50', 'RESPONSE_RATE', 'OVERDUE'];
const common = { range, granularity: 'DAY', by: [], attributeTo: 'ENQUIRY' } as const;
/** Every format of cells and every dimension set, ranges that overlap, and the months of the backlog. */
const requests: ReportRequest[] = [
  { ...common, metrics: ['INTERACTIONS', ...response] },
  { ...common, metrics: ['INTERACTIONS', ...response], by: ['DEPARTMENT'], granularity: 'TOTAL' },
  { ...common, metrics: ['INTERACTIONS'], by: ['CHANNEL', 'ACTIVITY'], granularity: 'WEEK' },
  { ...common, metrics: response, by: ['CHANNEL', 'DEPARTMENT'], attributeTo: 'RESPONSE' },
  { ...common, metrics: ['INTERACTIONS', ...response], timeZone: 'Asia/Kolkata' },
  {
    ...common,
    metrics: ['INTERACTIONS', 'OVERDUE'],
    range: { from: '2026-03-27', to: '2026-03-30' },
    granularity: 'HOUR',
    filter: { departments: ['service'] },
  },
];

const step = fc.record({
  size: fc.integer({ min: 3, max: 40 }),
  meanwhile: fc.subarray(requests, { maxLength: 2 }),
  after: fc.subarray(requests, { minLength: 2 }),
});
const steps = meetingInteractions(120).chain((interactions) =>
  fc.record({ interactions: fc.constant(interactions), steps: fc.array(step, { minLength: 4, maxLength: 8 }) }),
);

describe('a report through a reader that lives long', () => {
  it.each([
    { lanes: 1, maxItems: undefined },
    { lanes: 4, maxItems: undefined },
    { lanes: 1, maxItems: 8 },
    { lanes: 4, maxItems: 8 },
  ])(
    'is the report of a fresh reader as soon as a fold has returned: $lanes lanes, maxItems $maxItems',
    async ({ lanes, maxItems }) => {
      await fc.assert(
        fc.asyncProperty(steps, async ({ interactions, steps }) => {
          const names = await engine.createTables();
          const deps = {
            store: createFoldStore(engine.client, names.ledger),
            context: foldContextOf(defaultOrganisation),
            tables: { ledgerTable: names.ledger, cellsTable: names.cells },
            lanes,
            random: Math.random,
            sleep: (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms)),
          };
          const warm = createCellReader(engine.client, names.cells, lanes, maxItems);
          const report = async (request: ReportRequest, reader: CellReader) => {
            const clock = () => Date.parse('2026-04-05T12:00:00Z');
            const { rows, totals } = await planReport(request, reportDeps(reader, defaultOrganisation, clock));
            return { rows, totals };
          };
          let folded = 0;
          const slow: Promise<unknown>[] = [];
          for (const { size, meanwhile, after } of steps) {
            const folding = foldBatch(interactions.slice(folded, folded + size), deps);
            folded += size;
            // They may see the fold half done, and end when it is long over: neither may be remembered as the state after it.
            slow.push(...meanwhile.map((request) => report(request, warm)));
            expect(await folding).toMatchObject({ failed: [], unfoldable: [] });
            const answers = await Promise.all(after.map((request) => report(request, warm)));
            const fresh = createCellReader(engine.client, names.cells, lanes);
            const expected = await Promise.all(after.map((request) => report(request, fresh)));
            expect(answers).toEqual(expected);
          }
          await Promise.all(slow);
        }),
        { numRuns: 4, endOnFailure: true },
      );
    },
    60_000,
  );
});
