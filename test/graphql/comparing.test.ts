import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ApiDeps } from '../../graphql/context.ts';
import { planReport } from '../../graphql/plan/plan-report.ts';
import type { createApi } from '../../graphql/yoga.ts';
import type { Interaction } from '../../shared/interaction.ts';
import { notableMetrics } from '../../shared/notable-metrics.ts';
import { createCellReader } from '../../shared/store/cell-reader.ts';
import { addDays } from '../../shared/zone.ts';
import { type Engine, startEngine } from '../engine.ts';
import { interaction } from '../interactions.ts';
import { reportDeps } from '../report-deps.ts';
import { apiWith, ask, fold } from './harness.ts';

/** A Friday. */
const clock = () => Date.parse('2026-03-27T12:00:00Z');
const firstDay = '2026-01-05';
/** The Monday from which sales takes five hours to answer, not one: longer than product, which always takes two. */
const slowFrom = '2026-02-23';

/**
 * Twelve weeks: service answers at once, product after two hours, sales after one and then five. Communications is asked
 * and never answers; marketing is talked about twice as much in March.
 */
function story(): Interaction[] {
  const all: Interaction[] = [];
  const days = Array.from({ length: 81 }, (_, at) => addDays(firstDay, at));
  for (const day of days) {
    const hours = { service: 0.1, product: 2, sales: day < slowFrom ? 1 : 5, communications: Number.NaN };
    for (const [department, wait] of Object.entries(hours)) {
      for (let hour = 8; hour < 12; hour++) {
        const id = `${department}-${day}-${hour}`;
        const asked = Date.parse(`${day}T${String(hour).padStart(2, '0')}:00:00Z`);
        const on = { conversation: id, department, channel: 'email', source: 'mailto:desk@acme.example' };
        all.push(interaction({ id, activity: 'enquiry', time: new Date(asked).toISOString(), ...on }));
        if (Number.isNaN(wait)) continue;
        const time = new Date(asked + wait * 3_600_000).toISOString();
        all.push(
          interaction({ id: `${id}:r`, activity: 'reply', actor: { id: 'p_agent', kind: 'employee' }, time, ...on }),
        );
      }
    }
    const mentions = day >= '2026-03-01' ? 12 : 6;
    for (let at = 0; at < mentions; at++) {
      const time = `${day}T1${at % 10}:30:00.000Z`;
      all.push(interaction({ id: `m-${day}-${at}`, activity: 'mention', department: 'marketing', time }));
    }
  }
  return all;
}

let engine: Engine;
let api: ReturnType<typeof createApi>;
let reports = 0;

beforeAll(async () => {
  engine = await startEngine();
  const names = await engine.createTables();
  await fold(engine, names, story());
  const reader = createCellReader(engine.client, names.cells, 2);
  const report: ApiDeps['report'] = (request, organisation) => {
    reports += 1;
    return planReport(request, reportDeps(reader, organisation, clock));
  };
  api = apiWith({ clock, report });
}, 60_000);
afterAll(() => engine.stop());

async function answerOf<T>(query: string): Promise<T> {
  reports = 0;
  const { data, errors } = await ask(api, `{ answer: ${query} }`, { as: 'viewer' });
  expect(errors).toBeUndefined();
  return data?.answer as T;
}

interface Entry {
  department: { id: string };
  rank: number | null;
  since: string | null;
  orEarlier: boolean;
}
const entry = '{ department { id } rank since orEarlier }';
const placesOf = (entries: Entry[]) => entries.map(({ department, rank, since }) => [department.id, rank, since]);

