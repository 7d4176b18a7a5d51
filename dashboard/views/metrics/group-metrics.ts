import type { MetricName } from '../../app/shell.ts';

/** The families of the catalogue, in its order. */
export const families = ['volume', 'response', 'people', 'collaboration', 'ideas'] as const;
export type Family = (typeof families)[number];

interface Catalogued {
  id: MetricName;
  family: string;
}

interface Named {
  id: MetricName;
  name: string;
  description: string;
}

export interface FamilyOfMetrics<Metric> {
  family: Family;
  metrics: Metric[];
}

/**
 * The metrics whose name, meaning or id has every word that is searched for, by family and in the order of the catalogue;
 * families without any are left out.
 */
export function groupMetrics<Entry extends Catalogued, Name extends Named>(
  catalogue: readonly Entry[],
  named: readonly Name[],
  search: string,
): FamilyOfMetrics<Entry & Name>[] {
  const words = search.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  const byId = new Map(named.map((metric) => [metric.id, metric]));
  const found = catalogue.flatMap((entry) => {
    const name = byId.get(entry.id);
    if (!name) return [];
    const text = `${name.name} ${name.description} ${entry.id} ${entry.id.replaceAll('_', ' ')}`.toLocaleLowerCase();
    return words.every((word) => text.includes(word)) ? [{ ...entry, ...name }] : [];
  });
  return families
    .map((family) => ({ family, metrics: found.filter((metric) => metric.family === family) }))
    .filter(({ metrics }) => metrics.length > 0);
}

/** Numbers of employees and between departments: they are told for whole weeks or months that are over. */
export const toldByWeek = ({ id, family }: Catalogued): boolean =>
  family === 'collaboration' || (family === 'people' && id !== 'ACTIVE_CUSTOMERS');
