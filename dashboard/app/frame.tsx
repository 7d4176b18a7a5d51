import { Outlet, useRouterState } from '@tanstack/react-router';
import { Component, type ReactNode, Suspense, useEffect, useRef } from 'react';
import { useTranslations } from 'use-intl';
import { Crash } from '../parts/problem-view.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { Forbidden } from './forbidden.tsx';
import styles from './frame.module.css';
import { Menu } from './menu.tsx';
import { usePage } from './page-context.tsx';
import { maySee, pages } from './pages.ts';
import { TopBar } from './top-bar.tsx';

/** What stands around every page: the menu, the bar with the state of the data, and the page itself. */
export function Frame() {
  const t = useTranslations('app');
  const { viewer } = usePage().shell;
  const path = useRouterState({ select: (state) => state.location.pathname });
  const page = pages.findLast(({ path: start }) => (start === '/' ? path === '/' : path.startsWith(start)));
  const forbidden = page && !maySee(viewer, page) ? page : undefined;
  const main = useRef<HTMLElement>(null);
  const shown = useRef(path);
  useEffect(() => {
    // Whoever cannot see that the page changed is taken to its beginning.
    if (shown.current !== path) main.current?.focus({ preventScroll: true });
    shown.current = path;
  }, [path]);
  return (
    <div className={styles.frame}>
      <a className={styles.skip} href="#content">
        {t('skip')}
      </a>
      <Menu />
      <div className={styles.column}>
        <TopBar />
        <main id="content" ref={main} tabIndex={-1} className={styles.content}>
          <Boundary key={path}>
            {forbidden ? (
              <Forbidden page={forbidden} />
            ) : (
              <Suspense fallback={<Skeleton lines={8} />}>
                <Outlet />
              </Suspense>
            )}
          </Boundary>
        </main>
      </div>
    </div>
  );
}

/** Keeps what breaks within one page within it. */
class Boundary extends Component<{ children: ReactNode }, { error?: Error }> {
  override state: { error?: Error } = {};

  static getDerivedStateFromError(error: Error) {
    return { error };
  }

  override render() {
    const { error } = this.state;
    return error ? <Crash error={error} retry={() => location.reload()} /> : this.props.children;
  }
}
