import { builder } from '../builder.ts';
import { cost } from '../limits.ts';
import type { ReportResult, ReportRow as ReportRowShape } from '../plan/report.ts';
import { Channel } from './channel.ts';
import { Department } from './department.ts';
import { MetricValue } from './metric-value.ts';
import { ReportInput, requestOf } from './report-input.ts';
import { ReportWarning } from './report-warning.ts';
import { Activity, ChannelKind, Direction } from './vocabulary.ts';

const ReportRow = builder.objectRef<ReportRowShape>('ReportRow').implement({
  description: 'The values of one bucket and one member of each dimension asked for; other dimensions are null.',
  fields: (t) => ({
    start: t.expose('start', { type: 'DateTime', nullable: true, description: 'The first instant of the bucket.' }),
    end: t.expose('end', { type: 'DateTime', nullable: true, description: 'Exclusive.' }),
    department: t.field({
      type: Department,
      nullable: true,
      description: 'With the dimension DEPARTMENT.',
      resolve: ({ department }, _args, { directory }) =>
        department === undefined ? null : directory.department(department),
    }),
    channel: t.field({
      type: Channel,
      nullable: true,
      description: 'With the dimension CHANNEL.',
      resolve: ({ channel }, _args, { directory }) => (channel === undefined ? null : directory.channel(channel)),
    }),
    channelKind: t.expose('channelKind', {
      type: ChannelKind,
      nullable: true,
      description: 'With the dimension CHANNEL_KIND.',
    }),
    activity: t.expose('activity', { type: Activity, nullable: true, description: 'With the dimension ACTIVITY.' }),
    direction: t.expose('direction', { type: Direction, nullable: true, description: 'With the dimension DIRECTION.' }),
    values: t.expose('values', {
      type: [MetricValue],
      description: 'One for each metric, in the order asked for.',
      complexity: { multiplier: 1 },
    }),
  }),
});

export const Report = builder.objectRef<ReportResult>('Report').implement({
  description:
    'Numbers over interactions, read from cells: the cost does not depend on how many interactions there are.',
  fields: (t) => ({
    rows: t.expose('rows', {
      type: [ReportRow],
      description: 'Gap-filled and ordered: by start, then by the dimensions as asked for.',
      complexity: { multiplier: 1 },
    }),
    totals: t.expose('totals', {
      type: [MetricValue],
      description:
        'The values of the whole range: quantiles and ratios of everything together, not averages of the rows.',
      complexity: { multiplier: 1 },
    }),
    warnings: t.expose('warnings', {
      type: [ReportWarning],
      description: 'Something to know about the report.',
      complexity: { multiplier: 1 },
    }),
    asOf: t.expose('asOf', { type: 'DateTime', description: 'When the cells were read.' }),
  }),
});

builder.queryField('report', (t) =>
  t.field({
    type: Report,
    description: 'Metrics over a range of days, split and filtered.',
    authScopes: { may: 'reports' },
    complexity: { field: cost.report },
    args: { input: t.arg({ type: ReportInput, required: true, description: 'What to report.' }) },
    resolve: (_root, { input }, { deps, directory }) => deps.report(requestOf(input), directory.organisation),
  }),
);

builder.objectField(Department, 'report', (t) =>
  t.field({
    type: Report,
    description: 'The report filtered to this department: a filter of departments in the input gives way to it.',
    complexity: { field: cost.report },
    args: { input: t.arg({ type: ReportInput, required: true, description: 'What to report.' }) },
    resolve: ({ id }, { input }, { deps, directory }) => {
      const request = requestOf(input);
      return deps.report({ ...request, filter: { ...request.filter, departments: [id] } }, directory.organisation);
    },
  }),
);
