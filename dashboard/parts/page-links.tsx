import { Link } from '@tanstack/react-router';
import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useTranslations } from 'use-intl';
import controls from './controls.module.css';
import styles from './page-links.module.css';
import { atPlace, type PagePlace } from './page-place.ts';

export interface PageLinksProps {
  previous: PagePlace | undefined;
  next: PagePlace | undefined;
}

/** The ways to the pages beside this one: links, so that the browser's way back is the way back here, too. */
export function PageLinks({ previous, next }: PageLinksProps) {
  const t = useTranslations('values');
  if (!previous && !next) return null;
  return (
    <nav className={`${styles.pages} unprinted`} aria-label={t('pages')}>
      {previous && (
        <Link to="." search={atPlace(previous)} className={controls.button} rel="prev">
          <ChevronLeft size={16} aria-hidden />
          {t('previousPage')}
        </Link>
      )}
      {next && (
        <Link to="." search={atPlace(next)} className={controls.button} rel="next">
          {t('nextPage')}
          <ChevronRight size={16} aria-hidden />
        </Link>
      )}
    </nav>
  );
}
