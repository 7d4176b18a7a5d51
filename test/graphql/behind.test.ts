import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AnsweredReport, answerReport } from '../../graphql/answered-report.ts';
import { conversationsBehind } from '../../graphql/behind/conversations-behind.ts';
import type { ReportPart } from '../../graphql/behind/counting.ts';
import { countsFor } from '../../graphql/behind/counts-for.ts';
import { interactionsBehind } from '../../graphql/behind/interactions-behind.ts';
import { scopeOfRow } from '../../graphql/behind/row-scope.ts';
import { directoryOf } from '../../graphql/directory.ts';
import { planReport } from '../../graphql/plan/plan-report.ts';
import type { Granularity, MetricValue, ReportRequest, ReportRow } from '../../graphql/plan/report.ts';
import { foldContextOf } from '../../shared/fold-context.ts';
import { type CountedInteraction, isCounted } from '../../shared/interaction.ts';
import { catalogue } from '../../shared/metrics/catalogue.ts';
import { dimensions, isByHomeDay, isGuarded } from '../../shared/metrics/metric.ts';
import { defaultOrganisation, type Organisation } from '../../shared/organisation.ts';
import { createCellReader } from '../../shared/store/cell-reader.ts';
import type { Connection, PageRequest } from '../../shared/store/connection.ts';
import { createDrillDown } from '../../shared/store/drill-down.ts';
import { type Engine, startEngine } from '../engine.ts';
import { interaction, meetingInteractions } from '../interactions.ts';
import { rememberingClient } from '../remembering-client.ts';
import { reportDeps } from '../report-deps.ts';
import { fakeDeps, fold } from './harness.ts';

const organisation: Organisation = {
  ...defaultOrganisation,
  departments: ['service', 'sales', 'product', 'hr']
    .flatMap((id) => defaultOrganisation.departments.filter((one) => one.id === id))
    .map((one) => ({
      ...one,
      headcount: [{ from: '2026-01-01', count: 40, managers: 20 }],
    })),
};
const foldContext = foldContextOf(organisation);
/** After everything: what waits then waits now. */
const now = Date.parse('2026-05-04T09:37:00Z');
const lanes = 2;

let engine: Engine;
let context: Parameters<typeof interactionsBehind>[4];
let all: CountedInteraction[];

/** Twelve people of each department, six of them managers, who post and write to each other department in three weeks. */
function crowd(): CountedInteraction[] {
  const ids = ['service', 'sales', 'product'];
  const said = ids.flatMap((department) =>
    Array.from({ length: 12 }, (_, n) => ({
      actor: { id: `p_${department}${n}`, kind: 'employee' as const, department, manager: n < 6 },
      others: ids.filter((id) => id !== department),
    })),
  );
  const weeks = ['2026-03-24', '2026-03-31', '2026-04-07'];
  const made = weeks.flatMap((day) =>
    said.flatMap(({ actor, others }) => [
      { actor, activity: 'post' as const, channel: 'x', department: 'service', time: `${day}T08:00:00.000Z` },
      ...others.map((to) => ({
        actor,
        activity: 'message' as const,
        channel: 'slack',
        department: actor.department,
        counterpart: { department: to },
        time: `${day}T09:00:00.000Z`,
      })),
    ]),
  );
  return made
    .map((one, index) => interaction({ ...one, id: `crowd:${index}`, digest: `c${index}`.padStart(22, '0') }))
    .filter(isCounted);
}

beforeAll(async () => {
  engine = await startEngine();
  const names = await engine.createTables();
  const [drawn = []] = fc.sample(meetingInteractions(1_200), { numRuns: 1, seed: 11 });
  all = drawn.filter(isCounted).map((one, index) => ({
    ...one,
    id: `n:${index}`,
    digest: `d${index}`.padStart(22, '0'),
    ...(one.conversation !== undefined && { conversation: `c:${index % 61}` }),
    ...(one.idea !== undefined && { idea: `idea:${index % 23}` }),
    ...(one.activity === 'enquiry' && { direction: 'inbound' as const }),
  }));
  all.push(...crowd());
  for (let at = 0; at < all.length; at += 400) {
    const result = await fold(engine, names, all.slice(at, at + 400), lanes, foldContext);
    expect(result).toMatchObject({ failed: [], unfoldable: [] });
  }
  // From here on nothing is written, and the lists of many metrics are walked through the same days.
  const client = rememberingClient(engine.client);
  const reader = createCellReader(client, names.cells, lanes);
  const deps = reportDeps(reader, organisation, () => now);
  context = {
    viewer: { roles: new Set(['analyst']), departments: [] },
    directory: directoryOf(organisation),
    deps: fakeDeps({
      report: (request) => planReport(request, deps),
      drillDown: createDrillDown({
        client,
        ledgerTable: names.ledger,
        cellsTable: names.cells,
        lanes,
        clock: () => now,
      }),
    }),
  };
}, 60_000);
afterAll(() => engine.stop());

