import { stringify } from 'csv-stringify/sync';
import type { Dimension } from '../../shared/metrics/metric.ts';
import type { Texts } from '../../shared/texts.ts';
import { addDays, type Zone } from '../../shared/zone.ts';
import { type AnsweredReport, zoneOfReport } from '../answered-report.ts';
import type { Directory } from '../directory.ts';
import type { MetricValue, ReportRow } from '../plan/report.ts';
import { inLanguage } from '../schema/language.ts';
import { dimensionNames, headings, unitNames } from './csv-headings.ts';

/** How a file is written. */
export interface CsvForm {
  language?: string | null | undefined;
  separator: CsvSeparator;
  /** Also what each value is made of, so that it can be computed again. */
  parts: boolean;
}

export type CsvSeparator = 'COMMA' | 'SEMICOLON' | 'TAB';

const delimiters: Record<CsvSeparator, string> = { COMMA: ',', SEMICOLON: ';', TAB: '\t' };

type Cell = string | number | null;
interface Column {
  heading: string;
  cell: (row: ReportRow) => Cell;
}

/**
 * The rows of a report as CSV (RFC 4180, CRLF, UTF-8 without a mark): the same rows in the same order with the same
 * values, and a status beside each, since what is withheld is as blank as what is empty. A text that a spreadsheet would
 * take for a formula gets an apostrophe in front; numbers stay numbers, with a decimal comma between semicolons.
 */
export function csvOfReport(
  report: AnsweredReport,
  directory: Directory,
  { language, separator, parts }: CsvForm,
): string {
  const columns = columnsOf(report, directory, (texts) => inLanguage(texts, language), parts);
  const records = report.rows.map((row) => columns.map(({ cell }) => cell(row)));
  return stringify([columns.map(({ heading }) => heading), ...records], {
    delimiter: delimiters[separator],
    record_delimiter: 'windows',
    escape_formulas: true,
    ...(separator === 'SEMICOLON' && { cast: { number: (value: number) => String(value).replace('.', ',') } }),
  });
}

function columnsOf(report: AnsweredReport, directory: Directory, say: Say, parts: boolean): Column[] {
  const { request, totals } = report;
  const compares = request.compareTo !== undefined;
  return [
    ...timeColumns(report, zoneOfReport(report, directory.organisation), say),
    ...request.by.flatMap((dimension) => dimensionColumns(dimension, directory, say)),
    ...totals.flatMap(({ metric }, place): Column[] => {
      const name = say(metric.name);
      const column = (heading: string, cell: (value: MetricValue) => Cell): Column => ({
        heading,
        cell: ({ values }) => cell(values[place] as MetricValue),
      });
      const change = metric.unit === 'ratio' ? headings.points : headings.change;
      return [
        column(`${name} (${say(unitNames[metric.unit])})`, ({ value }) => value),
        column(`${name}: ${say(headings.status)}`, ({ status }) => status),
        ...(compares
          ? [
              column(`${name}: ${say(headings.previous)}`, ({ previous }) => previous),
              column(`${name}: ${say(change)}`, (value) => value.change),
            ]
          : []),
        column(`${name}: n`, ({ n }) => n),
        ...(parts ? partNames.map((part) => column(`${name}: ${say(headings[part])}`, partOf(part))) : []),
      ];
    }),
    { heading: say(headings.warnings), cell: warningsOf },
  ];
}

type Say = (texts: Texts) => string;

const partNames = ['numerator', 'denominator', 'error', 'completeness'] as const;

/** Of what is withheld nothing is told: its error of 0 would say that there is a number. */
const partOf =
  (part: (typeof partNames)[number]) =>
  (value: MetricValue): Cell =>
    value.status === 'WITHHELD' ? null : value[part];

/** Buckets of whole days by their days, both included; shorter ones by their instants in the zone's own clock. */
function timeColumns({ request: { granularity } }: AnsweredReport, zone: Zone, say: Say): Column[] {
  const named = (texts: Texts): string => say(texts).replace('{zone}', zone.id);
  if (granularity === 'HOUR' || granularity === 'QUARTER_HOUR') {
    return [
      { heading: named(headings.start), cell: ({ start }) => wallClock(start, zone) },
      { heading: named(headings.end), cell: ({ end }) => wallClock(end, zone) },
    ];
  }
  return [
    { heading: named(headings.firstDay), cell: ({ start }) => zone.dayOf(start) },
    { heading: named(headings.lastDay), cell: ({ end }) => addDays(zone.dayOf(end), -1) },
  ];
}

/** ISO 8601 with the offset of the moment, so that the hour a clock shows twice is told apart. */
function wallClock(epochMs: number, zone: Zone): string {
  const offset = zone.offsetAt(epochMs);
  const minutes = Math.abs(offset) / 60_000;
  const clock = [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0')).join(':');
  return `${new Date(epochMs + offset).toISOString().slice(0, 19)}${offset < 0 ? '-' : '+'}${clock}`;
}

function dimensionColumns(dimension: Dimension, directory: Directory, say: Say): Column[] {
  const heading = say(dimensionNames[dimension]);
  const id = `${heading}: ${say(headings.id)}`;
  const word = (text: string | undefined): Cell => text?.toUpperCase() ?? null;
  if (dimension === 'DEPARTMENT') {
    return [
      { heading, cell: ({ department }) => say(directory.department(department ?? '').name) },
      { heading: id, cell: ({ department }) => department ?? null },
    ];
  }
  if (dimension === 'CHANNEL') {
    return [
      { heading, cell: ({ channel }) => directory.channel(channel ?? '').name },
      { heading: id, cell: ({ channel }) => channel ?? null },
    ];
  }
  if (dimension === 'CHANNEL_KIND') return [{ heading, cell: ({ channelKind }) => word(channelKind) }];
  if (dimension === 'ACTIVITY') return [{ heading, cell: ({ activity }) => word(activity) }];
  return [{ heading, cell: ({ direction }) => word(direction) }];
}

const warningsOf = ({ values }: ReportRow): Cell =>
  values.flatMap(({ metric, warnings }) => warnings.map(({ code }) => `${metric.id} ${code}`)).join('; ') || null;
