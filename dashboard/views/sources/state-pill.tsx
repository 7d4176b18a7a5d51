import { useTranslations } from 'use-intl';
import { useFormat } from '../../app/page-context.tsx';
import { type SourceState, statesOf } from './source-state.ts';
import styles from './sources.module.css';
import pills from './state-pill.module.css';
import type { ToldSource } from './told-source.ts';

/** How a source is, in a word, and since when. */
export function StatePill({ source }: { source: ToldSource }) {
  const t = useTranslations('sources');
  const format = useFormat();
  const states = statesOf(source);
  return states
    .filter((state, index) => index === 0 || state !== 'unwatched')
    .map((state) => {
      const since = sinceOf(source, state);
      return (
        <span key={state} className={pills.stated}>
          <span className={pills.pill} data-state={state}>
            {t(`state-${state}`)}
          </span>
          {since && <small className={styles.below}>{t('since', { when: format.instant(since) })}</small>}
        </span>
      );
    });
}

const sinceOf = ({ failingSince, silentSince, pausedAt }: ToldSource, state: SourceState): string | null =>
  state === 'failing' ? failingSince : state === 'silent' ? silentSince : state === 'paused' ? pausedAt : null;