const range = { from: '2026-03-24', to: '2026-03-29' };
const asked = (over: Partial<ReportRequest>): ReportRequest => ({
  metrics: [],
  range,
  granularity: 'TOTAL',
  by: [],
  attributeTo: 'ENQUIRY',
  ...over,
});
const valueIn = ({ values }: ReportRow, id: string) => values.find(({ metric }) => metric.id === id) as MetricValue;

/** All pages of a list, which holds nothing twice and is in order. */
async function listOf<T>(page: (request: PageRequest) => Promise<Connection<T>>, size: number): Promise<T[]> {
  const nodes: T[] = [];
  for (let after: string | null = null; ; ) {
    const { edges, pageInfo }: Connection<T> = await page({ first: size, after });
    nodes.push(...edges.map(({ node }) => node));
    if (!pageInfo.hasNextPage) return nodes;
    expect(pageInfo.endCursor).not.toBe(after);
    after = pageInfo.endCursor;
  }
}

async function interactionsOf(row: ReportRow, metric: string, part: ReportPart, report: AnsweredReport, size = 200) {
  const page = (request: PageRequest) => interactionsBehind(row, { metric, part }, request, report, context);
  const listed = (await listOf(page, size)).map(({ interaction }) => interaction);
  expect(new Set(listed.map(({ id }) => id)).size).toBe(listed.length);
  expect(listed.map(({ time }) => time)).toEqual(
    listed
      .map(({ time }) => time)
      .toSorted()
      .reverse(),
  );
  return listed;
}

/** What the list of a value adds up to, each with the weight it has in the value. */
async function sumOf(row: ReportRow, id: string, part: ReportPart, report: AnsweredReport, size?: number) {
  const { metric } = valueIn(row, id);
  const { weightOf } = countsFor(metric, part, scopeOfRow(row, metric, report, foldContext));
  const listed = await interactionsOf(row, id, part, report, size);
  return listed.reduce((sum, one) => sum + (weightOf(one) ?? Number.NaN), 0);
}

async function expectSums(row: ReportRow, id: string, report: AnsweredReport, size?: number): Promise<void> {
  const { numerator, denominator } = valueIn(row, id);
  const label = `${id} ${JSON.stringify({ ...row, values: undefined })}`;
  expect(await sumOf(row, id, 'ALL', report, size), label).toBe(denominator ?? numerator ?? 0);
  if (denominator !== null) expect(await sumOf(row, id, 'NUMERATOR', report, size), label).toBe(numerator);
}

const additive = catalogue.filter((metric) => !isByHomeDay(metric) && metric.id !== 'OVERDUE');

