import { Duration, Stack } from 'aws-cdk-lib';
import {
  type Alarm,
  AlarmStatusWidget,
  Dashboard,
  GraphWidget,
  type IMetric,
  MathExpression,
  Stats,
} from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { found } from './source-watches.ts';
import { toldMetric } from './told-metric.ts';
import type { Watched } from './watches.ts';

export interface OverviewProps extends Watched {
  alarms: readonly Alarm[];
}

/** The one dashboard: alarms first, then the flow from the door to the tables. */
export class Overview extends Construct {
  constructor(scope: Construct, id: string, { alarms, api, queue, deadLetters, functions }: OverviewProps) {
    super(scope, id);
    const fns = Object.values(functions);
    const graph = (title: string, left: IMetric[], right: IMetric[] = []) =>
      new GraphWidget({ title, left, right, width: 12, period: Duration.minutes(1) });

    const told = (name: Parameters<typeof toldMetric>[1], statistic: string) =>
      toldMetric(this, name, statistic, Duration.minutes(1));

    new Dashboard(this, 'Dashboard', {
      defaultInterval: Duration.hours(12),
      widgets: [
        [new AlarmStatusWidget({ title: 'Alarms', alarms: [...alarms], width: 24 })],
        [
          graph('Requests', [api.metricCount()], [api.metricClientError(), api.metricServerError()]),
          graph('Latency of the API', [
            api.metricLatency({ statistic: Stats.p(50) }),
            api.metricLatency({ statistic: Stats.p(99) }),
          ]),
        ],
        [
          graph(
            'Waiting to be counted',
            [queue.metricApproximateNumberOfMessagesVisible()],
            [queue.metricApproximateAgeOfOldestMessage()],
          ),
          graph(
            'Dead letters',
            Object.values(deadLetters).map((letters) => letters.metricApproximateNumberOfMessagesVisible()),
          ),
        ],
        [
          graph('Interactions taken and counted', [
            told('accepted', Stats.SUM),
            told('folded', Stats.SUM),
            told('duplicates', Stats.SUM),
            told('replayed', Stats.SUM),
          ]),
          graph('Refused, in conflict, made anew', [
            told('refused', Stats.SUM),
            told('conflicts', Stats.SUM),
            told('retries', Stats.SUM),
          ]),
        ],
        [
          graph('Milliseconds from being accepted to being counted', [
            told('foldLag', Stats.p(50)),
            told('foldLag', Stats.p(95)),
          ]),
          graph('Seconds until the canary was counted, and gone', [
            told('canary', Stats.MAXIMUM),
            told('canaryGone', Stats.MAXIMUM),
          ]),
        ],
        [
          graph('Milliseconds for a report', [
            told('reportLatency', Stats.p(50)),
            told('reportLatency', Stats.p(95)),
            told('reportLatency', Stats.p(99)),
          ]),
          graph('Values that must not be told', [told('withheld', Stats.SUM)]),
        ],
        [
          graph('Sources to be looked at', [
            found(this, 'silent'),
            found(this, 'refusing'),
            found(this, 'unknown'),
            found(this, 'failing'),
          ]),
          graph('Seconds until an interaction of a source arrives', [lagOfSources(this)]),
        ],
        [
          graph(
            'Runs of functions',
            fns.map((fn) => fn.metricInvocations()),
            fns.flatMap((fn) => [fn.metricErrors(), fn.metricThrottles()]),
          ),
          graph(
            'Duration of functions, p99',
            fns.map((fn) => fn.metricDuration({ statistic: Stats.p(99) })),
          ),
        ],
      ],
    });
  }
}

/** A line for each source: they are connected while the stack runs, so the dashboard searches for them. */
const lagOfSources = (scope: Construct): IMetric =>
  new MathExpression({
    expression: `SEARCH('{${Stack.of(scope).stackName},Source} MetricName="Lag"', 'Maximum', 300)`,
    usingMetrics: {},
    label: '',
    period: Duration.minutes(5),
  });
