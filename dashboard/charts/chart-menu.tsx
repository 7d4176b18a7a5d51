import { MoreHorizontal } from 'lucide-react';
import { type RefObject, useState } from 'react';
import { Button, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import { useTranslations } from 'use-intl';
import { useMay } from '../app/page-context.tsx';
import styles from './chart.module.css';
import type { ChartTable } from './chart-table.ts';
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

/** What can be done with a chart. Files are for those whose role exports; a table is for everybody. */
export function ChartMenu({ title, table, file, figure, asTable, setAsTable }: ChartMenuProps) {
  const t = useTranslations('charts');
  const mayExport = useMay('EXPORTS');
  const [problem, setProblem] = useState<string>();
  const tried = (work: Promise<void>) => void work.catch(() => setProblem(t('failed')));
  return (
    <MenuTrigger defaultOpen>
      <Button className={styles.menu ?? ''} aria-label={t('more', { title })}>
        <MoreHorizontal size={18} aria-hidden />
      </Button>
      <Popover className={styles.popover ?? ''} placement="bottom end">
        <Menu>
          <MenuItem className={styles.item ?? ''} onAction={() => setAsTable(!asTable)}>
            {asTable ? t('asChart') : t('asTable')}
          </MenuItem>
          <MenuItem
            className={styles.item ?? ''}
            onAction={() => {
              const panel = figure.current?.closest('section');
              if (panel) tried(savePicture(panel, file));
            }}
          >
            {t('png')}
          </MenuItem>
          <MenuItem className={styles.item ?? ''} isDisabled={!mayExport} onAction={() => tried(saveCsv(table, file))}>
            {mayExport ? t('csv') : t('csvNeeds')}
          </MenuItem>
        </Menu>
      </Popover>
      {problem && <span role="alert">{problem}</span>}
    </MenuTrigger>
  );
}
