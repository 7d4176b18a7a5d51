import type { RejectionCount as RejectionCountShape } from '../../shared/rejection.ts';
import { builder } from '../builder.ts';
import { cost } from '../limits.ts';
import { DateRange } from './date-range.ts';
import { RejectionCode } from './rejection.ts';
import { Source, sourceOf } from './source.ts';

const RejectionCount = builder.objectRef<RejectionCountShape>('RejectionCount').implement({
  description: 'How many interactions of a source were refused for a reason, and what became of them.',
  authScopes: { may: 'rejections' },
  fields: (t) => ({
    source: t.field({
      type: Source,
      nullable: true,
      description: 'The feed they came from; null: they named none.',
      resolve: ({ source }, _args, context) => (source === null ? null : sourceOf(source, context)),
    }),
    code: t.expose('code', { type: RejectionCode, description: 'Why they were refused.' }),
    open: t.exposeInt('open', { description: 'Waiting to be fixed or dismissed.' }),
    fixed: t.exposeInt('fixed', { description: 'Replayed.' }),
    dismissed: t.exposeInt('dismissed', { description: 'Not wanted.' }),
  }),
});

builder.queryField('rejectionCounts', (t) =>
  t.field({
    type: [RejectionCount],
    description:
      'Refused interactions by source and reason, those with the most open ones first. Kept for 30 days, like what they count.',
    authScopes: { may: 'rejections' },
    complexity: { field: cost.walk, multiplier: 10 },
    args: {
      range: t.arg({
        type: DateRange,
        description: 'When they were refused, in days of UTC; absent means the last 30 days.',
      }),
    },
    resolve: (_root, { range }, { deps }) => deps.countRejections(range?.from ?? '0', range?.to ?? '9'),
  }),
);
