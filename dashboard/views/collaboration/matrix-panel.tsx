import { Link } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import { Chart } from '../../charts/chart.tsx';
import { Matrix, type MatrixCell } from '../../charts/matrix.tsx';
import { useView } from '../../filters/use-filters.ts';
import { matrixTable } from './matrix-table.ts';
import { type CollaborationReport, nameIn, type Shown } from './shown.ts';
import { useSentBy } from './use-sent-by.ts';

/** The matrix itself: each department's row is what it sent. */
export function MatrixPanel({ matrix, counted, updating, rows }: Shown & { rows: CollaborationReport['rows'] }) {
  const t = useTranslations('collaboration');
  const { filters, format } = useView();
  const sentBy = useSentBy(counted, rows);
  const name = nameIn(matrix);
  const describe = ({ row, column, value }: MatrixCell) =>
    t(value === null ? 'cellWithheld' : row === column ? 'cellWithin' : 'cell', {
      from: name(row),
      to: name(column),
      count: value ?? 0,
    });
  return (
    <Chart
      title={t('matrix')}
      note={t(sentBy ? 'matrixNoteLinks' : 'matrixNote')}
      file="collaboration-matrix"
      span={7}
      updating={updating}
      days={counted}
      table={matrixTable(matrix, {
        from: t('from'),
        to: t('to'),
        interactions: t('interactions'),
        told: t('told'),
        yes: t('toldYes'),
        no: t('toldNo'),
        write: format.number,
      })}
    >
      <Matrix
        label={t('matrix')}
        members={matrix.departments}
        cells={matrix.cells.map(({ from, to, interactions }) => ({ row: from.id, column: to.id, value: interactions }))}
        rowsAre={t('from')}
        columnsAre={t('to')}
        write={format.number}
        lit={filters.department}
        describe={describe}
        link={({ row, column, value }, text) => {
          const search = sentBy?.(row, row === column);
          return search ? (
            <Link to="/behind" search={search} aria-label={describe({ row, column, value })}>
              {text}
            </Link>
          ) : (
            text
          );
        }}
      />
    </Chart>
  );
}
