import type { DayRange } from '../../shared/report-windows.ts';
import { type AnsweredReport, answerReport, benchmarkOf, comparedDaysOf, daysOfReport } from '../answered-report.ts';
import { rememberReport } from '../behind/report-of-row.ts';
import { builder } from '../builder.ts';
import { type CsvSeparator as CsvSeparatorName, csvOfReport } from '../csv/csv-of-report.ts';
import { cost } from '../limits.ts';
import type { ReportRow as ReportRowShape } from '../plan/report.ts';
import { later } from '../project.ts';
import { Channel } from './channel.ts';
import { Department } from './department.ts';
import { languageDescription } from './language.ts';
import { MetricValue } from './metric-value.ts';
import { ReportInput, requestOf } from './report-input.ts';
import { ReportWarning } from './report-warning.ts';
import { Activity, ChannelKind, Direction } from './vocabulary.ts';

export const ReportRow = builder.objectRef<ReportRowShape>('ReportRow').implement({
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

export const ReportRange = builder.objectRef<DayRange>('ReportRange').implement({
  description: 'Whole days in the time zone of a report, both included.',
  fields: (t) => ({
    from: t.expose('from', { type: 'Date', description: 'The first day.' }),
    to: t.expose('to', { type: 'Date', description: 'The last day, included.' }),
  }),
});

const CsvSeparator = builder.enumType('CsvSeparator', {
  description: 'What stands between the cells of a line.',
  values: {
    COMMA: { description: 'As RFC 4180 has it.' },
    SEMICOLON: { description: 'As spreadsheets with a decimal comma expect: numbers have one then.' },
    TAB: { description: 'A tabulator.' },
  } as const satisfies Record<CsvSeparatorName, { description: string }>,
});

export const Report = builder.objectRef<AnsweredReport>('Report').implement({
  description:
    'Numbers over interactions, read from cells: the cost does not depend on how many interactions there are.',
  fields: (t) => ({
    rows: t.field({
      type: [ReportRow],
      description: 'Gap-filled and ordered: by start, then by the dimensions as asked for.',
      complexity: { multiplier: 1 },
      resolve(report, _args, _context, info) {
        rememberReport(info, report);
        return report.rows;
      },
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
    range: t.field({
      type: ReportRange,
      description: 'The days that were reported: the range asked for, or the window as of `asOf`.',
      resolve: (report, _args, { directory }) => daysOfReport(report, directory.organisation),
    }),
    comparedRange: t.field({
      type: ReportRange,
      nullable: true,
      description: 'The days that the totals are compared with; null without a comparison.',
      resolve: (report, _args, { directory }) => comparedDaysOf(report, directory.organisation),
    }),
    benchmark: t.field({
      type: [MetricValue],
      description:
        'The totals of the whole company for the same metrics, days, channels and comparison: neither filtered nor split by department.',
      complexity: { field: cost.report, multiplier: 1 },
      extensions: later,
      resolve: (report, _args, context) => benchmarkOf(report, context),
    }),
    csv: t.string({
      // Who may not export still gets the rest of the page.
      nullable: true,
      description:
        'The rows as a file: the same rows in the same order with the same values, a status beside each, times in the zone of the report. RFC 4180, UTF-8; texts that a spreadsheet would take for a formula have an apostrophe in front.',
      authScopes: { may: 'exports' },
      complexity: cost.csv,
      extensions: later,
      args: {
        language: t.arg.string({ description: languageDescription }),
        separator: t.arg({
          type: CsvSeparator,
          required: true,
          defaultValue: 'COMMA',
          description: 'What stands between the cells of a line.',
        }),
        parts: t.arg.boolean({
          required: true,
          defaultValue: false,
          description:
            'Also numerator, denominator, error and completeness of each value, behind its n: so that the file can be audited.',
        }),
      },
      resolve: (report, form, { directory }) => csvOfReport(report, directory, form),
    }),
  }),
});

builder.queryField('report', (t) =>
  t.field({
    type: Report,
    description: 'Metrics over a range of days, split and filtered.',
    authScopes: { may: 'reports' },
    complexity: { field: cost.report },
    args: { input: t.arg({ type: ReportInput, required: true, description: 'What to report.' }) },
    resolve: (_root, { input }, context) => answerReport(requestOf(input), context),
  }),
);

builder.objectField(Department, 'report', (t) =>
  t.field({
    type: Report,
    description: 'The report filtered to this department: a filter of departments in the input gives way to it.',
    complexity: { field: cost.report },
    args: { input: t.arg({ type: ReportInput, required: true, description: 'What to report.' }) },
    extensions: later,
    resolve: ({ id }, { input }, context) => {
      const request = requestOf(input);
      return answerReport({ ...request, filter: { ...request.filter, departments: [id] } }, context);
    },
  }),
);
