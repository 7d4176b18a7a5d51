import { MoreHorizontal } from 'lucide-react';
import { type RefObject, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useMay } from '../app/page-context.tsx';
import { ActionMenu } from '../parts/action-menu.tsx';
import styles from './chart.module.css';
import type { ChartColumn, ChartTable } from './chart-table.ts';
import { saveCsv } from './save-csv.ts';
import { savePicture } from './save-picture.ts';

export interface ChartMenuProps {
  title: string;
  table: ChartTable;
  file: string;
  figure: RefObject<HTMLElement | null>;
  asTable: boolean;
  setAsTable: (asTable: boolean) => void;
}

/** What can be done with a chart. Files are for those whose role exports; a table and a picture are for everybody. */
export function ChartMenu({ title, table, file, figure, asTable, setAsTable }: ChartMenuProps) {
  const t = useTranslations('charts');
  const mayExport = useMay('EXPORTS');
  const [problem, setProblem] = useState<string>();
  const heading = ({ label, unit }: ChartColumn) => (unit ? t('inUnit', { label, unit: t(`unit-${unit}`) }) : label);
  const tried = (work: Promise<void>) => {
    setProblem(undefined);
    work.catch(() => setProblem(t('failed')));
  };
  return (
    <>
      <ActionMenu
        label={t('more', { title })}
        className={styles.menu}
        defaultOpen
        actions={[
          { id: 'table', name: asTable ? t('asChart') : t('asTable'), run: () => setAsTable(!asTable) },
          {
            id: 'png',
            name: t('png'),
            run: () => {
              const panel = figure.current?.closest('section[aria-labelledby]');
              if (panel instanceof HTMLElement) tried(savePicture(panel, file));
            },
          },
          {
            id: 'csv',
            name: mayExport ? t('csv') : t('csvNeeds'),
            disabled: !mayExport || table.rows.length === 0,
            run: () => tried(saveCsv(table, file, heading)),
          },
        ]}
      >
        <MoreHorizontal size={18} aria-hidden />
      </ActionMenu>
      {problem && <span role="alert">{problem}</span>}
    </>
  );
}
