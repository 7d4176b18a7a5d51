import { MoreHorizontal } from 'lucide-react';
import { lazy, type ReactNode, Suspense, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { ChosenFilters } from '../filters/chosen-filters.tsx';
import type { FilterName } from '../filters/followed-filters.ts';
import type { Days } from '../filters/span.ts';
import { useFollowedFilters, useView } from '../filters/use-filters.ts';
import { Panel, type PanelProps } from '../parts/panel.tsx';
import styles from './chart.module.css';
import type { ChartTable } from './chart-table.ts';
import { DataTable } from './data-table.tsx';

const ChartMenu = lazy(() => import('./chart-menu.tsx').then((module) => ({ default: module.ChartMenu })));

export interface ChartProps extends Omit<PanelProps, 'actions'> {
  /** Everything that the picture shows. */
  table: ChartTable;
  /** What files are named after, before the days that are told. */
  file: string;
  /** The picture; it is told to screen readers by its title and its table. */
  children: ReactNode;
  /** Buttons of the chart's own, before its menu. */
  extra?: ReactNode;
  /** Shown instead of a picture of nothing: what is the matter, and what to do. */
  whenEmpty?: ReactNode;
  /** The days that it tells, where they are not those of the period: pictures name them. */
  days?: Days | undefined;
  /** The filters that it follows, where they are fewer than those of the page. */
  follows?: readonly FilterName[];
}

/** A panel with a picture, and the same as a table, a PNG and a CSV behind its menu. */
export function Chart({ table, file, children, extra, whenEmpty, days, follows, ...panel }: ChartProps) {
  const ofPage = useFollowedFilters() ?? [];
  const ofView = useView().days;
  const shown = follows ?? ofPage;
  const told = days ?? (shown.includes('period') ? ofView : undefined);
  const t = useTranslations('charts');
  const [asTable, setAsTable] = useState(false);
  const figure = useRef<HTMLDivElement>(null);
  // The menu is loaded by whoever first opens one.
  const [menu, setMenu] = useState(false);
  const button = (
    <button
      type="button"
      className={styles.menu}
      aria-label={t('more', { title: panel.title })}
      aria-haspopup="menu"
      onClick={() => setMenu(true)}
    >
      <MoreHorizontal size={18} aria-hidden />
    </button>
  );
  const actions = (
    <>
      {extra}
      {menu ? (
        <Suspense fallback={button}>
          <ChartMenu
            {...{ table, figure, asTable, setAsTable }}
            file={told ? `${file}_${told.from}_${told.to}` : file}
            title={panel.title}
          />
        </Suspense>
      ) : (
        button
      )}
    </>
  );
  return (
    <Panel {...panel} actions={actions}>
      <div ref={figure} className={styles.figure} data-updating={panel.updating ?? false}>
        {table.rows.length === 0 ? (
          (whenEmpty ?? <p className={styles.empty}>{t('empty')}</p>)
        ) : asTable ? (
          <DataTable table={table} caption={panel.title} />
        ) : (
          children
        )}
      </div>
      <ChosenFilters className={styles.source} shown={shown.filter((name) => name !== 'compare')} days={days} />
    </Panel>
  );
}
