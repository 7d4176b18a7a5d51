import { useTranslations } from 'use-intl';
import { readCadence } from './cadence.ts';

/** Says a rhythm in words; one that has none as the duration it is. */
export function useCadenceWords(): (cadence: string | null) => string {
  const t = useTranslations('sources');
  return (cadence) => {
    if (cadence === null) return t('noRhythm');
    const read = readCadence(cadence);
    return read ? t(`every-${read.unit}`, { count: read.count }) : t('everyOther', { duration: cadence });
  };
}
