import type { MetricDefinition } from '../../shared/metrics/metric.ts';
import { generatedMark } from './markdown.ts';

const directions = { [-1]: 'less is better', 0: 'neither is better', 1: 'more is better' } as const;

const units: Record<MetricDefinition['unit'], string> = {
  count: 'a count',
  ratio: 'a ratio: 0.5 is 50 %, its change is in percentage points',
  seconds: 'seconds',
  people: 'different people',
  days: 'days',
};

/** The page of the catalogue: every metric in English and German, in the catalogue's order. */
export function metricsPage(catalogue: readonly MetricDefinition[]): string {
  const families = Object.entries(Object.groupBy(catalogue, ({ measure }) => measure.family));
  return [
    generatedMark,
    '# Metrics',
    `The ${catalogue.length} metrics of the catalogue, as the API tells them (\`{ metrics { id name description … } }\`). A report gives each value with numerator, denominator, n, error, completeness and warnings; what a metric cannot be split or filtered by is refused.`,
    ...families.flatMap(([family, metrics = []]) => [`## Family \`${family}\``, ...metrics.map(metricSection)]),
  ]
    .join('\n\n')
    .concat('\n');
}

function metricSection({ id, name, description, unit, formula, goodDirection, dimensions, version }: MetricDefinition) {
  const by = dimensions.length > 0 ? dimensions.map((dimension) => `\`${dimension}\``).join(', ') : 'nothing';
  return [
    `### ${id}`,
    `**${name.en}** (de: **${name.de}**), version ${version}: ${units[unit]}; ${directions[goodDirection]}.`,
    description.en,
    `> ${description.de}`,
    `Formula: \`${formula}\`. Split and filtered by ${by}.`,
  ].join('\n\n');
}
