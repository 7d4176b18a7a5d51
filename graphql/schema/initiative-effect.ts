import { builder } from '../builder.ts';
import type { MeasuredEffect } from '../measure-effect.ts';
import { MetricValue } from './metric-value.ts';
import { ReportRange } from './report.ts';

export const InitiativeEffect = builder.objectRef<MeasuredEffect>('InitiativeEffect').implement({
  description: 'A metric before and since an initiative began.',
  fields: (t) => ({
    before: t.expose('before', { type: MetricValue, description: 'The metric over the weeks before.' }),
    after: t.expose('after', {
      type: MetricValue,
      nullable: true,
      description: 'The metric over the weeks since; null before the first of them is over.',
    }),
    change: t.exposeFloat('change', {
      nullable: true,
      description: 'Relative; percentage points for ratios. Null when either value is.',
    }),
    beforeRange: t.expose('beforeRange', { type: ReportRange, description: 'The weeks before.' }),
    afterRange: t.expose('afterRange', { type: ReportRange, nullable: true, description: 'The weeks since.' }),
    weeks: t.exposeInt('weeks', { description: 'How many weeks are compared with how many; 0: none is over yet.' }),
    complete: t.exposeBoolean('complete', {
      description:
        'Whether as many weeks as were asked for are over; while not, fewer are compared, and it may change.',
    }),
  }),
});
