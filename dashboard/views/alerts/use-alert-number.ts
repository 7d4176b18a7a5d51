import { useFormat, usePage } from '../../app/page-context.tsx';
import type { ToldRule } from './told-alert.ts';

/** Writes values of a rule in the unit of what it measures; shares where it asks for completeness. */
export function useAlertNumber(rule: Pick<ToldRule, 'kind' | 'metric'> | undefined): (value: number) => string {
  const format = useFormat();
  const { metrics } = usePage().shell;
  const metric = metrics.find(({ id }) => id === rule?.metric?.id);
  return (value) =>
    rule?.kind === 'COMPLETENESS' ? format.percent(value) : metric ? format.value(metric, value) : format.number(value);
}
