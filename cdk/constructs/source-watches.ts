import { Duration, Stack } from 'aws-cdk-lib';
import { type IMetric, Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { IConstruct } from 'constructs';
import { watchMetrics } from '../../shared/watch-metrics.ts';
import type { Watch } from './alarms.ts';

/** Of how many sources the watch found something wrong. */
export const found = (scope: IConstruct, what: keyof typeof watchMetrics): IMetric =>
  new Metric({
    namespace: Stack.of(scope).stackName,
    metricName: watchMetrics[what],
    period: Duration.minutes(5),
    statistic: Stats.MAXIMUM,
  });

/** What the watch found of sources: `polylog source list` says which, and the metrics with the dimension Source since when. */
export const sourceWatches = (scope: IConstruct): Watch[] => [
  {
    id: 'SourcesSilent',
    description:
      'A source said nothing for longer than its cadence. See at its provider whether the webhook is still delivered and ' +
      'the key still holds; change the cadence if it speaks more rarely now, or pause the source.',
    metric: found(scope, 'silent'),
    above: 0,
    periods: 2,
  },
  {
    id: 'SourcesRefusing',
    description:
      'More than 5 % and more than 20 of what a source sent in the last hour was refused. See `polylog rejections counts` ' +
      'for the reasons; fix and replay them within 30 days, and correct the sender or the adapter.',
    metric: found(scope, 'refusing'),
    above: 0,
  },
  {
    id: 'SourcesUnknownKinds',
    description:
      'A source sent more than 20 things in an hour of a kind that its adapter does not know: the provider may have something ' +
      'new. `polylog source show` lists the kinds; add each to the table of the adapter, mapped or ignored.',
    metric: found(scope, 'unknown'),
    above: 0,
  },
  {
    id: 'SourcesFailing',
    description:
      'A source that is asked on a schedule has failed for an hour. `polylog source show` has the code: HTTP_401 and HTTP_403 ' +
      'want new secrets, HTTP_429 a longer wait, MISCONFIGURED other settings. Nothing is lost: its cursor stays.',
    metric: found(scope, 'failing'),
    above: 0,
  },
];
