import { useTranslations } from 'use-intl';
import { useView } from '../../filters/use-filters.ts';
import { Panel } from '../../parts/panel.tsx';
import styles from './collaboration.module.css';
import { nameIn, type Shown } from './shown.ts';
import type { Tie, Ties } from './ties.ts';

const shownTies = 5;
const shownPairs = 8;

/** The matrix in sentences: the busiest ways, and the silent ones. */
export function TiesPanel({ matrix, ties, updating }: Shown & { ties: Ties }) {
  const t = useTranslations('collaboration');
  const { format } = useView();
  const name = nameIn(matrix);
  const { strongest, alone, silent, withheld } = ties;
  const nobody = alone.length === matrix.departments.length;
  return (
    <>
      <Panel title={t('strongest')} note={t('strongestNote')} span={6} updating={updating}>
        {strongest.length === 0 ? (
          <p className={styles.nothing}>{t(withheld > 0 ? 'flowsNoneTold' : 'flowsNone')}</p>
        ) : (
          <ol className={styles.sentences}>
            {strongest.slice(0, shownTies).map((tie) => (
              <li key={`${tie.from} ${tie.to}`}>
                {t(sentenceOf(tie), { from: name(tie.from), to: name(tie.to), count: tie.count, back: tie.back ?? 0 })}
              </li>
            ))}
          </ol>
        )}
      </Panel>
      <Panel title={t('missing')} note={t('missingNote')} span={6} updating={updating}>
        {nobody ? (
          <p className={styles.nothing}>{t('flowsNone')}</p>
        ) : alone.length + silent.length === 0 ? (
          <p className={styles.nothing}>{t('missingNone')}</p>
        ) : (
          <ul className={styles.sentences}>
            {alone.length > 0 && <li>{t('alone', { names: format.list(alone.map(name)), count: alone.length })}</li>}
            {silent.slice(0, shownPairs).map(([a, b]) => (
              <li key={`${a} ${b}`}>{t('silent', { one: name(a), other: name(b) })}</li>
            ))}
            {silent.length > shownPairs && <li>{t('silentMore', { count: silent.length - shownPairs })}</li>}
          </ul>
        )}
      </Panel>
    </>
  );
}

const sentenceOf = ({ back }: Tie) => (back === null ? 'tie' : back === 0 ? 'tieOneWay' : 'tieBoth');
