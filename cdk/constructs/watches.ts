import { Duration } from 'aws-cdk-lib';
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { type IMetric, MathExpression, Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { Watch } from './alarms.ts';
import type { BundledFunction } from './bundled-function.ts';
import { sourceWatches } from './source-watches.ts';
import { toldMetric } from './told-metric.ts';

export interface Watched {
  deadLetters: Record<string, Queue>;
  /** Alerts that could not be mailed, where they are. */
  unmailed?: Queue | undefined;
  /** Runs of the timetable that could not be started. */
  unstarted: Queue;
  queue: Queue;
  functions: Record<string, LambdaFunction>;
  /** Logs of each batch how many of its interactions it `rejected`. */
  aggregate: BundledFunction;
  /** Logs of each request whether it is `postponed` on purpose. */
  ingest: BundledFunction;
  tables: Record<string, Pick<ITable, 'tableName'>>;
  api: HttpApi;
}

const each = <T>(things: Record<string, T>, watch: (name: string, thing: T) => Watch): Watch[] =>
  Object.entries(things).map(([name, thing]) => watch(name, thing));

const overMinutes = (minutes: number, statistic: string) => ({ period: Duration.minutes(minutes), statistic });

/** Requests that the table refused for want of capacity, reads and writes together, over five minutes. */
const throttledRequests = (table: Pick<ITable, 'tableName'>): IMetric => {
  const events = (metricName: string) =>
    new Metric({
      namespace: 'AWS/DynamoDB',
      metricName,
      dimensionsMap: { TableName: table.tableName },
      ...overMinutes(5, Stats.SUM),
    });
  return new MathExpression({
    expression: 'FILL(reads, 0) + FILL(writes, 0)',
    usingMetrics: { reads: events('ReadThrottleEvents'), writes: events('WriteThrottleEvents') },
    label: 'throttled requests',
    period: Duration.minutes(5),
  });
};

/** What wakes somebody: anything that endangers "nothing accepted is ever lost" at once, the rest when it lasts. */
export const watchesOf = ({
  deadLetters,
  unmailed,
  unstarted,
  queue,
  functions,
  aggregate,
  ingest,
  tables,
  api,
}: Watched): Watch[] => [
  ...each(deadLetters, (name, letters) => ({
    id: `${name}NotEmpty`,
    description: `Interactions wait in the dead letters "${name}". Find the cause, then redrive them within 14 days.`,
    metric: letters.metricApproximateNumberOfMessagesVisible(overMinutes(1, Stats.MAXIMUM)),
    above: 0,
  })),
  {
    id: 'FoldBehind',
    description: 'The oldest interaction waits longer than five minutes to be counted.',
    metric: queue.metricApproximateAgeOfOldestMessage(overMinutes(1, Stats.MAXIMUM)),
    above: 300,
    periods: 3,
  },
  {
    id: 'FoldRejected',
    description: 'Accepted interactions could not be counted. They are among the rejections, with the reason.',
    metric: aggregate.metricLogged('rejected', overMinutes(5, Stats.SUM)),
    above: 0,
  },
  {
    id: 'Unstarted',
    description:
      'The scheduler cannot start what the clock starts: sources are not asked or watched, alerts not judged, cells not compared. Look at the letter for the error, see ' +
      'to it, then purge the queue; there is nothing to redrive.',
    metric: unstarted.metricApproximateNumberOfMessagesVisible(overMinutes(1, Stats.MAXIMUM)),
    above: 0,
  },
  ...(unmailed
    ? [
        {
          id: 'UnmailedNotEmpty',
          description:
            'Alerts could not be mailed: look at the letter for the error. How they stand is in the page; purge the queue then.',
          metric: unmailed.metricApproximateNumberOfMessagesVisible(overMinutes(1, Stats.MAXIMUM)),
          above: 0,
        },
      ]
    : []),
  {
    id: 'CanaryLate',
    description:
      'What the canary sent was not counted within a minute, was refused, or did not go again: so may be what others send.',
    metric: toldMetric(api, 'canaryLate', Stats.MAXIMUM),
    above: 0,
    periods: 2,
  },
  {
    id: 'CellsDiffer',
    description:
      'Cells of the hourly sample are not what the ledger says: numbers are wrong. Find out since when, then rebuild online.',
    metric: toldMetric(api, 'cellsDiffer', Stats.MAXIMUM),
    above: 0,
  },
  {
    id: 'ErasureLate',
    description:
      'A person should have been erased an hour ago: it fails again and again. The law sets a time for it. See the log of ' +
      'Privacy for the error, mend it, and look at `polylog person erasures`.',
    metric: toldMetric(api, 'erasureLate', Stats.MAXIMUM),
    above: 0,
  },
  ...sourceWatches(api),
  ...each(functions, (name, fn) => ({
    id: `${name}Errors`,
    section: 'FunctionErrors',
    description: `${name} threw or ran out of time.`,
    metric: fn.metricErrors(overMinutes(5, Stats.SUM)),
    above: 0,
  })),
  ...each(functions, (name, fn) => ({
    id: `${name}Throttles`,
    section: 'FunctionThrottles',
    description: `${name} was refused for want of concurrency.`,
    metric: fn.metricThrottles(overMinutes(5, Stats.SUM)),
    above: 0,
    periods: 3,
  })),
  {
    id: 'ServerErrors',
    description:
      'The HTTP API answered 5xx more than five times in five minutes, beside what waits on purpose because its source is ' +
      'paused, has no secret yet or has wrong settings.',
    metric: new MathExpression({
      expression: 'errors - FILL(postponed, 0)',
      usingMetrics: {
        errors: api.metricServerError(overMinutes(5, Stats.SUM)),
        postponed: ingest.metricLogged('postponed', overMinutes(5, Stats.SUM)),
      },
      label: 'answers 5xx that nobody wanted',
      period: Duration.minutes(5),
    }),
    above: 5,
  },
  ...each(tables, (name, table) => ({
    id: `${name}Throttled`,
    section: 'TableThrottled',
    description: `The table ${name} refused requests for want of capacity: a hot key, or more lanes are needed.`,
    metric: throttledRequests(table),
    above: 0,
    periods: 3,
  })),
];
