import { Link } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import { useLinkFilters } from '../filters/use-filters.ts';
import { Disclosure } from '../parts/disclosure.tsx';
import { useFormat, useMay, usePage } from './page-context.tsx';
import styles from './top-bar.module.css';

/** Whether every source speaks, on every page: a number is only as complete as what feeds it. */
export function DataState() {
  const t = useTranslations('app');
  const { sources } = usePage().shell;
  const format = useFormat();
  const filters = useLinkFilters();
  const mayOpen = useMay('SOURCES');
  const silent = sources.filter(({ silentSince }) => silentSince !== null);
  const failing = sources.filter(({ failingSince }) => failingSince !== null);
  const paused = sources.filter(({ paused }) => paused);
  const watched = sources.filter(({ cadence }) => cadence !== null);
  const troubled = new Set([...silent, ...failing].map(({ id }) => id)).size;
  return (
    <Disclosure
      className={styles.pill}
      tone={troubled > 0 ? 'worse' : undefined}
      label={
        <>
          <span className={styles.dot} data-state={troubled > 0 ? 'silent' : watched.length > 0 ? 'fine' : 'unknown'} />
          {troubled > 0 ? t('sourcesSilent', { count: troubled }) : t('sourcesAll', { count: watched.length })}
        </>
      }
    >
      <div className={styles.sheet}>
        <h2>{t('sourcesTitle')}</h2>
        {troubled + paused.length === 0 && <p>{t(watched.length === 0 ? 'sourcesNone' : 'sourcesFine')}</p>}
        <ul>
          {silent.map(({ id, name, silentSince }) => (
            <li key={id}>{t('sourcesSilentSince', { source: name, when: format.instant(silentSince ?? '') })}</li>
          ))}
          {failing.map(({ id, name, failingSince }) => (
            <li key={id}>{t('sourcesFailing', { source: name, when: format.instant(failingSince ?? '') })}</li>
          ))}
          {paused.map(({ id, name }) => (
            <li key={id}>{t('sourcesPaused', { source: name })}</li>
          ))}
        </ul>
        {mayOpen && (
          <Link to="/sources" search={filters()}>
            {t('sourcesOpen')}
          </Link>
        )}
      </div>
    </Disclosure>
  );
}
