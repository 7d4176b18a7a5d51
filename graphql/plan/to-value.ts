import type { MetricDefinition, ResponseMeasure, VolumeMeasure } from '../../shared/metrics/metric.ts';
import { quantileOf, relativeError } from '../../shared/sketch.ts';
import { episodeColumns } from '../../shared/store/cell-formats.ts';
import { percentOf, type Texts } from '../../shared/texts.ts';
import type { Attribution, MetricValue, ReportWarning } from './report.ts';
import { countsOf, type Sketch } from './sketches.ts';

/** What a metric's value is made from, at one place of a report. */
export interface Measured {
  /** The group is too small, or the period not one that may be told: nothing of the value is. */
  withheld?: true;
  value: number | null;
  numerator: number | null;
  denominator: number | null;
  n: number | null;
  error: number;
  warnings: readonly ReportWarning[];
}

const none: readonly ReportWarning[] = [];
export const nothing: Measured = { value: null, numerator: null, denominator: null, n: 0, error: 0, warnings: none };
const column = (measure: string): number => episodeColumns.indexOf(measure);
const [enquired, answered, closed, replied] = ['e', 'a', 'c', 'r'].map(column) as [number, number, number, number];

/** A volume metric from its numerator, denominator, n, and what could have been scored. */
export function volumeValue(measure: VolumeMeasure, sum: number, under: number, n: number, scorable: number): Measured {
  if (!measure.denominator) return countOf(sum, measure.n ? n : sum);
  const measured = ratio(sum, under, measure.n ? n : under);
  const coverage = under / scorable;
  return measure.coverageOf && coverage < enoughCoverage
    ? { ...measured, warnings: [lowCoverage(coverage)] }
    : measured;
}

const enoughCoverage = 0.5;
function lowCoverage(coverage: number): ReportWarning {
  const { en, de } = percentOf(coverage);
  return {
    code: 'LOW_COVERAGE',
    message: {
      en: `Only ${en} of the interactions with text were scored; the rest was abstained from.`,
      de: `Nur ${de} der Interaktionen mit Text wurden bewertet; beim Rest war die Stimmung unklar.`,
    },
  };
}

/** A plain count; `n` where it rests on something else. */
export const countOf = (count: number, n = count): Measured => ({
  value: count,
  numerator: count,
  denominator: null,
  n,
  error: 0,
  warnings: none,
});

/** A ratio, EMPTY when there is nothing to divide by. */
export function ratio(numerator: number, denominator: number, n = denominator): Measured {
  if (denominator === 0) return { ...nothing, numerator, denominator };
  return { value: numerator / denominator, numerator, denominator, n, error: 0, warnings: none };
}

/** Episodes at one place of a report. */
export interface Episodes {
  /** `episodeColumns` counters. */
  counters: ArrayLike<number>;
  due: number;
  inTime: number;
  sketch: Sketch | undefined;
  overdue: number;
  /** The place lies wholly after `asOf`: nothing can be overdue yet. */
  future: boolean;
}

/** A response metric from the episodes at its place. */
export function responseValue({ value }: ResponseMeasure, episodes: Episodes, attributeTo: Attribution): Measured {
  const { counters, due, inTime, overdue, future } = episodes;
  const [all = 0, withReply = 0] = [counters[enquired], counters[answered]];
  if (typeof value === 'object') return quantileValue(value.quantile, episodes, attributeTo);
  if (value === 'answered') {
    return countOf(attributeTo === 'ENQUIRY' ? withReply : (counters[replied] ?? 0));
  }
  if (value === 'overdue') {
    return future ? nothing : countOf(overdue);
  }
  const measured = value === 'responseRate' ? ratio(withReply, all) : ratio(inTime, due);
  return attributeTo === 'ENQUIRY' ? measured : { ...measured, warnings: [byEnquiry] };
}

