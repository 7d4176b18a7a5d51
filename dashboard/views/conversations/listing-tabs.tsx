import { Link } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import { useLinkFilters } from '../../filters/use-filters.ts';
import { type Listing, listings } from './conversation-place.ts';
import styles from './conversations.module.css';

/** Which conversations are listed: links, so that each is a view of its own. */
export function ListingTabs({ current }: { current: Listing }) {
  const t = useTranslations('conversations');
  const filters = useLinkFilters();
  return (
    <nav className={`${styles.tabs} unprinted`} aria-label={t('tabs')}>
      {listings.map((listing) => (
        <Link
          key={listing}
          to="/conversations"
          search={{ ...filters(), ...(listing !== 'waiting' && { state: listing }) }}
          className={styles.tab}
          aria-current={listing === current ? 'page' : undefined}
          activeOptions={{ exact: true }}
        >
          {t(`list-${listing}`)}
        </Link>
      ))}
    </nav>
  );
}
