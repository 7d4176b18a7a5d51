import { isDeepStrictEqual } from 'node:util';
import * as fc from 'fast-check';
import { foldBatch } from '../../../functions/aggregate/fold-batch.ts';
import { csvOfReport } from '../../../graphql/csv/csv-of-report.ts';
import { directoryOf } from '../../../graphql/directory.ts';
import { planReport } from '../../../graphql/plan/plan-report.ts';
import type { MetricValue, ReportRequest, ReportResult, ReportRow } from '../../../graphql/plan/report.ts';
import { isApiError } from '../../../shared/errors.ts';
import { foldContextOf } from '../../../shared/fold-context.ts';
import { type CountedInteraction, isCounted } from '../../../shared/interaction.ts';
import { catalogue, findMetric } from '../../../shared/metrics/catalogue.ts';
import { dimensions, isByHomeDay } from '../../../shared/metrics/metric.ts';
import { defaultOrganisation, type Organisation } from '../../../shared/organisation.ts';
import { createCellReader } from '../../../shared/store/cell-reader.ts';
import { createFoldStore } from '../../../shared/store/fold-store.ts';
import { randomOf } from '../../chaos/random.ts';
import { startEngine } from '../../engine.ts';
import { parseCsv } from '../../graphql/parse-csv.ts';
import { meetingInteractions } from '../../interactions.ts';
import { local, type RangedRequest, referenceReport } from '../../raw-report.ts';
import { reportDeps } from '../../report-deps.ts';
import { type Choices, choicesOf, randomBytes } from '../choices.ts';
import { type FuzzTarget, law, mayRefuse } from '../target.ts';

const lanes = 2;
const now = Date.parse('2026-04-01T09:30:00Z');
const home = 'Europe/Berlin';
const dueOf = (at: number) => at + 9_000_000;
/** Due two and a half hours after the enquiry, around the clock; and ids that every object has a member of. */
const organisation: Organisation = {
  ...defaultOrganisation,
  departments: [
    ...defaultOrganisation.departments,
    { id: 'constructor', name: { en: 'Building', de: 'Bau' }, headcount: [] },
  ],
  channels: [...defaultOrganisation.channels, { id: 'constructor', name: 'Building site', kind: 'social' }],
  responseTargets: [{ from: '1970-01-01T00:00:00Z', seconds: 9_000 }],
};
/** Counts of which every part is told: what the parts add up to is the whole. */
const additive = ['INTERACTIONS', 'ENQUIRIES', 'REPLIES', 'POSTS', 'COMMENTS', 'ENGAGEMENTS', 'AUDIENCE', 'ANSWERED'];

export interface Planner {
  targets: FuzzTarget[];
  stop: () => void;
}

/** Reports that anybody may ask for: refused by a code, or equal to a raw scan, to the sum of their parts and to their CSV. */
export async function startPlanner(): Promise<Planner> {
  const engine = await startEngine();
  const names = await engine.createTables();
  const interactions = drawInteractions();
  const deps = {
    store: createFoldStore(engine.client, names.ledger),
    context: foldContextOf(organisation),
    tables: { ledgerTable: names.ledger, cellsTable: names.cells },
    lanes,
    random: randomOf(1),
    sleep: () => Promise.resolve(),
  };
  for (let at = 0; at < interactions.length; at += 500) await foldBatch(interactions.slice(at, at + 500), deps);
  const reader = createCellReader(engine.client, names.cells, lanes);
  const report = (request: ReportRequest) =>
    planReport(
      request,
      reportDeps(reader, organisation, () => now),
    );
  const target: FuzzTarget = {
    name: 'reports',
    share: 12,
    seeds: randomBytes(randomOf(9), 20, 60),
    async run(input) {
      const choices = choicesOf(input);
      const request = drawRequest(choices);
      const answer = await mayRefuse(() => report(request), isApiError);
      if (answer === undefined) return;
      lawsOfValues(request, answer);
      lawOfCsv(request, answer);
      await lawOfParts(request, answer, report);
      lawOfReference(request, answer, interactions);
    },
  };
  return { targets: [target], stop: engine.stop };
}

