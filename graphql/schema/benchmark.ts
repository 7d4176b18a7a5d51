import type { Benchmark } from '../../shared/benchmark.ts';
import { builder } from '../builder.ts';
import { Department } from './department.ts';

export const SocialShareBenchmark = builder
  .objectRef<Benchmark & { department?: string }>('SocialShareBenchmark')
  .implement({
    description: 'Where a social share comes from and where it is to be.',
    fields: (t) => ({
      department: t.field({
        type: Department,
        nullable: true,
        description: "Whose; null: the company's, and that of departments without one of their own.",
        resolve: ({ department }, _args, { directory }) =>
          department === undefined ? null : directory.department(department),
      }),
      baseline: t.exposeFloat('baseline', { description: 'The share at the start: 0.07 is 7 %.' }),
      baselineDate: t.expose('baselineDate', { type: 'Date', description: 'The start.' }),
      target: t.exposeFloat('target', { description: 'The share to be reached.' }),
      targetDate: t.expose('targetDate', { type: 'Date', description: 'When it is to be reached.' }),
      citation: t.exposeString('citation', { description: 'Who says so.' }),
    }),
  });
