import type { useTranslations } from 'use-intl';
import type { CatalogueMetric } from '../../app/shell.ts';
import type { Format } from '../../i18n/format.ts';

/** What is needed of a criterion. */
export interface Criterion {
  /** `METRIC`, `COUNT` or `ATTESTATION`. */
  kind: string;
  met: boolean;
  value: number | null;
  threshold: number | null;
  withheld: boolean;
  metric: { id: string } | null;
}

/** Where it stands and what it takes, as `62.4 % of 70 %`. Openness must be above its threshold, all others at least at it. */
export function writeCriterion(
  { kind, met, value, threshold, withheld }: Criterion,
  metric: CatalogueMetric | undefined,
  t: ReturnType<typeof useTranslations<'department'>>,
  format: Format,
): string {
  if (kind === 'ATTESTATION') return t(met ? 'attested' : 'notAttested');
  const write = (amount: number) =>
    kind === 'METRIC' && metric ? format.value(metric, amount) : format.number(amount);
  const least =
    threshold === null ? '' : t(metric?.id === 'OPENNESS' ? 'moreThan' : 'atLeast', { threshold: write(threshold) });
  if (withheld) return t('isOf', { value: t('withheld'), least });
  return t('isOf', { value: value === null ? t('noValue') : write(value), least });
}
