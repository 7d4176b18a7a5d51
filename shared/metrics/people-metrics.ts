import type { Dimension, MetricDefinition, PeopleMeasure } from './metric.ts';

const byChannel: readonly Dimension[] = ['DEPARTMENT', 'CHANNEL', 'CHANNEL_KIND'];

const guarded = {
  en: 'For whole ISO weeks or months of the home time zone that are over; groups under five are withheld.',
  de: 'Für ganze, abgeschlossene ISO-Wochen oder Monate der Heimatzeitzone; Gruppen unter fünf werden zurückgehalten.',
};

const metric = (
  id: string,
  value: PeopleMeasure['value'],
  name: MetricDefinition['name'],
  { en, de }: MetricDefinition['description'],
  how: Pick<MetricDefinition, 'formula' | 'dimensions'>,
): MetricDefinition => ({
  id,
  name,
  description: value === 'customers' ? { en, de } : { en: `${en} ${guarded.en}`, de: `${de} ${guarded.de}` },
  unit: value === 'customers' || value === 'employees' || value === 'people' ? 'people' : 'ratio',
  ...how,
  goodDirection: 1,
  version: 1,
  measure: { family: 'people', value },
});

/** The family `people`: distinct people over home days, never sums of days. */
export const peopleMetrics: readonly MetricDefinition[] = [
  metric(
    'ACTIVE_CUSTOMERS',
    'customers',
    { en: 'Active customers', de: 'Aktive Kunden' },
    {
      en: 'Different customers, partners and people of the public who did anything in the range. Exact up to 4,096, an estimate with the stated error beyond.',
      de: 'Verschiedene Kunden, Partner und Personen der Öffentlichkeit, die im Zeitraum etwas taten. Genau bis 4.096, darüber eine Schätzung mit dem genannten Fehler.',
    },
    { formula: 'distinct(actors of kind customer, public, partner)', dimensions: byChannel },
  ),
  metric(
    'ACTIVE_EMPLOYEES',
    'employees',
    { en: 'Active employees', de: 'Aktive Beschäftigte' },
    {
      en: 'Different employees who did anything in the range, by their department.',
      de: 'Verschiedene Beschäftigte, die im Zeitraum etwas taten, nach ihrer Abteilung.',
    },
    { formula: 'distinct(actors of kind employee)', dimensions: byChannel },
  ),
  metric(
    'ACTIVE_PEOPLE',
    'people',
    { en: 'Active people', de: 'Aktive Personen' },
    {
      en: 'Different people, from outside and inside, who did anything in the range.',
      de: 'Verschiedene Personen, von außen und innen, die im Zeitraum etwas taten.',
    },
    { formula: 'distinct(actors of kind customer, public, partner, employee)', dimensions: byChannel },
  ),
  metric(
    'ADOPTION',
    'adoption',
    { en: 'Adoption', de: 'Beteiligung' },
    {
      en: 'Share of the employees who were active, over the headcount on the last day.',
      de: 'Anteil der aktiven Beschäftigten am Personalstand des letzten Tages.',
    },
    { formula: 'active employees / headcount', dimensions: ['DEPARTMENT'] },
  ),
  metric(
    'SUSTAINED_ADOPTION',
    'sustainedAdoption',
    { en: 'Sustained adoption', de: 'Dauerhafte Beteiligung' },
    {
      en: 'Share of the employees who were active in at least three of the last four whole weeks: willing use, not a launch peak.',
      de: 'Anteil der Beschäftigten, die in mindestens drei der letzten vier ganzen Wochen aktiv waren: gern genutzt, kein Strohfeuer.',
    },
    { formula: 'employees active in >= 3 of the last 4 weeks / headcount', dimensions: ['DEPARTMENT'] },
  ),
  metric(
    'LEADERSHIP_ACTIVITY',
    'leadershipActivity',
    { en: 'Leadership activity', de: 'Aktivität der Führungskräfte' },
    {
      en: 'Share of the managers who were active themselves; under five managers it is withheld.',
      de: 'Anteil der Führungskräfte, die selbst aktiv waren; unter fünf Führungskräften wird er zurückgehalten.',
    },
    { formula: 'active managers / managers', dimensions: ['DEPARTMENT'] },
  ),
  metric(
    'AMBASSADORS',
    'ambassadors',
    { en: 'Ambassadors', de: 'Botschafter' },
    {
      en: 'Share of the active employees who posted, shared or commented on a social channel.',
      de: 'Anteil der aktiven Beschäftigten, die auf einem sozialen Kanal veröffentlichten, teilten oder kommentierten.',
    },
    {
      formula: 'employees who post, share or comment on social channels / active employees',
      dimensions: ['DEPARTMENT'],
    },
  ),
];
