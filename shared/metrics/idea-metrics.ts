import type { IdeaMeasure, MetricDefinition } from './metric.ts';

const metric = (
  id: string,
  value: IdeaMeasure['value'],
  name: MetricDefinition['name'],
  description: MetricDefinition['description'],
  formula: string,
): MetricDefinition => ({
  id,
  name,
  description,
  unit: value === 'leadTime' ? 'days' : 'ratio',
  formula,
  goodDirection: value === 'leadTime' ? -1 : 1,
  dimensions: ['DEPARTMENT', 'CHANNEL', 'CHANNEL_KIND'],
  version: 1,
  measure: { family: 'ideas', value },
});

/** The family `ideas`: what became of ideas, by the day of their submission. */
export const ideaMetrics: readonly MetricDefinition[] = [
  metric(
    'IDEAS_SHIPPED',
    'shipped',
    { en: 'Ideas shipped', de: 'Umgesetzte Ideen' },
    {
      en: 'Share of the ideas submitted in the range that shipped so far.',
      de: 'Anteil der im Zeitraum eingereichten Ideen, die bisher umgesetzt wurden.',
    },
    'shipped ideas / submitted ideas',
  ),
  metric(
    'IDEA_LEAD_TIME_P50',
    'leadTime',
    { en: 'Idea lead time, median', de: 'Umsetzungsdauer von Ideen, Median' },
    {
      en: 'Days from submission to shipping within which half of the shipped ideas made it (nearest rank, at most 1 % off); a warning says so when open ones could change it.',
      de: 'Tage von der Einreichung bis zur Umsetzung, in denen die Hälfte der umgesetzten Ideen es schaffte (nächster Rang, höchstens 1 % Abweichung); eine Warnung sagt es, wenn offene Ideen die Zahl ändern könnten.',
    },
    'median(shipped - submitted)',
  ),
  metric(
    'LOOP_CLOSED',
    'loopClosed',
    { en: 'Loop closed', de: 'Rückmeldung gegeben' },
    {
      en: 'Share of the shipped ideas whose authors were told.',
      de: 'Anteil der umgesetzten Ideen, deren Urheber davon erfuhren.',
    },
    'ideas told / ideas shipped',
  ),
  metric(
    'CO_CREATION_SHIPPED',
    'coCreationShipped',
    { en: 'Co-creation, shipped', de: 'Gemeinsame Entwicklung, umgesetzt' },
    {
      en: 'Share of the shipped ideas that came from customers, the public or partners.',
      de: 'Anteil der umgesetzten Ideen, die von Kunden, der Öffentlichkeit oder Partnern kamen.',
    },
    'shipped ideas from outside / shipped ideas',
  ),
];
