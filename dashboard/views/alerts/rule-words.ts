import { useTranslations } from 'use-intl';
import { useFormat, usePage } from '../../app/page-context.tsx';
import { windowId } from './rule-window.ts';
import type { ToldRule } from './told-alert.ts';

/** Says what a rule asks for, in one sentence. */
export function useRuleWords(): (rule: ToldRule) => string {
  const t = useTranslations('alerts');
  const format = useFormat();
  const { metrics } = usePage().shell;
  return (rule) => {
    const { kind, metric, department, channel, source, threshold, comparison, window } = rule;
    if (kind === 'MISSING_DATA') return source ? t('asks-source', { source: source.name }) : t('asks-anySource');
    const measured = metrics.find(({ id }) => id === metric?.id);
    if (!measured || threshold === null || !window) return t('asks-unanswerable');
    const of = [measured.name, department?.name, channel?.name].filter((one) => one !== undefined).join(', ');
    const id = windowId(window);
    const days =
      id === 'kept'
        ? t('window-kept', {
            toDate: window.toDate ?? 'none',
            last: window.last ?? 1,
            unit: window.unit ?? 'DAY',
            complete: String(window.complete),
          })
        : t(`window-${id}`);
    if (kind === 'COMPLETENESS') return t('asks-completeness', { of, days, threshold: format.percent(threshold) });
    return t(`asks-${comparison ?? 'BELOW'}`, { of, days, threshold: format.value(measured, threshold) });
  };
}
