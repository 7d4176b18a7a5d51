import { Link, useRouterState } from '@tanstack/react-router';
import {
  Bell,
  BookOpen,
  Building2,
  ChartNetwork,
  LayoutDashboard,
  Lightbulb,
  MenuIcon,
  MessagesSquare,
  Plug,
  RadioTower,
  Target,
  Users,
} from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useTranslations } from 'use-intl';
import { useLinkFilters } from '../filters/use-filters.ts';
import styles from './menu.module.css';
import { usePage } from './page-context.tsx';
import { maySee, type PageId, pages } from './pages.ts';

const icons: Record<PageId, typeof Bell> = {
  overview: LayoutDashboard,
  department: Building2,
  conversations: MessagesSquare,
  collaboration: ChartNetwork,
  ideas: Lightbulb,
  channels: RadioTower,
  adoption: Users,
  goals: Target,
  alerts: Bell,
  sources: Plug,
  metrics: BookOpen,
};

/** The pages that the viewer's roles show; on a small screen behind a button. */
export function Menu() {
  const t = useTranslations('app');
  const { shell } = usePage();
  const filters = useLinkFilters();
  const path = useRouterState({ select: (state) => state.location.pathname });
  const drawer = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    // Whoever chose a page wants to see it, not the menu: `path` is what is waited for.
    if (path && drawer.current && matchMedia('(width < 960px)').matches) drawer.current.open = false;
  }, [path]);
  const links = (
    <ul className={styles.links}>
      {pages
        .filter((page) => maySee(shell.viewer, page))
        .map(({ id, path: to }) => {
          const Icon = icons[id];
          return (
            <li key={id}>
              <Link
                to={to}
                search={filters()}
                className={styles.link}
                activeOptions={{ exact: to === '/', includeSearch: false }}
                activeProps={{ 'aria-current': 'page' }}
              >
                <Icon size={18} aria-hidden />
                {t(id)}
              </Link>
            </li>
          );
        })}
    </ul>
  );
  return (
    <nav className={`${styles.side} unprinted`} aria-label={t('pages')}>
      <div className={styles.menu}>
        <div className={styles.brand}>
          <img src="/polylog.svg" alt="" width={28} height={28} />
          <span className={styles.name}>
            {t('name')}
            <small>{shell.organisation.name}</small>
          </span>
        </div>
        <div className={styles.wide}>{links}</div>
        <details ref={drawer} className={styles.drawer}>
          <summary>
            <MenuIcon size={22} aria-hidden />
            <span className="unseen">{t('menu')}</span>
          </summary>
          {links}
        </details>
      </div>
    </nav>
  );
}
