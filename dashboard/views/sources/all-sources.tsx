import { Link } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import { Notice } from '../../parts/notice.tsx';
import { Panel } from '../../parts/panel.tsx';
import { HealthTable } from './health-table.tsx';
import { usePlace } from './place.ts';
import places from './places.module.css';
import { byUrgency, countStates, sourceStates, statesOf } from './source-state.ts';
import styles from './sources.module.css';
import type { ToldSource } from './told-source.ts';

/** Being within the page is not being at the link. */
const exact = { exact: true } as const;

export interface AllSourcesProps {
  sources: readonly ToldSource[];
  updating: boolean;
}

/** Every source, those that somebody must see to first. */
export function AllSources({ sources, updating }: AllSourcesProps) {
  const t = useTranslations('sources');
  const { place, linkTo } = usePlace();
  if (sources.length === 0) {
    return (
      <Notice title={t('noneTitle')}>
        <p>{t('noneText')}</p>
        <Connecting />
      </Notice>
    );
  }
  const counts = countStates(sources);
  const shown = byUrgency(sources).filter((source) => !place.state || statesOf(source).includes(place.state));
  return (
    <Panel title={t('healthTitle')} note={t('healthNote')} updating={updating}>
      <nav className={`${places.chips} unprinted`} aria-label={t('byState')}>
        <Link
          to="/sources"
          search={linkTo({})}
          className={places.chip}
          activeOptions={exact}
          aria-current={place.state === undefined ? 'true' : undefined}
          resetScroll={false}
        >
          {t('all')} <span className="number">{sources.length}</span>
        </Link>
        {sourceStates
          .filter((state) => counts[state] > 0 || place.state === state)
          .map((state) => (
            <Link
              key={state}
              to="/sources"
              search={linkTo({ state })}
              className={places.chip}
              activeOptions={exact}
              aria-current={place.state === state ? 'true' : undefined}
              resetScroll={false}
            >
              <span className={places.mark} data-state={state} />
              {t(`state-${state}`)} <span className="number">{counts[state]}</span>
            </Link>
          ))}
      </nav>
      {shown.length > 0 ? <HealthTable sources={shown} /> : <p className={styles.soft}>{t('noneSo')}</p>}
      <Connecting />
    </Panel>
  );
}

/** How a new source is connected: by the command line, as that is where its secrets are. */
function Connecting() {
  const t = useTranslations('sources');
  return (
    <p className={`${styles.soft} unprinted`}>
      {t.rich('connect', { code: (words) => <code>{words}</code>, file: (words) => <code>{words}</code> })}
    </p>
  );
}