const byEnquiry: ReportWarning = {
  code: 'ATTRIBUTED_TO_ENQUIRY',
  message: {
    en: 'A rate is a share of enquiries, so it is attributed to the enquiry whatever the report asks for.',
    de: 'Eine Quote ist ein Anteil an Anfragen und zählt darum für die Anfrage, was auch immer der Bericht verlangt.',
  },
};

function quantileValue(q: number, { counters, sketch }: Episodes, attributeTo: Attribution): Measured {
  const milliseconds = sketch && quantileOf(countsOf([sketch]), q);
  if (attributeTo === 'RESPONSE') {
    const count = counters[replied] ?? 0;
    if (milliseconds === undefined) return { ...nothing, numerator: count, denominator: count };
    return {
      value: milliseconds / 1000,
      numerator: count,
      denominator: count,
      n: count,
      error: relativeError,
      warnings: none,
    };
  }
  const [all = 0, withReply = 0, ended = 0] = [counters[enquired], counters[answered], counters[closed]];
  const open = all - withReply - ended;
  const value = milliseconds === undefined ? null : milliseconds / 1000;
  return censorable(value, { q, done: withReply, open, all, noun: enquiries });
}

const enquiries: Texts = { en: 'enquiries', de: 'Anfragen' };

/** A quantile over what is done, with the warning CENSORED when what is still open could change it. */
export function censorable(
  value: number | null,
  { q, done, open, all, noun }: { q: number; done: number; open: number; all: number; noun: Texts },
): Measured {
  const share = all > 0 ? open / all : 0;
  const warnings = share > 1 - q + 1e-9 ? [censored(share, noun)] : none;
  const error = value === null ? 0 : relativeError;
  return { value, numerator: done, denominator: done + open, n: done, error, warnings };
}

function censored(share: number, noun: Texts): ReportWarning {
  const { en, de } = percentOf(share);
  return {
    code: 'CENSORED',
    message: {
      en: `${en} of the ${noun.en} are still open: the number can only become greater.`,
      de: `${de} der ${noun.de} sind noch offen: Die Zahl kann nur größer werden.`,
    },
  };
}

/** The value as the API gives it, compared with what it was, and how completely its sources fed it. */
export function toMetricValue(
  metric: MetricDefinition,
  now: Measured,
  before: Measured | undefined,
  fed: { completeness: number; warnings: readonly ReportWarning[] } | undefined,
): MetricValue {
  if (now.withheld) return { ...withheldValue, metric, warnings: now.warnings };
  const previous = before?.value ?? null;
  const incomplete = fed !== undefined && fed.warnings.length > 0;
  return {
    metric,
    status: now.value === null ? 'EMPTY' : incomplete ? 'INCOMPLETE' : 'OK',
    value: now.value,
    previous,
    change: now.value === null || previous === null ? null : changeOf(metric, now.value, previous),
    numerator: now.numerator,
    denominator: now.denominator,
    n: now.n,
    error: now.error,
    completeness: fed?.completeness ?? null,
    warnings:
      incomplete || before?.withheld
        ? [...now.warnings, ...(incomplete ? fed.warnings : none), ...(before?.withheld ? [previousWithheld] : none)]
        : now.warnings,
  };
}

const previousWithheld: ReportWarning = {
  code: 'PREVIOUS_WITHHELD',
  message: {
    en: 'What it is compared with must not be told: a small group, or no whole weeks or months.',
    de: 'Der Vergleichswert darf nicht gesagt werden: eine kleine Gruppe oder keine ganzen Wochen oder Monate.',
  },
};

/** Nothing of a withheld value is told, neither what it was before nor how many it rests on. */
const withheldValue: Omit<MetricValue, 'metric' | 'warnings'> = {
  status: 'WITHHELD',
  value: null,
  previous: null,
  change: null,
  numerator: null,
  denominator: null,
  n: null,
  error: 0,
  completeness: null,
};

/** Percentage points for ratios, else relative; null when there was nothing to be relative to. */
export function changeOf({ unit }: MetricDefinition, value: number, previous: number): number | null {
  if (unit === 'ratio') return (value - previous) * 100;
  return previous === 0 ? null : (value - previous) / previous;
}
