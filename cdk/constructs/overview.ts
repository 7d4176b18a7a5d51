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
