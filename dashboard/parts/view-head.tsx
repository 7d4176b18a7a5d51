import { type ReactNode, useEffect } from 'react';
import { useTranslations } from 'use-intl';
import { ChosenFilters } from '../filters/chosen-filters.tsx';
import { FilterBar, type FilterName } from '../filters/filter-bar.tsx';
import styles from './view-head.module.css';

export interface ViewHeadProps {
  title: string;
  /** One sentence: the question that this page answers. */
  lead?: ReactNode;
  /** The filters that this page follows; none shows no bar. */
  filters?: readonly FilterName[];
  actions?: ReactNode;
}

/** The head of a page: its name, its question, and its filters. */
export function ViewHead({ title, lead, filters = [], actions }: ViewHeadProps) {
  const t = useTranslations('app');
  useEffect(() => {
    document.title = `${title} · ${t('name')}`;
  }, [title, t]);
  return (
    <div className={styles.head}>
      <div className={styles.words}>
        <h1>{title}</h1>
        {lead && <p className={styles.lead}>{lead}</p>}
      </div>
      {actions}
      {filters.length > 0 && (
        <>
          <ChosenFilters className={styles.printed} shown={filters} />
          <FilterBar shown={filters} />
        </>
      )}
    </div>
  );
}
