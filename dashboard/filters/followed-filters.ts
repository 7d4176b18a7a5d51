/** What a page may be filtered by. */
export type FilterName = 'period' | 'compare' | 'department' | 'channel' | 'zone';

/** The filters of each page, by its route: those that its bar offers, and the only ones that narrow its numbers. */
const followed: Readonly<Record<string, readonly FilterName[]>> = {
  '/': ['period', 'compare', 'zone'],
  '/departments': ['period', 'compare', 'zone'],
  '/departments/$department': ['period', 'compare', 'channel', 'zone'],
  '/conversations': ['period', 'department', 'channel'],
  '/collaboration': ['period', 'compare', 'department'],
  '/ideas': ['period', 'compare', 'department'],
  '/channels': ['period', 'compare', 'department', 'zone'],
  '/adoption': ['period', 'compare', 'department'],
  '/goals': ['department'],
  '/metrics': ['period', 'department', 'zone'],
};

/** The filters that a page follows; undefined for one without a bar, such as what is behind a point. */
export const filtersOf = (route: string): readonly FilterName[] | undefined => followed[route];

interface Narrowing {
  department: string[];
  channel: string[];
  zone?: string | undefined;
}

/**
 * Filters without those that a page does not follow. They stay in the address for the next page, but a chart of the company
 * must neither be narrowed to a department by them nor say that it were.
 */
export function keepFollowed<Filters extends Narrowing>(filters: Filters, route: string): Filters {
  const names = filtersOf(route);
  if (!names) return filters;
  return {
    ...filters,
    department: names.includes('department') ? filters.department : [],
    channel: names.includes('channel') ? filters.channel : [],
    zone: names.includes('zone') ? filters.zone : undefined,
  };
}
