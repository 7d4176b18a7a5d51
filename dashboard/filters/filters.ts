import * as z from 'zod/mini';
import { day } from './day.ts';

// The page's policy lets no code be made at run time, which zod would try for its speed.
z.config({ jitless: true });

/** The periods that a page offers; each is a window of the API (docs/front-end.md). `custom` has days of its own. */
export const periods = ['week', '7d', '28d', '13w', '12m', 'month', 'quarter', 'year', 'custom'] as const;

export const comparisons = ['previous', 'year', 'weekday', 'none'] as const;

const list = z.pipe(
  z.string(),
  z.transform((text) => text.split(',').filter(Boolean)),
);

/**
 * What every view is filtered by, as it stands in the address: a link is a view. What is misspelt is left out, so that an
 * old or shortened link still opens.
 */
const filtersSchema = z.object({
  period: z.catch(z._default(z.enum(periods), '28d'), '28d'),
  /** Of a custom period: both days included. */
  from: z.catch(z.optional(day), undefined),
  to: z.catch(z.optional(day), undefined),
  compare: z.catch(z._default(z.enum(comparisons), 'previous'), 'previous'),
  department: z.catch(z._default(list, []), []),
  channel: z.catch(z._default(list, []), []),
  /** An IANA time zone; absent: the organisation's. */
  zone: z.catch(z.optional(z.string().check(z.refine(isZone))), undefined),
});
export type Filters = z.infer<typeof filtersSchema>;

/** The filters in a query string's parameters; never throws. A custom period without both days is the default one. */
export function readFilters(parameters: Readonly<Record<string, unknown>>): Filters {
  const filters = filtersSchema.parse(parameters);
  const { from, to } = filters;
  if (filters.period === 'custom' && !(from && to && from <= to)) return { ...filters, period: '28d' };
  return filters;
}

/** The parameters of the filters, without those that are as by default: addresses stay short. */
export function writeFilters(filters: Filters): Record<string, string> {
  const custom = filters.period === 'custom';
  return Object.fromEntries(
    Object.entries({
      period: filters.period === '28d' ? '' : filters.period,
      from: custom ? (filters.from ?? '') : '',
      to: custom ? (filters.to ?? '') : '',
      compare: filters.compare === 'previous' ? '' : filters.compare,
      department: filters.department.join(','),
      channel: filters.channel.join(','),
      zone: filters.zone ?? '',
    }).filter(([, value]) => value !== ''),
  );
}

function isZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