function drawInteractions(): CountedInteraction[] {
  const drawn = fc.sample(meetingInteractions(600), { numRuns: 1, seed: 7 })[0] ?? [];
  return drawn.filter(isCounted).map((one, index) => ({
    ...one,
    id: `n:${index}`,
    digest: `d${index}`.padStart(22, '0'),
    ...(index % 9 === 0 && { department: 'constructor' }),
    ...(one.conversation !== undefined && { conversation: `c:${index % 97}` }),
    ...(one.activity === 'enquiry' && { direction: 'inbound' as const }),
  }));
}

const day = (offset: number) => new Date(Date.parse('2026-03-17') + offset * 86_400_000).toISOString().slice(0, 10);

function drawRequest(choices: Choices): ReportRequest {
  const { one, some, chance, below } = choices;
  const optional = <T>(percent: number, make: () => T): T | undefined => (chance(percent) ? make() : undefined);
  const departments = [
    'service',
    'sales',
    'product',
    'hr',
    'constructor',
    ...(chance(5) ? ['nobody', '__proto__', ''] : []),
  ];
  const channels = ['x', 'email', 'slack', 'phone', 'blog', 'constructor', ...(chance(5) ? ['fax'] : [])];
  const [first, length] = [below(18), below(18)];
  const range = chance(4)
    ? one([
        { from: '2026-04-01', to: '2026-03-01' },
        { from: '1972-01-08', to: '2200-12-31' },
        { from: '1000-01-01', to: '9998-12-31' },
        { from: '2026-03-01', to: '2027-01-01' },
      ])
    : { from: day(first), to: day(first + length) };
  const windowed = chance(12);
  return {
    metrics: Array.from({ length: 1 + below(3) }, () =>
      chance(2) ? one(['NONE', 'constructor', '']) : one(catalogue).id,
    ),
    ...(!windowed && { range }),
    ...(windowed && {
      window: {
        last: optional(80, () => one([1, 2, 7, 28, 0, -1, 20_001])),
        unit: optional(80, () => one(['DAY', 'WEEK', 'MONTH'] as const)),
        complete: optional(30, () => chance(50)),
        toDate: optional(15, () => one(['WEEK', 'MONTH', 'QUARTER', 'YEAR'] as const)),
      },
    }),
    granularity: one(['DAY', 'TOTAL', 'WEEK', 'MONTH', 'QUARTER', 'YEAR', 'HOUR', 'QUARTER_HOUR'] as const),
    by: chance(8) ? some(dimensions, 4) : [...new Set(some(dimensions, 3))],
    filter: {
      departments: optional(25, () => some(departments, 3)),
      channels: optional(20, () => some(channels, 3)),
      channelKinds: optional(15, () => some(['social', 'direct', 'internal'] as const, 3)),
      activities: optional(12, () => some(['post', 'enquiry', 'comment', 'view'] as const, 3)),
      directions: optional(12, () => some(['inbound', 'outbound', 'internal'] as const, 3)),
    },
    timeZone: optional(40, () =>
      one([
        home,
        'Asia/Kolkata',
        'Asia/Kathmandu',
        'Australia/Lord_Howe',
        'America/St_Johns',
        'Africa/Cairo',
        'Nowhere/At_All',
        '__proto__',
      ]),
    ),
    weekStart: optional(30, () => one([1, 2, 3, 4, 5, 6, 7, 0, 8, -1])),
    compareTo: optional(20, () => one(['PREVIOUS_PERIOD', 'PREVIOUS_YEAR', 'PREVIOUS_YEAR_WEEKDAY'] as const)),
    rolling: optional(10, () => one([7, 2, 366, 1, 0, -5, 400])),
    cumulative: optional(8, () => one(['WEEK', 'MONTH', 'QUARTER', 'YEAR'] as const)),
    attributeTo: one(['ENQUIRY', 'RESPONSE'] as const),
  };
}

/** A value is a number or told to be none, and never hints at what is withheld. */
function lawsOfValues({ metrics }: ReportRequest, { rows, totals }: ReportResult): void {
  for (const { start, end } of rows) law(start < end, 'a row ends before it begins');
  for (const values of [totals, ...rows.map((row) => row.values)]) {
    law(values.length === new Set(metrics).size, 'a row has not a value for each metric');
    for (const told of values) {
      const numbers = [told.value, told.previous, told.change, told.numerator, told.denominator, told.n];
      law(
        numbers.every((number) => number === null || Number.isFinite(number)),
        `${told.metric.id} is no number`,
      );
      law(
        told.status !== 'WITHHELD' || numbers.every((number) => number === null),
        `${told.metric.id} is withheld and told`,
      );
      law(told.completeness === null || (told.completeness >= 0 && told.completeness <= 1), 'completeness is no share');
    }
  }
}