describe('the interactions behind a row', () => {
  it.each(additive.map(({ id, dimensions: by }) => ({ id, by })))(
    'of $id add up to its value, in all and by every dimension',
    async ({ id, by }) => {
      for (const dimension of [undefined, ...by]) {
        const report = await answerReport(asked({ metrics: [id], by: dimension ? [dimension] : [] }), context);
        for (const row of report.rows) await expectSums(row, id, report);
      }
    },
    60_000,
  );

  const some = <T>(values: readonly T[]) => fc.option(fc.subarray([...values], { minLength: 1 }), { nil: undefined });
  it('add up to it whatever the metric, zone, granularity, dimensions, filter, running and size of pages', async () => {
    const requests = fc.record({
      metric: fc.constantFrom(...additive),
      granularity: fc.constantFrom<Granularity>('QUARTER_HOUR', 'HOUR', 'DAY', 'DAY', 'WEEK', 'MONTH', 'TOTAL'),
      running: fc.constantFrom({}, {}, { rolling: 3 }, { cumulative: 'WEEK' as const }),
      by: fc.shuffledSubarray([...dimensions], { maxLength: 3 }),
      timeZone: fc.constantFrom(undefined, 'Asia/Kathmandu', 'America/St_Johns', 'Australia/Lord_Howe'),
      attributeTo: fc.constantFrom('ENQUIRY' as const, 'RESPONSE' as const),
      departments: some(['service', 'sales', 'product', 'hr']),
      channels: some(['x', 'email', 'slack', 'phone']),
      channelKinds: some(['social', 'direct', 'internal'] as const),
      activities: some(['post', 'enquiry', 'comment', 'view'] as const),
      directions: some(['inbound', 'outbound', 'internal'] as const),
      size: fc.integer({ min: 3, max: 200 }),
      pick: fc.nat(),
    });
    await fc.assert(
      fc.asyncProperty(requests, async ({ metric, granularity, running, by, size, pick, ...rest }) => {
        const { departments, channels, channelKinds, activities, directions, ...more } = rest;
        const has = (dimension: (typeof dimensions)[number]) => metric.dimensions.includes(dimension);
        const report = await answerReport(
          asked({
            ...more,
            ...(granularity === 'DAY' && running),
            granularity,
            metrics: [metric.id],
            range: granularity.endsWith('HOUR') ? { from: '2026-03-29', to: '2026-03-29' } : range,
            by: by.filter(has),
            filter: {
              departments,
              channels: has('CHANNEL') ? channels : undefined,
              channelKinds: has('CHANNEL_KIND') ? channelKinds : undefined,
              activities: has('ACTIVITY') ? activities : undefined,
              directions: has('DIRECTION') ? directions : undefined,
            },
          }),
          context,
        );
        const telling = report.rows.filter((row) => (valueIn(row, metric.id).n ?? 0) > 0);
        const row = (telling.length > 0 ? telling : report.rows)[pick % Math.max(1, telling.length)];
        if (row) await expectSums(row, metric.id, report, size);
      }),
      { numRuns: 120 },
    );
  }, 120_000);

  it('of ideas are the submissions of the cohort, in home days also for another zone', async () => {
    const ids = catalogue.filter(({ measure }) => measure.family === 'ideas').map(({ id }) => id);
    let shipped = 0;
    for (const timeZone of [undefined, 'Asia/Tokyo']) {
      const report = await answerReport(asked({ metrics: ids, by: ['DEPARTMENT'], timeZone }), context);
      for (const row of report.rows) {
        for (const id of ids) await expectSums(row, id, report);
        shipped += valueIn(row, 'IDEAS_SHIPPED').numerator ?? 0;
      }
    }
    expect(shipped).toBeGreaterThan(0);
  }, 60_000);

  it('of people are what they did: as many people as the value says', async () => {
    const ids = catalogue.filter(({ measure }) => measure.family === 'people').map(({ id }) => id);
    const report = await answerReport(
      asked({ metrics: ids, range: { from: '2026-03-23', to: '2026-03-29' } }),
      context,
    );
    const [row] = report.rows as [ReportRow];
    const peopleIn = async (id: string, part: ReportPart = 'ALL') =>
      new Set((await interactionsOf(row, id, part, report)).map(({ actor }) => actor.id)).size;
    for (const id of ['ACTIVE_CUSTOMERS', 'ACTIVE_EMPLOYEES', 'ACTIVE_PEOPLE']) {
      expect(valueIn(row, id).status).toBe('OK');
      expect(await peopleIn(id), id).toBe(valueIn(row, id).value);
    }
    for (const id of ['ADOPTION', 'LEADERSHIP_ACTIVITY', 'AMBASSADORS']) {
      expect(valueIn(row, id).numerator, id).toBeGreaterThan(0);
      expect(await peopleIn(id, 'NUMERATOR'), id).toBe(valueIn(row, id).numerator);
    }
    expect(await peopleIn('AMBASSADORS')).toBe(valueIn(row, 'AMBASSADORS').denominator);
  });

  it('of sustained adoption are those of the weeks that it looks back upon', async () => {
    const metrics = ['SUSTAINED_ADOPTION'];
    const report = await answerReport(asked({ metrics, range: { from: '2026-04-06', to: '2026-04-12' } }), context);
    const [row] = report.rows as [ReportRow];
    const listed = await interactionsOf(row, 'SUSTAINED_ADOPTION', 'ALL', report);
    const days = all
      .filter(({ actor }) => actor.kind === 'employee')
      .map(({ time }) => foldContext.home.dayOf(Date.parse(time)));
    expect(listed).toHaveLength(days.filter((day) => day >= '2026-03-16' && day <= '2026-04-12').length);
    expect(listed.length).toBeGreaterThan(0);
  });

  it('of collaboration are what was written within and across departments, by that of the sender', async () => {
    const week = { from: '2026-03-23', to: '2026-03-29' };
    const report = await answerReport(asked({ metrics: ['OPENNESS', 'CONNECTEDNESS'], range: week }), context);
    const [row] = report.rows as [ReportRow];
    expect(valueIn(row, 'OPENNESS').denominator).toBeGreaterThan(0);
    expect(await sumOf(row, 'OPENNESS', 'ALL', report)).toBe(valueIn(row, 'OPENNESS').denominator);
    const across = await interactionsOf(row, 'CONNECTEDNESS', 'ALL', report);
    expect(across.length).toBeGreaterThan(0);
    for (const { actor, department, counterpart } of across) {
      expect(counterpart?.department).not.toBe(actor.department ?? department);
    }
  });

  it('of a withheld value are not listed, by any metric about employees', async () => {
    for (const { id } of catalogue.filter(isGuarded)) {
      const report = await answerReport(
        asked({ metrics: [id], range: { from: '2026-03-23', to: '2026-03-25' } }),
        context,
      );
      const [row] = report.rows as [ReportRow];
      expect(valueIn(row, id).status).toBe('WITHHELD');
      await expect(interactionsOf(row, id, 'ALL', report)).rejects.toMatchObject({ code: 'WITHHELD' });
    }
  });
});

