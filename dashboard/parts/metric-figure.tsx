import { CircleDashed } from 'lucide-react';
import { useTranslations } from 'use-intl';
import type { CatalogueMetric } from '../app/shell.ts';
import type { Format } from '../i18n/format.ts';
import styles from './metric-figure.module.css';
import { unansweredOf } from './unanswered-of.ts';

/** What the page needs of a `MetricValue`. */
export interface ToldValue {
  status: 'OK' | 'EMPTY' | 'INCOMPLETE' | 'WITHHELD';
  value: number | null;
  warnings?: readonly { code: string; message: string }[];
}

export interface MetricFigureProps {
  metric: Pick<CatalogueMetric, 'id' | 'unit'>;
  told: ToldValue;
  format: Format;
  /** In a table, where most cells may be empty: a dash or a sign for the eye, the words for everybody else. */
  brief?: boolean;
  /** What is incomplete is said beside it. */
  unmarked?: boolean;
}

/** A value with what stands between it and the reader's trust: withheld, empty and incomplete are words, never a bare 0. */
export function MetricFigure({ metric, told, format, brief = false, unmarked = false }: MetricFigureProps) {
  const t = useTranslations('values');
  const { status, value, warnings = [] } = told;
  const warned = warnings.length > 0 ? warnings.map(({ message }) => message).join(' ') : undefined;
  const unanswered = unansweredOf(metric, told);
  if (unanswered === 'all') {
    return (
      <span className={styles.missing} title={warned}>
        {t('unanswered', { share: unanswered })}
      </span>
    );
  }
  if (value === null || status === 'EMPTY' || status === 'WITHHELD') {
    const why = status === 'WITHHELD' || status === 'EMPTY' ? status : 'EMPTY';
    return (
      <span className={styles.missing} title={warned ?? t(`why-${why}`)}>
        {brief && why === 'EMPTY' ? (
          <>
            <span aria-hidden>{t('none')}</span>
            <span className="unseen">{t('status-EMPTY')}</span>
          </>
        ) : (
          t(`status-${why}`)
        )}
      </span>
    );
  }
  const marked = status === 'INCOMPLETE' && !unmarked;
  const figure = (
    <span className={`${styles.figure} number`}>
      {marked && brief && (
        <span className={styles.sign} title={warned ?? t('why-INCOMPLETE')}>
          <CircleDashed size={13} aria-hidden />
          <span className="unseen">{t('status-INCOMPLETE')}</span>
        </span>
      )}
      {format.value(metric, value)}
      {marked && !brief && (
        <span className={styles.mark} title={warned ?? t('why-INCOMPLETE')}>
          {t('status-INCOMPLETE')}
        </span>
      )}
    </span>
  );
  if (!brief || !unanswered) return figure;
  return (
    <>
      {figure}
      <span className={styles.unanswered} title={warned}>
        {t('unanswered', { share: unanswered })}
      </span>
    </>
  );
}
