import { Duration, Stack } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { IConstruct } from 'constructs';
import { flowMetrics } from '../../shared/flow-metrics.ts';

/** A metric that functions of the stack tell in their logs, over five minutes unless said otherwise. */
export const toldMetric = (
  scope: IConstruct,
  name: keyof typeof flowMetrics,
  statistic: string,
  period = Duration.minutes(5),
): Metric => new Metric({ namespace: Stack.of(scope).stackName, metricName: flowMetrics[name], statistic, period });
