import { type ReactNode, useEffect } from 'react';
import { useTranslations } from 'use-intl';
import { ChosenFilters } from '../filters/chosen-filters.tsx';
import { FilterBar } from '../filters/filter-bar.tsx';
import { useFollowedFilters } from '../filters/use-filters.ts';
import styles from './view-head.module.css';

export interface ViewHeadProps {
  title: string;
  /** One sentence: the question that this page answers. */
  lead?: ReactNode;
  actions?: ReactNode;
}

/** The head of a page: its name, its question, and the filters that it follows. */
export function ViewHead({ title, lead, actions }: ViewHeadProps) {
  const t = useTranslations('app');
  const filters = useFollowedFilters();
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
      {filters && (
        <>
          <ChosenFilters className={styles.printed} shown={filters} />
          <FilterBar shown={filters} />
        </>
      )}
    </div>
  );
}
