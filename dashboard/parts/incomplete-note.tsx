import { CircleDashed } from 'lucide-react';
import { useTranslations } from 'use-intl';
import styles from './metric-figure.module.css';
import type { ToldValue } from './metric-figure.tsx';

/** Below a table: what the mark of incomplete values means, where one of them has it. */
export function IncompleteNote({ told }: { told: readonly (Pick<ToldValue, 'status'> | undefined)[] }) {
  const t = useTranslations('values');
  if (!told.some((value) => value?.status === 'INCOMPLETE')) return null;
  return (
    <p className={styles.note}>
      <CircleDashed size={13} className={styles.sign} aria-hidden />
      {t('incompleteNote')}
    </p>
  );
}
