import { catalogue } from '../../shared/metrics/catalogue.ts';
import { type Dimension as DimensionName, dimensions, type MetricDefinition } from '../../shared/metrics/metric.ts';
import { builder } from '../builder.ts';
import { inLanguage, languageDescription } from './language.ts';

const dimensionMeanings: Record<DimensionName, string> = {
  DEPARTMENT: 'By department.',
  CHANNEL: 'By channel.',
  CHANNEL_KIND: 'By kind of channel.',
  ACTIVITY: 'By activity.',
  DIRECTION: 'By direction.',
};

export const Dimension = builder.enumType('Dimension', {
  description: 'What a report is split by.',
  values: Object.fromEntries(
    dimensions.map((value) => [value, { value, description: dimensionMeanings[value] }]),
  ) as Record<DimensionName, { value: DimensionName; description: string }>,
});

export const MetricId = builder.enumType('MetricId', {
  description: 'One value for each metric of the catalogue, generated from it.',
  values: Object.fromEntries(catalogue.map(({ id, description }) => [id, { value: id, description: description.en }])),
});

export const Metric = builder.objectRef<MetricDefinition>('Metric').implement({
  description: 'A formula over counters, as the catalogue defines it.',
  fields: (t) => ({
    id: t.expose('id', { type: MetricId, description: 'How reports name it.' }),
    name: t.string({
      description: 'A short name.',
      args: { language: t.arg.string({ description: languageDescription }) },
      resolve: ({ name }, { language }) => inLanguage(name, language),
    }),
    description: t.string({
      description: 'What it tells, in a sentence.',
      args: { language: t.arg.string({ description: languageDescription }) },
      resolve: ({ description }, { language }) => inLanguage(description, language),
    }),
    family: t.string({
      description: '`volume`, `response`, `people`, `collaboration` or `ideas`: metrics of a family are counted alike.',
      resolve: ({ measure }) => measure.family,
    }),
    unit: t.exposeString('unit', { description: '`count`, `ratio` (0.5 is 50 %), `seconds`, `days` or `people`.' }),
    formula: t.exposeString('formula', { description: 'How it is computed.' }),
    goodDirection: t.exposeInt('goodDirection', {
      description: '1: more is better; -1: less is better; 0: neither.',
    }),
    dimensions: t.field({
      type: [Dimension],
      description: 'What it may be split and filtered by.',
      resolve: ({ dimensions: own }) => [...own],
    }),
    version: t.exposeInt('version', { description: 'Raised when the same facts give another number.' }),
  }),
});

builder.queryField('metrics', (t) =>
  t.field({
    type: [Metric],
    description: 'The catalogue of metrics.',
    authScopes: { may: 'reports' },
    resolve: () => [...catalogue],
  }),
);
