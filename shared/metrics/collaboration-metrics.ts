import type { MetricDefinition } from './metric.ts';

const guarded = {
  en: 'For whole ISO weeks or months of the home time zone that are over; groups under five are withheld.',
  de: 'Für ganze, abgeschlossene ISO-Wochen oder Monate der Heimatzeitzone; Gruppen unter fünf werden zurückgehalten.',
};

/** The family `collaboration`: who talks to whom across departments, as these were at the time. */
export const collaborationMetrics: readonly MetricDefinition[] = [
  {
    id: 'CONNECTEDNESS',
    name: { en: 'Connectedness', de: 'Vernetzung' },
    description: {
      en: `Share of the ordered pairs of departments in which the one wrote to the other often enough (five times unless the organisation says otherwise). ${guarded.en}`,
      de: `Anteil der geordneten Abteilungspaare, in denen die eine der anderen oft genug schrieb (fünfmal, wenn die Organisation nichts anderes festlegt). ${guarded.de}`,
    },
    unit: 'ratio',
    formula: 'ordered pairs with at least k internal interactions / all ordered pairs',
    goodDirection: 1,
    dimensions: ['DEPARTMENT'],
    version: 1,
    measure: { family: 'collaboration', value: 'connectedness' },
  },
  {
    id: 'OPENNESS',
    name: { en: 'Openness', de: 'Offenheit' },
    description: {
      en: `E-I index of internal interactions (Krackhardt and Stern 1988): +1 wholly across departments, -1 wholly within. ${guarded.en}`,
      de: `E-I-Index der internen Interaktionen (Krackhardt und Stern 1988): +1 nur zwischen Abteilungen, -1 nur innerhalb. ${guarded.de}`,
    },
    unit: 'ratio',
    formula: '(across - within) / (across + within)',
    goodDirection: 1,
    dimensions: ['DEPARTMENT'],
    version: 1,
    measure: { family: 'collaboration', value: 'openness' },
  },
];
