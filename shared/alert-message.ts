import type { Alert } from './alert.ts';
import { alertNumber } from './alert-number.ts';
import type { MetricRule } from './alert-rule.ts';
import { alertReasonWords as why } from './alert-words.ts';
import { findMetric } from './metrics/catalogue.ts';
import type { DayRange } from './report-windows.ts';

type AlertLanguage = 'en' | 'de';

/** What people call what an alert is about. */
export interface AlertNames {
  department(id: string): { en: string; de: string };
  channel(id: string): string;
  source(id: string): string;
}

const comparisons = {
  en: { ABOVE: 'above', BELOW: 'below' },
  de: { ABOVE: 'über', BELOW: 'unter' },
};

/** One sentence of what was seen last: what is measured, of whom, when, the value and the threshold. */
export function alertMessage(alert: Alert, names: AlertNames, language: AlertLanguage, timeZone: string): string {
  const { rule } = alert;
  if (rule.kind === 'MISSING_DATA') return ofSource(alert, names, language, timeZone);
  const subject = subjectOf(rule, names, language);
  const { verdict, value, reason, range } = alert.observed;
  const on = range ? `, ${daysIn(range, language)}` : '';
  if (verdict === 'UNJUDGED') {
    const cannot = language === 'de' ? 'nicht zu beurteilen' : 'cannot be judged';
    return `${subject}${on}: ${cannot}, ${why[language][reason ?? 'UNANSWERABLE']}.`;
  }
  const comparison = comparisons[language][rule.kind === 'THRESHOLD' ? rule.comparison : 'BELOW'];
  const not = verdict === 'MET' ? '' : language === 'de' ? 'nicht ' : 'not ';
  const unit = rule.kind === 'THRESHOLD' ? unitOf(rule) : 'ratio';
  const [seen, threshold] = toldApart(value ?? 0, rule.threshold, (one, digits) =>
    alertNumber(one, unit, language, digits),
  );
  return `${subject}${on}: ${seen}, ${not}${comparison} ${threshold}.`;
}

const unitOf = ({ metric }: MetricRule) => findMetric(metric)?.unit ?? 'count';

/** Two numbers with as few decimals as leave them different, unless they are the same. */
function toldApart(a: number, b: number, told: (one: number, digits: number) => string): [string, string] {
  for (let digits = 1; ; digits++) {
    const texts: [string, string] = [told(a, digits), told(b, digits)];
    if (texts[0] !== texts[1] || a === b || digits === mostDigits) return texts;
  }
}

const mostDigits = 6;

const completenessOf = { en: 'Completeness of', de: 'Vollständigkeit von' };

function subjectOf(rule: MetricRule, names: AlertNames, language: AlertLanguage): string {
  const metric = findMetric(rule.metric)?.name[language] ?? rule.metric;
  const measured = rule.kind === 'COMPLETENESS' ? `${completenessOf[language]} ${metric}` : metric;
  const of = [
    rule.department === undefined ? [] : names.department(rule.department)[language],
    rule.channel === undefined ? [] : names.channel(rule.channel),
  ].flat();
  return [measured, ...of].join(', ');
}

function daysIn({ from, to }: DayRange, language: AlertLanguage): string {
  const format = new Intl.DateTimeFormat(localeOf[language], { dateStyle: 'medium', timeZone: 'UTC' });
  const [first, last] = [from, to].map((day) => format.format(Date.parse(`${day}T00:00:00Z`)));
  return from === to ? `${first}` : `${first} – ${last}`;
}

const localeOf = { en: 'en-GB', de: 'de-DE' };

function ofSource({ source, observed }: Alert, names: AlertNames, language: AlertLanguage, timeZone: string): string {
  const name = source === undefined ? '' : names.source(source);
  const { verdict, reason, reasonSince } = observed;
  const isGerman = language === 'de';
  if (verdict === 'UNJUDGED') {
    return isGerman
      ? `${name}: nicht zu beurteilen, ${why.de[reason ?? 'NO_CADENCE']}.`
      : `${name}: cannot be judged, ${why.en[reason ?? 'NO_CADENCE']}.`;
  }
  if (verdict === 'NOT_MET') {
    return isGerman ? `${name}: die Daten kommen wie erwartet.` : `${name}: data come as expected.`;
  }
  const format = new Intl.DateTimeFormat(localeOf[language], { dateStyle: 'medium', timeStyle: 'short', timeZone });
  const since = format.format(reasonSince);
  if (reason === 'SILENT') {
    return isGerman
      ? `${name}: Daten fehlen, überfällig seit ${since}.`
      : `${name}: data are missing, overdue since ${since}.`;
  }
  return isGerman ? `${name}: der Abruf schlägt fehl seit ${since}.` : `${name}: has failed since ${since}.`;
}
