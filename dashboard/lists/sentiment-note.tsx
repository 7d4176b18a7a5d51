import { useTranslations } from 'use-intl';
import type { Format } from '../i18n/format.ts';
import styles from './list-table.module.css';
import { sentimentWord } from './sentiment-word.ts';

const balance = { id: 'NET_SENTIMENT', unit: 'ratio' };

/** A sentiment in a word and its number; what was not scored says so. */
export function SentimentNote({ sentiment, format }: { sentiment: number | null; format: Format }) {
  const t = useTranslations('behind');
  const word = sentimentWord(sentiment);
  if (sentiment === null) return <span className={styles.faint}>{t('sentiment-none')}</span>;
  return (
    <>
      {t(`sentiment-${word}`)} <span className={`${styles.faint} number`}>{format.value(balance, sentiment)}</span>
    </>
  );
}
