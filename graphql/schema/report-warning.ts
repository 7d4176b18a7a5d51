import { builder } from '../builder.ts';
import type { ReportWarning as ReportWarningShape } from '../plan/report.ts';
import { inLanguage, languageDescription } from './language.ts';
import { Source, sourceOf } from './source.ts';

export const ReportWarning = builder.objectRef<ReportWarningShape>('ReportWarning').implement({
  description: 'Something to know before trusting a number.',
  fields: (t) => ({
    code: t.exposeString('code', { description: 'For programs.' }),
    message: t.string({
      description: 'For people.',
      args: { language: t.arg.string({ description: languageDescription }) },
      resolve: ({ message }, { language }) => inLanguage(message, language),
    }),
    source: t.field({
      type: Source,
      nullable: true,
      description: 'The source it is about.',
      resolve: ({ source }, _args, context) => (source === undefined ? null : sourceOf(source, context)),
    }),
  }),
});
