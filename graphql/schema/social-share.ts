import { departmentOf } from '../../shared/changes/change.ts';
import type { trajectoryStatuses } from '../../shared/trajectory.ts';
import { answerSocialShare, type SocialShareAnswer } from '../answers/social-share.ts';
import { builder } from '../builder.ts';
import { cost } from '../limits.ts';
import { DateRange } from './date-range.ts';
import { Department } from './department.ts';
import { MetricValue } from './metric-value.ts';
import { ReportWarning } from './report-warning.ts';

const TrajectoryStatus = builder.enumType('TrajectoryStatus', {
  description: 'Where a social share stands on its way to the target.',
  values: {
    REACHED: { description: 'The latest actual is at the target, or past it.' },
    ON_TRACK: { description: 'The latest actual is at least on the glide path.' },
    BEHIND: { description: 'The latest actual is short of the glide path.' },
    MISSED: { description: 'The target date is over, and the target is not reached.' },
    UNKNOWN: { description: 'No month has an actual.' },
  } satisfies Record<(typeof trajectoryStatuses)[number], { description: string }>,
});

const SocialSharePoint = builder.objectRef<SocialShareAnswer['points'][number]>('SocialSharePoint').implement({
  description: 'A month of the trajectory. Shares are 0 to 1.',
  fields: (t) => ({
    month: t.expose('month', { type: 'Date', description: 'The first day of the month.' }),
    actual: t.exposeFloat('actual', {
      nullable: true,
      description: 'The social share of the whole month; of the running month, so far. Null without an interaction.',
    }),
    complete: t.exposeBoolean('complete', { description: 'Whether the month is over.' }),
    glidePath: t.exposeFloat('glidePath', {
      description: 'Straight from baseline to target between their dates, flat outside; on the first of the month.',
    }),
    forecast: t.exposeFloat('forecast', {
      nullable: true,
      description:
        'The line of least squares through the last three to twelve whole months with an actual, each of the weight of its interactions; for months after these.',
    }),
    forecastLow: t.exposeFloat('forecastLow', {
      nullable: true,
      description: 'Below this lies the month with a chance of 10 %, if the trend goes on (80 % prediction interval).',
    }),
    forecastHigh: t.exposeFloat('forecastHigh', {
      nullable: true,
      description: 'Above this lies the month with a chance of 10 %, if the trend goes on.',
    }),
    measured: t.expose('measured', {
      type: MetricValue,
      nullable: true,
      description: 'The actual with numerator, denominator, completeness and warnings; null for months not begun.',
    }),
  }),
});

const LatestActual = builder.objectRef<NonNullable<SocialShareAnswer['latest']>>('SocialShareLatest').implement({
  description: 'The actual by which a trajectory is judged.',
  fields: (t) => ({
    month: t.expose('month', { type: 'Date', description: 'The first day of its month.' }),
    actual: t.exposeFloat('actual', { description: 'The social share of the month.' }),
    n: t.exposeFloat('n', { description: 'The customer interactions that it is a share of.' }),
  }),
});

const SocialShareTrajectory = builder.objectRef<SocialShareAnswer>('SocialShareTrajectory').implement({
  description: 'How the share of social channels in customer interactions moves from a baseline to a target.',
  fields: (t) => ({
    department: t.field({
      type: Department,
      nullable: true,
      description: 'Whose customer interactions these are; null: those of the company.',
      resolve: ({ department }, _args, { directory }) =>
        department === undefined ? null : directory.department(department),
    }),
    baseline: t.float({ description: 'The share at the start.', resolve: ({ benchmark }) => benchmark.baseline }),
    baselineDate: t.field({
      type: 'Date',
      description: 'The start.',
      resolve: ({ benchmark }) => benchmark.baselineDate,
    }),
    target: t.float({
      description: 'The share to be reached; below the baseline, it is to be reached from above.',
      resolve: ({ benchmark }) => benchmark.target,
    }),
    targetDate: t.field({
      type: 'Date',
      description: 'When it is to be reached.',
      resolve: ({ benchmark }) => benchmark.targetDate,
    }),
    citation: t.string({ description: 'Who says so.', resolve: ({ benchmark }) => benchmark.citation }),
    ownBenchmark: t.exposeBoolean('ownBenchmark', {
      description: "Whether the department has a benchmark of its own; else it is the company's.",
    }),
    points: t.expose('points', {
      type: [SocialSharePoint],
      description: 'One for each month that the range touches, in order.',
      complexity: { multiplier: 1 },
    }),
    latest: t.expose('latest', {
      type: LatestActual,
      nullable: true,
      description:
        'The last whole month with an actual, in the range or the twelve months before its end; else the running month.',
    }),
    status: t.expose('status', { type: TrajectoryStatus, description: 'Where it stands.' }),
    onTrack: t.exposeBoolean('onTrack', {
      nullable: true,
      description: 'Whether the latest actual is at least on the glide path of its month; null without one.',
    }),
    requiredPerMonth: t.exposeFloat('requiredPerMonth', {
      nullable: true,
      description:
        'By how much the share must change each month from the running one to the target date: 0.01 is a percentage point. Null when the target is reached, its date is over, or there is no actual.',
    }),
    forecastDate: t.expose('forecastDate', {
      type: 'Date',
      nullable: true,
      description:
        'The first day of the month in which the forecast reaches the target; null when it is reached, within 20 years it is not, or there is no forecast.',
    }),
    warnings: t.expose('warnings', {
      type: [ReportWarning],
      description: 'Something to know about the trajectory.',
      complexity: { multiplier: 1 },
    }),
  }),
});

builder.queryField('socialShare', (t) =>
  t.field({
    type: SocialShareTrajectory,
    description: 'The social share of customer interactions by month, beside the way to its target.',
    authScopes: { may: 'reports' },
    complexity: { field: cost.report },
    args: {
      range: t.arg({
        type: DateRange,
        required: true,
        description: 'The months to show, future ones too; 50 years at most.',
      }),
      department: t.arg.id({ description: 'Only this department; the company by default.' }),
    },
    resolve: (_root, { range, department }, context) => {
      if (department != null) departmentOf(context.directory.organisation, department, 'department');
      return answerSocialShare(range, department ?? undefined, context);
    },
  }),
);
