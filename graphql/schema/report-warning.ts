import { builder } from '../builder.ts';
import type { ReportWarning as ReportWarningShape } from '../plan/report.ts';
import { Source, sourceOf } from './source.ts';

export const ReportWarning = builder.objectRef<ReportWarningShape>('ReportWarning').implement({
  description: 'Something to know before trusting a number.',
  fields: (t) => ({
    code: t.exposeString('code', { description: 'For programs.' }),
    message: t.exposeString('message', { description: 'For people.' }),
    source: t.field({
      type: Source,
      nullable: true,
      description: 'The source it is about.',
      resolve: ({ source }, _args, context) => (source === undefined ? null : sourceOf(source, context)),
    }),
  }),
});
