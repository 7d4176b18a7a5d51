import { useTranslations } from 'use-intl';
import type { Format } from '../i18n/format.ts';
import { markSign } from './mark-sign.ts';
import styles from './marks-legend.module.css';
import type { TimeMark } from './time-series.tsx';

/** What the numbers on a time axis stand for. */
export function MarksLegend({ marks, format }: { marks: readonly TimeMark[]; format: Format }) {
  const t = useTranslations('charts');
  return (
    <ol className={styles.marks} aria-label={t('annotations')}>
      {marks.map(({ day, text }, index) => (
        <li key={`${day} ${text}`}>
          <span className={styles.sign} aria-hidden>
            {markSign(index)}
          </span>
          <span>
            <time dateTime={day}>{format.day(day)}</time> {text}
          </span>
        </li>
      ))}
    </ol>
  );
}
