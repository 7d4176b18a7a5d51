import type { RankedEntry } from '../../shared/ranking.ts';
import { answerRanking, type RankingAnswer } from '../answers/ranking.ts';
import { builder } from '../builder.ts';
import { cost } from '../limits.ts';
import type { MetricValue as MetricValueShape } from '../plan/report.ts';
import { DateRange } from './date-range.ts';
import { Department } from './department.ts';
import { Metric, MetricId } from './metric.ts';
import { MetricValue } from './metric-value.ts';
import { ReportRange } from './report.ts';
import { ReportWindow } from './report-window.ts';

const RankingEntry = builder.objectRef<RankedEntry<MetricValueShape>>('RankingEntry').implement({
  description: 'Where a department stands.',
  fields: (t) => ({
    department: t.field({
      type: Department,
      description: 'Who stands there.',
      resolve: ({ department }, _args, { directory }) => directory.department(department),
    }),
    value: t.field({ type: MetricValue, description: 'By which it stands there.', resolve: ({ value }) => value }),
    rank: t.exposeInt('rank', {
      nullable: true,
      description:
        '1 is best, equal values share one. Null when there is no value to tell, it rests on fewer than 20 observations, or the metric has no good direction; also of a censored median that is not surely the worst.',
    }),
    since: t.expose('since', {
      type: 'Date',
      nullable: true,
      description:
        'The Monday of the ISO week since which it has stood there, compared with those that can be ranked in each week; weeks in which it cannot be are passed over. Null when it did not stand there in the last whole week.',
    }),
    orEarlier: t.exposeBoolean('orEarlier', {
      description: 'Whether `since` is the first week that was looked at: it may have stood there before.',
    }),
  }),
});

const MetricRanking = builder.objectRef<RankingAnswer>('MetricRanking').implement({
  description: 'Departments in the order of a metric.',
  fields: (t) => ({
    metric: t.expose('metric', { type: Metric, description: 'What they are ranked by.' }),
    entries: t.expose('entries', {
      type: [RankingEntry],
      description:
        'Every department, best first, then those without a rank; of a metric without a good direction the greatest value first.',
      complexity: { multiplier: 10 },
    }),
    best: t.field({
      type: [RankingEntry],
      description: 'Who is best: one, unless several are equal; none when fewer than two ranks are held.',
      complexity: { multiplier: 1 },
      resolve: ({ entries }) => holdersOf('best', entries),
    }),
    last: t.field({
      type: [RankingEntry],
      description: 'Who is worst: one, unless several are equal; none when fewer than two ranks are held.',
      complexity: { multiplier: 1 },
      resolve: ({ entries }) => holdersOf('last', entries),
    }),
    range: t.field({ type: ReportRange, description: 'The days they are ranked over.', resolve: ({ days }) => days }),
    asOf: t.expose('asOf', { type: 'DateTime', description: 'When the cells were read.' }),
  }),
});

/** The entries of the best or of the last rank; none where all that are ranked are equal. */
function holdersOf(which: 'best' | 'last', entries: RankingAnswer['entries']): RankingAnswer['entries'] {
  const ranks = entries.flatMap(({ rank }) => rank ?? []);
  const [first, last] = [ranks[0], ranks.at(-1)];
  return first === last ? [] : entries.filter(({ rank }) => rank === (which === 'best' ? first : last));
}

builder.queryField('ranking', (t) =>
  t.field({
    type: MetricRanking,
    description: 'Who is best and who is last at something, and since when.',
    authScopes: { may: 'reports' },
    complexity: { field: 2 * cost.report },
    args: {
      metric: t.arg({ type: MetricId, required: true, description: 'One that can be split by department.' }),
      range: t.arg({ type: DateRange, description: 'The days to rank over; either these or a `window`.' }),
      window: t.arg({ type: ReportWindow, description: 'The days relative to today; either this or a `range`.' }),
      timeZone: t.arg({ type: 'TimeZone', description: "Defaults to the organisation's home time zone." }),
    },
    resolve: (_root, { metric, range, window, timeZone }, context) =>
      answerRanking(
        { metric, range: range ?? undefined, window: window ?? undefined, timeZone: timeZone ?? undefined },
        context,
      ),
  }),
);
