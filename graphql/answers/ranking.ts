import { type RankedEntry, type RankedWeek, rankDepartments, type Standing } from '../../shared/ranking.ts';
import type { DayRange, ReportWindow } from '../../shared/report-windows.ts';
import { type Days, lastWholeWeeks } from '../../shared/whole-weeks.ts';
import { addDays } from '../../shared/zone.ts';
import { type AnsweredReport, answerReport, daysOfReport, zoneOfReport } from '../answered-report.ts';
import type { ApiContext } from '../context.ts';
import type { MetricValue, ReportRequest, ReportRow } from '../plan/report.ts';
import { firstDay } from './check-range.ts';

/** What is ranked, over which days. */
export interface RankingQuestion {
  metric: string;
  range?: DayRange | undefined;
  window?: ReportWindow | undefined;
  timeZone?: string | undefined;
}

export interface RankingAnswer {
  metric: MetricValue['metric'];
  entries: RankedEntry<MetricValue>[];
  days: DayRange;
  asOf: number;
}

/** Weeks before the range that are looked at for how long a rank has been held, and weeks that are looked at in all. */
const weeksBack = { before: 52, most: 260 } as const;

/**
 * The departments in the order of a metric, and since when it has been so: from one report over the days, and one by ISO week
 * over the whole weeks of it that are over and the 52 before.
 */
export async function answerRanking(
  question: RankingQuestion,
  context: Pick<ApiContext, 'deps' | 'directory'>,
): Promise<RankingAnswer> {
  const { metric, ...over } = question;
  const ask = (days: Pick<ReportRequest, 'range' | 'window'>, granularity: 'TOTAL' | 'WEEK') =>
    answerReport(
      {
        metrics: [metric],
        ...days,
        granularity,
        by: ['DEPARTMENT'],
        timeZone: over.timeZone,
        attributeTo: 'ENQUIRY',
        ...(granularity === 'WEEK' && { weekStart: 1 }),
      },
      context,
    );
  const report = await ask({ range: over.range, window: over.window }, 'TOTAL');
  const { organisation } = context.directory;
  const days = daysOfReport(report, organisation);
  const zone = zoneOfReport(report, organisation);
  const weeks = weeksOf(days, zone.dayOf(report.asOf));
  const byWeek = weeks ? await ask({ range: weeks }, 'WEEK') : undefined;
  return {
    metric: (report.totals[0] as MetricValue).metric,
    entries: rankDepartments(
      { standings: standingsOf(report.rows), overFor: overFor(report.rows, report.asOf) },
      byWeek ? weeklyOf(byWeek, zone.dayOf) : [],
    ),
    days,
    asOf: report.asOf,
  };
}

/** The whole ISO weeks that are over before today, of the range and before it; undefined when there is none. */
function weeksOf({ from, to }: DayRange, today: string): Days | undefined {
  const first = addDays(from, -7 * weeksBack.before);
  const [last = to] = [to, addDays(today, -1)].sort();
  const [, reachable = first] = [first, firstDay].sort();
  return lastWholeWeeks({ from: reachable, to: last }, weeksBack.most);
}

const standingsOf = (rows: readonly ReportRow[]): Standing<MetricValue>[] =>
  rows.flatMap(({ department, values: [value] }) =>
    department === undefined || value === undefined ? [] : [{ department, value }],
  );

/** For how many milliseconds the days of rows have been over. */
const overFor = ([row]: readonly ReportRow[], asOf: number): number => Math.max(0, asOf - (row?.end ?? asOf));

function weeklyOf({ rows, asOf }: AnsweredReport, dayOf: (epochMs: number) => string): RankedWeek[] {
  return [...Map.groupBy(rows, ({ start }) => start)].map(([start, inWeek]) => ({
    monday: dayOf(start),
    standings: standingsOf(inWeek),
    overFor: overFor(inWeek, asOf),
  }));
}
