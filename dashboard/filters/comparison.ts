import type { Filters } from './filters.ts';

const names = {
  previous: 'PREVIOUS_PERIOD',
  year: 'PREVIOUS_YEAR',
  weekday: 'PREVIOUS_YEAR_WEEKDAY',
  none: null,
} as const;

/** `compareTo` of a report; null: nothing is compared. */
export const comparisonInput = (filters: Pick<Filters, 'compare'>) => names[filters.compare];
