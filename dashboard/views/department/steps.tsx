import { useTranslations } from 'use-intl';
import styles from './steps.module.css';

/** The stages above 0. */
export const stages = [1, 2, 3, 4, 5, 6] as const;

/** A ladder of six steps with those that are climbed filled; its stage is also said in words. */
export function Steps({ stage }: { stage: number }) {
  const t = useTranslations('department');
  return (
    <span className={styles.steps} role="img" aria-label={t('stageOf', { stage })}>
      {stages.map((step) => (
        <span key={step} className={styles.step} data-climbed={step <= stage} />
      ))}
    </span>
  );
}
