import { useTranslations } from 'use-intl';
import { useFormat } from '../../app/page-context.tsx';
import { accessTrouble, keyState } from './key-state.ts';
import styles from './sources.module.css';
import type { ToldSource } from './told-source.ts';

/** Whether a source has what it needs to send: its secrets and keys, in a few words. */
export function Access({ source }: { source: ToldSource }) {
  const t = useTranslations('sources');
  const format = useFormat();
  const now = Date.now();
  const trouble = accessTrouble(source, now);
  if (trouble) {
    return <span className={styles.trouble}>{t(`access-${trouble.kind}`, { count: trouble.count })}</span>;
  }
  const keys = (source.keys ?? []).filter((key) => keyState(key, now) !== 'ended').length;
  const secrets = source.secrets?.length ?? 0;
  const told = [
    ...(secrets > 0 ? [t('access-secretsSet', { count: secrets })] : []),
    ...(keys > 0 ? [t('access-keys', { count: keys })] : []),
  ];
  return (
    <span className={told.length > 0 ? styles.soft : styles.faint}>{told.length > 0 ? format.list(told) : '–'}</span>
  );
}