describe('who answers slowest', () => {
  const ranking = (args: string) =>
    answerOf<{ best: Entry[]; last: Entry[]; entries: Entry[]; range: object }>(
      `ranking(metric: FIRST_RESPONSE_P50, ${args}) { best ${entry} last ${entry} entries ${entry} range { from to } }`,
    );

  it('is told with the week since which it is so, from two reports', async () => {
    const { best, last, entries } = await ranking('range: { from: "2026-03-02", to: "2026-03-15" }');
    expect(reports).toBe(2);
    expect(placesOf(best)).toEqual([['service', 1, firstDay]]);
    // Nobody answered: the enquiries have been waiting since the range was over, longer than any other took.
    expect(placesOf(last)).toEqual([['communications', 4, firstDay]]);
    expect(placesOf(entries).slice(0, 5)).toEqual([
      ['service', 1, firstDay],
      ['product', 2, slowFrom],
      ['sales', 3, slowFrom],
      ['communications', 4, firstDay],
      ['hr', null, null],
    ]);
  });

  it('is judged by what is over: neither by today nor by a week that runs', async () => {
    const { entries, range } = await ranking('window: { last: 4, unit: WEEK, complete: false }');
    expect(range).toEqual({ from: '2026-03-02', to: '2026-03-27' });
    expect(placesOf(entries).find(([id]) => id === 'sales')).toEqual(['sales', 3, slowFrom]);
  });

  it('was another one before', async () => {
    const { entries } = await ranking('range: { from: "2026-02-02", to: "2026-02-22" }');
    expect(placesOf(entries).slice(0, 3)).toEqual([
      ['service', 1, firstDay],
      ['sales', 2, firstDay],
      ['product', 3, firstDay],
    ]);
  });

  it('is told in weeks of another zone, too', async () => {
    const { last } = await ranking('range: { from: "2026-03-02", to: "2026-03-15" }, timeZone: "Asia/Kathmandu"');
    expect(placesOf(last)).toEqual([['communications', 4, firstDay]]);
  });

  it('does not go back beyond 52 weeks, and says so', async () => {
    const asked = `ranking(metric: POSTS, range: { from: "2027-02-01", to: "2027-02-07" })`;
    const { entries } = await answerOf<{ entries: Entry[] }>(`${asked} { entries ${entry} }`);
    expect(entries.every(({ since, orEarlier }) => since === null && !orEarlier)).toBe(true);
    const { best } = await answerOf<{ best: Entry[] }>(
      'ranking(metric: MENTIONS, range: { from: "2026-03-02", to: "2026-03-15" }) { best { department { id } rank since orEarlier } }',
    );
    expect(best).toEqual([{ department: { id: 'marketing' }, rank: 1, since: firstDay, orEarlier: false }]);
  });
});

describe('what changed most', () => {
  interface Change {
    metric: { id: string };
    department: { id: string } | null;
    channel: { id: string } | null;
    value: Record<string, unknown>;
    improved: boolean | null;
    score: number;
  }
  const parts = 'status value previous change numerator denominator n error completeness';
  const lines = `{ metric { id } department { id } channel { id } value { ${parts} } improved score }`;
  const days = 'range: { from: "2026-03-02", to: "2026-03-15" }';
  const changes = (args: string) => answerOf<Change[]>(`notableChanges(${days}, ${args}) ${lines}`);
  const named = (all: Change[]) =>
    all.map(({ metric, department, channel, improved }) => [metric.id, department?.id, channel?.id, improved]);

  it('is told of the department it comes from, from eight reports', async () => {
    const all = await changes('compareTo: PREVIOUS_PERIOD');
    expect(reports).toBe(8);
    expect(named(all)).toContainEqual(['MENTIONS', 'marketing', undefined, true]);
    expect(all.filter(({ metric }) => metric.id === 'MENTIONS')).toHaveLength(1);
    expect(named(await changes('first: 1'))).toEqual(named(all.slice(0, 1)));
  });

  it('has the values of a report with the same comparison', async () => {
    const all = await answerOf<Change[]>(
      `notableChanges(range: { from: "2026-02-16", to: "2026-03-15" }, compareTo: PREVIOUS_PERIOD, first: 50) ${lines}`,
    );
    expect(named(all)).toContainEqual(['FIRST_RESPONSE_P50', 'sales', undefined, false]);
    const metrics = notableMetrics.map(({ id }) => id).join(', ');
    const report = await answerOf<{
      rows: { department: { id: string }; values: Record<string, unknown>[] }[];
      totals: Record<string, unknown>[];
    }>(
      `report(input: { metrics: [${metrics}], by: [DEPARTMENT], range: { from: "2026-02-16", to: "2026-03-15" }, compareTo: PREVIOUS_PERIOD }) { rows { department { id } values { ${parts} } } totals { ${parts} } }`,
    );
    for (const { metric, department, value } of all.filter(({ channel }) => channel === null)) {
      const at = notableMetrics.findIndex(({ id }) => id === metric.id);
      const row = report.rows.find((one) => one.department.id === department?.id);
      expect(value).toEqual((department ? row?.values : report.totals)?.[at]);
    }
  });

  it('of departments that were asked for says nothing of the others', async () => {
    const all = await changes('departments: ["sales", "marketing"], first: 50');
    expect(all.map(({ department }) => department?.id)).toContain('marketing');
    expect(all.filter(({ department }) => !['sales', 'marketing'].includes(department?.id ?? ''))).toEqual([]);
    expect(reports).toBe(4);
  });

  it('on a channel counts that one alone', async () => {
    expect(named(await changes('channels: ["email"], first: 50')).filter(([metric]) => metric === 'MENTIONS')).toEqual(
      [],
    );
    expect(named(await changes('channels: ["x"], first: 50'))).toEqual([['MENTIONS', 'marketing', undefined, true]]);
  });

  it('is nothing where there is nothing to compare with', async () => {
    expect(await changes('compareTo: PREVIOUS_YEAR, departments: ["hr"]')).toEqual([]);
  });
});

