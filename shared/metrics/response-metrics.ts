import type { MetricDefinition, ResponseMeasure } from './metric.ts';

const dimensions = ['DEPARTMENT', 'CHANNEL', 'CHANNEL_KIND'] as const;

const metric = (
  id: string,
  name: MetricDefinition['name'],
  description: MetricDefinition['description'],
  how: Pick<MetricDefinition, 'unit' | 'formula' | 'goodDirection'>,
  value: ResponseMeasure['value'],
): MetricDefinition => ({
  id,
  name,
  description,
  ...how,
  dimensions,
  version: 1,
  measure: { family: 'response', value },
});

const quantile = (percent: 50 | 90 | 95, de: string): MetricDefinition =>
  metric(
    `FIRST_RESPONSE_P${percent}`,
    { en: `First response, ${percent === 50 ? 'median' : `${percent}th percentile`}`, de },
    {
      en: `Within this time ${percent} % of the answered enquiries had their first human reply (nearest rank, at most 1 % off). Bots do not stop the clock; a warning says so when enquiries still open could change the number.`,
      de: `In dieser Zeit hatten ${percent} % der beantworteten Anfragen ihre erste menschliche Antwort (nächster Rang, höchstens 1 % Abweichung). Bots halten die Uhr nicht an; eine Warnung sagt es, wenn offene Anfragen die Zahl ändern könnten.`,
    },
    { unit: 'seconds', formula: `quantile(${percent / 100}, first human reply - enquiry)`, goodDirection: -1 },
    { quantile: percent / 100 },
  );

/** The family `response`: how enquiries are answered, counted in episodes from an enquiry to its closure. */
export const responseMetrics: readonly MetricDefinition[] = [
  metric(
    'ANSWERED',
    { en: 'Answered enquiries', de: 'Beantwortete Anfragen' },
    {
      en: 'Episodes that had a first human reply, by the day of the enquiry, or by the day of the reply when attributed to RESPONSE.',
      de: 'Vorgänge mit erster menschlicher Antwort, nach dem Tag der Anfrage oder, mit RESPONSE, der Antwort.',
    },
    { unit: 'count', formula: 'count(episodes with a first human reply)', goodDirection: 1 },
    'answered',
  ),
  metric(
    'RESPONSE_RATE',
    { en: 'Response rate', de: 'Antwortquote' },
    {
      en: 'Share of enquiries that had a human reply, by the day of the enquiry. One closed without a reply is unanswered.',
      de: 'Anteil der Anfragen mit menschlicher Antwort, nach dem Tag der Anfrage. Ohne Antwort geschlossen gilt als unbeantwortet.',
    },
    { unit: 'ratio', formula: 'answered episodes / all episodes', goodDirection: 1 },
    'responseRate',
  ),
  metric(
    'WITHIN_TARGET',
    { en: 'Answered within target', de: 'Im Ziel beantwortet' },
    {
      en: 'Share of the enquiries already due that were answered by then; due by the target and business hours valid at the enquiry.',
      de: 'Anteil der fälligen Anfragen, die bis dahin beantwortet waren; Fälligkeit nach Ziel und Geschäftszeiten bei der Anfrage.',
    },
    { unit: 'ratio', formula: 'answered by due time / due, over episodes due by asOf', goodDirection: 1 },
    'withinTarget',
  ),
  metric(
    'OVERDUE',
    { en: 'Overdue enquiries', de: 'Überfällige Anfragen' },
    {
      en: 'Enquiries past their due time and neither answered nor closed at the end of the period, as of the last full quarter hour at most.',
      de: 'Anfragen, die am Ende des Zeitraums fällig und weder beantwortet noch geschlossen waren, höchstens zum Stand der letzten vollen Viertelstunde.',
    },
    { unit: 'count', formula: 'sum(due) - sum(settled)', goodDirection: -1 },
    'overdue',
  ),
  quantile(50, 'Erste Antwort, Median'),
  quantile(90, 'Erste Antwort, 90. Perzentil'),
  quantile(95, 'Erste Antwort, 95. Perzentil'),
];