describe('the conversations behind a row', () => {
  const conversationsOf = async (
    row: ReportRow,
    metric: string,
    part: ReportPart,
    report: AnsweredReport,
    size = 7,
  ) => {
    const page = (request: PageRequest) => conversationsBehind(row, { metric, part }, request, report, context);
    const listed = await listOf(page, size);
    expect(new Set(listed.map(({ conversation, openedAt }) => `${conversation} ${openedAt}`)).size).toBe(listed.length);
    return listed;
  };
  /** The other percentiles are made of the same as the median. */
  const response = ['ANSWERED', 'RESPONSE_RATE', 'WITHIN_TARGET', 'FIRST_RESPONSE_P50'];

  it.each(['ENQUIRY', 'RESPONSE'] as const)(
    'are as many as the value says, attributed to the %s',
    async (attributeTo) => {
      for (const by of ['DEPARTMENT', 'CHANNEL', 'CHANNEL_KIND'] as const) {
        const report = await answerReport(asked({ metrics: response, by: [by], attributeTo }), context);
        for (const row of report.rows) {
          for (const id of response) {
            const { numerator, denominator } = valueIn(row, id);
            expect(await conversationsOf(row, id, 'ALL', report), id).toHaveLength(denominator ?? numerator ?? -1);
            expect(await conversationsOf(row, id, 'NUMERATOR', report), id).toHaveLength(numerator ?? -1);
          }
        }
      }
    },
    60_000,
  );

  it('are those overdue at the end of each row, now or then, with their enquiries', async () => {
    for (const to of ['2026-04-02', '2026-05-04']) {
      const report = await answerReport(
        asked({ metrics: ['OVERDUE'], by: ['DEPARTMENT'], granularity: 'WEEK', range: { from: '2026-03-23', to } }),
        context,
      );
      for (const row of report.rows) {
        const { value } = valueIn(row, 'OVERDUE');
        expect(await conversationsOf(row, 'OVERDUE', 'ALL', report, 50)).toHaveLength(value ?? -1);
        expect(await interactionsOf(row, 'OVERDUE', 'ALL', report)).toHaveLength(value ?? -1);
      }
      expect(report.totals[0]?.value).toBeGreaterThan(0);
    }
  }, 60_000);

  it('are refused by name for what is not made of enquiries', async () => {
    const report = await answerReport(asked({ metrics: ['POSTS'] }), context);
    const [row] = report.rows as [ReportRow];
    await expect(conversationsOf(row, 'POSTS', 'ALL', report)).rejects.toMatchObject({ code: 'UNSUPPORTED_METRIC' });
  });
});