it('which department should learn from which is told from one report', async () => {
  const lessons = await answerOf<
    { metric: { id: string }; learner: { id: string }; teacher: { id: string }; gap: number }[]
  >(
    'lessons(range: { from: "2026-03-02", to: "2026-03-15" }, first: 50) { metric { id } learner { id } teacher { id } gap score }',
  );
  expect(reports).toBe(1);
  const pairs = lessons.map(({ metric, learner, teacher }) => `${learner.id} from ${teacher.id}: ${metric.id}`);
  expect(pairs).toContain('sales from service: FIRST_RESPONSE_P50');
  expect(pairs.some((pair) => /^communications from \w+: (RESPONSE_RATE|WITHIN_TARGET)/.test(pair))).toBe(true);
  expect(pairs.some((pair) => pair.startsWith('service'))).toBe(false);
});

describe('a question about comparisons that cannot be answered', () => {
  const refusalOf = async (query: string, as = 'viewer') => {
    const { errors } = await ask(api, `{ ${query} }`, { as });
    return `${errors?.[0]?.extensions.code} ${errors?.[0]?.message}`;
  };
  const both = 'range: { from: "2026-03-02", to: "2026-03-15" }, window: { last: 7, unit: DAY }';
  const selections = {
    'ranking(metric: POSTS, ': '{ asOf }',
    'notableChanges(': '{ score }',
    'lessons(': '{ score }',
  };

  it.each(Object.entries(selections))('is refused, naming what is wrong: %s…)', async (field, selection) => {
    expect(await refusalOf(`${field}${both}) ${selection}`)).toContain('BAD_REQUEST range and window');
    expect(
      await refusalOf(`${field} timeZone: "Europe/Nowhere", window: { last: 7, unit: DAY }) ${selection}`),
    ).toContain('UNKNOWN_TIME_ZONE timeZone');
    expect(await refusalOf(`${field}window: { last: 7, unit: DAY }) ${selection}`, 'guest')).toContain('FORBIDDEN');
    const many = Array.from({ length: 21 }, (_, n) => `a${n}: ${field}window: { last: 7, unit: DAY }) ${selection}`);
    expect(await refusalOf(many.join(' '))).toContain('COST_LIMIT');
  });

  it.each([
    ['notableChanges(window: { last: 7, unit: DAY }, first: 0) { score }', 'BAD_REQUEST first: 1 to 50'],
    ['lessons(window: { last: 7, unit: DAY }, first: 51) { score }', 'BAD_REQUEST first: 1 to 50'],
    ['notableChanges(window: { last: 7, unit: DAY }, departments: ["none"]) { score }', 'UNKNOWN_DEPARTMENT'],
    ['notableChanges(window: { last: 7, unit: DAY }, channels: ["none"]) { score }', 'UNKNOWN_CHANNEL'],
  ])('is refused: %s', async (query, refusal) => {
    expect(await refusalOf(query)).toContain(refusal);
  });
});