function lawOfCsv(request: ReportRequest, answer: ReportResult): void {
  const csv = csvOfReport({ ...answer, request }, directoryOf(organisation), { separator: 'COMMA', parts: false });
  const [heads = [], ...records] = parseCsv(csv, ',');
  law(records.length === answer.rows.length, 'the CSV has not as many rows as the report');
  const told = (row: ReportRow) => row.values.map(({ value }) => (value === null ? '' : String(value)));
  const names = answer.totals.map(({ metric }) => metric.name.en);
  const columns = names.map((name) => heads.findIndex((head) => head.startsWith(`${name} (`)));
  law(
    columns.every((column) => column >= 0),
    'a metric has no column',
  );
  const written = records.map((record) => columns.map((column) => record[column]));
  law(isDeepStrictEqual(written, answer.rows.map(told)), 'the CSV has other values than the report');
}

/** Of what is counted, the departments' parts are the whole, and the days' are the range. */
async function lawOfParts(
  request: ReportRequest,
  { totals, rows }: ReportResult,
  report: (request: ReportRequest) => Promise<ReportResult>,
): Promise<void> {
  if (request.rolling !== undefined || request.cumulative !== undefined) return;
  for (const [place, { metric, value, status }] of totals.entries()) {
    if (!additive.includes(metric.id) || status !== 'OK') continue;
    const sum = (values: readonly (MetricValue | undefined)[]) =>
      values.reduce((total, one) => total + (one?.value ?? 0), 0);
    law(
      Math.abs(sum(rows.map((row) => row.values[place])) - (value ?? 0)) < 1e-6,
      `the rows of ${metric.id} do not add up`,
    );
    if (request.by.includes('DEPARTMENT') || request.filter?.departments !== undefined) continue;
    const split = await report({
      ...request,
      metrics: [metric.id],
      granularity: 'TOTAL',
      by: ['DEPARTMENT'],
      compareTo: undefined,
    });
    law(
      Math.abs(sum(split.rows.map((row) => row.values[0])) - (value ?? 0)) < 1e-6,
      `the departments of ${metric.id} do not add up`,
    );
  }
}

const columnOf = {
  DEPARTMENT: 'department',
  CHANNEL: 'channel',
  CHANNEL_KIND: 'channelKind',
  ACTIVITY: 'activity',
  DIRECTION: 'direction',
} as const;

/** What a slow scan of the interactions counts, for what it knows how to count. */
function lawOfReference(
  request: ReportRequest,
  { rows, totals }: ReportResult,
  interactions: readonly CountedInteraction[],
): void {
  const { range, granularity, rolling, cumulative, by } = request;
  const isKnown =
    range !== undefined && rolling === undefined && cumulative === undefined && !granularity.endsWith('HOUR');
  if (!isKnown || by.includes('CHANNEL_KIND') || request.filter?.channelKinds !== undefined) return;
  const zone = request.timeZone ?? home;
  for (const [place, { metric }] of totals.entries()) {
    const known = findMetric(metric.id);
    if (known === undefined || isByHomeDay(known) || metric.id === 'OVERDUE') continue;
    const expected = referenceReport(interactions, metric.id, request as RangedRequest, zone, now, dueOf);
    const precision = metric.id.startsWith('FIRST') ? 0.0101 : 1e-9;
    for (const row of rows) {
      const key = [local(row.start, zone).day, ...by.map((dimension) => row[columnOf[dimension]])].join('|');
      const [value, counted] = [row.values[place]?.value ?? 0, expected.get(key) ?? 0];
      law(Math.abs(value - counted) <= Math.abs(counted) * precision, `${metric.id} is another than a raw scan says`);
      expected.delete(key);
    }
    for (const missed of expected.values()) law(missed === 0, `a row of ${metric.id} is missing`);
  }
}
