/** What the page asks of people, in the order of its figures. */
export const adoptionMetrics = [
  'ACTIVE_EMPLOYEES',
  'ADOPTION',
  'SUSTAINED_ADOPTION',
  'LEADERSHIP_ACTIVITY',
  'AMBASSADORS',
] as const;
export type AdoptionMetric = (typeof adoptionMetrics)[number];

/** The place of a metric in the rows and totals. */
export const placeOf = (metric: AdoptionMetric): number => adoptionMetrics.indexOf(metric);
