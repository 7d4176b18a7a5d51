import { Link } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import { usePlace } from './place.ts';
import places from './places.module.css';

/** Being within the page is not being at the link. */
const exact = { exact: true } as const;

/** The two halves of the page: how sources are, and what was refused. */
export function Tabs({ open }: { open: number }) {
  const t = useTranslations('sources');
  const { place, linkTo } = usePlace();
  const current = (here: boolean) => (here ? ({ 'aria-current': 'page' } as const) : {});
  return (
    <nav className={`${places.tabs} unprinted`} aria-label={t('parts')}>
      <Link
        to="/sources"
        search={linkTo({})}
        className={places.tab}
        activeOptions={exact}
        {...current(place.view === undefined)}
      >
        {t('health')}
      </Link>
      <Link
        to="/sources"
        search={linkTo({ view: 'rejections' })}
        className={places.tab}
        activeOptions={exact}
        {...current(place.view === 'rejections')}
      >
        {t('refused')}
        {open > 0 && <span className={places.badge}>{t('openCount', { count: open })}</span>}
      </Link>
    </nav>
  );
}
