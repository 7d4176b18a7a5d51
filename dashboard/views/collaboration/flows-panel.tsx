import { useCallback, useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { Chart } from '../../charts/chart.tsx';
import { Flows } from '../../charts/flows.tsx';
import type { Flow } from '../../charts/lay-flows.ts';
import { useView } from '../../filters/use-filters.ts';
import styles from './collaboration.module.css';
import { nameIn, type Shown } from './shown.ts';

/** Who writes to whom most, as ribbons: only what is between departments and may be told. */
export function FlowsPanel({ matrix, counted, updating }: Shown) {
  const t = useTranslations('collaboration');
  const { filters, format } = useView();
  const name = useMemo(() => nameIn(matrix), [matrix]);
  const flows = useMemo(
    () =>
      matrix.cells
        .filter(({ from, to, interactions }) => from.id !== to.id && (interactions ?? 0) > 0)
        .map(({ from, to, interactions }) => ({ from: from.id, to: to.id, value: interactions ?? 0 })),
    [matrix],
  );
  const describe = useCallback(
    ({ from, to, value }: Flow) => t('cell', { from: name(from), to: name(to), count: value }),
    [t, name],
  );
  const withheld = matrix.cells.filter(({ interactions }) => interactions === null).length;
  return (
    <Chart
      title={t('flows')}
      note={withheld > 0 ? t('flowsNoteWithheld') : t('flowsNote')}
      file="collaboration-flows"
      span={5}
      updating={updating}
      days={counted}
      whenEmpty={<p className={styles.nothing}>{t(withheld > 0 ? 'flowsNoneTold' : 'flowsNone')}</p>}
      table={{
        columns: [
          { label: t('from') },
          { label: t('to') },
          { label: t('interactions'), numeric: true, format: (cell) => format.number(Number(cell)) },
        ],
        rows: flows.toSorted((a, b) => b.value - a.value).map(({ from, to, value }) => [name(from), name(to), value]),
      }}
    >
      <Flows
        label={t('flows')}
        members={matrix.departments}
        flows={flows}
        write={format.number}
        describe={describe}
        height={450}
        lit={filters.department}
      />
    </Chart>
  );
}
