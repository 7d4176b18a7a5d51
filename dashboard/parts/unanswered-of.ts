import type { CatalogueMetric } from '../app/shell.ts';

/**
 * Whether a median of first answers leaves out most of what was asked, or all of it: it tells of answered enquiries only,
 * and ranks last where the API warns that the open ones are the greater part. Undefined where it tells of enough of them.
 */
export function unansweredOf(
  { id }: Pick<CatalogueMetric, 'id'>,
  { value, warnings = [] }: { value: number | null; warnings?: readonly { code: string }[] },
): 'most' | 'all' | undefined {
  if (id !== 'FIRST_RESPONSE_P50' || !warnings.some(({ code }) => code === 'CENSORED')) return undefined;
  return value === null ? 'all' : 'most';
}
