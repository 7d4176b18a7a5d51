import { Link } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import { useMetric } from '../../app/page-context.tsx';
import { Bars } from '../../charts/bars.tsx';
import { Chart } from '../../charts/chart.tsx';
import { metricColumn } from '../../charts/metric-column.ts';
import { useLinkFilters, useView } from '../../filters/use-filters.ts';
import { Delta } from '../../parts/delta.tsx';
import { type CollaborationReport, nameIn, type Shown } from './shown.ts';

/** How much of what each department writes goes across, and how much stays within. */
export function AcrossPanel({ matrix, counted, updating, rows }: Shown & { rows: CollaborationReport['rows'] }) {
  const t = useTranslations('collaboration');
  const tValues = useTranslations('values');
  const { filters, format } = useView();
  const links = useLinkFilters();
  const openness = useMetric('OPENNESS');
  const name = nameIn(matrix);
  const parts = rows
    .map(({ department, values }) => {
      const told = values[1];
      const share = told?.value === null || told?.value === undefined ? null : (1 + told.value) / 2;
      return { id: department?.id ?? '', told, share, messages: told?.denominator ?? null };
    })
    .sort((a, b) => (b.share ?? -1) - (a.share ?? -1));
  return (
    <Chart
      title={t('across')}
      note={t('acrossNote')}
      file="collaboration-by-department"
      updating={updating}
      days={counted}
      table={{
        columns: [
          { label: t('department') },
          { label: t('shareAcross'), numeric: true, unit: 'share', format: (cell) => format.percent(Number(cell)) },
          metricColumn(openness, format),
          { label: t('interactions'), numeric: true, format: (cell) => format.number(Number(cell)) },
          { label: t('state') },
        ],
        rows: parts.map(({ id, told, share, messages }) => [
          name(id),
          share,
          told?.value ?? null,
          messages,
          told && told.status !== 'OK' ? tValues(`status-${told.status}`) : t('toldYes'),
        ]),
      }}
    >
      <Bars
        label={t('across')}
        greatest={1}
        bars={parts.map(({ id, told, share, messages }) => ({
          id,
          name: (
            <Link to="/departments/$department" params={{ department: id }} search={links()}>
              {name(id)}
            </Link>
          ),
          lit: filters.department.includes(id),
          parts:
            share === null
              ? []
              : [
                  { look: 'strong' as const, value: share },
                  { look: 'soft' as const, value: 1 - share },
                ],
          text:
            share === null ? (
              tValues(told?.status === 'WITHHELD' ? 'status-WITHHELD' : 'status-EMPTY')
            ) : (
              <>
                {t('acrossText', { share: format.percent(share), messages: messages ?? 0 })}{' '}
                <Delta metric={openness} change={told?.change} format={format} />
              </>
            ),
        }))}
        legend={
          parts.some(({ share }) => share !== null)
            ? [
                { look: 'strong', name: t('legendAcross') },
                { look: 'soft', name: t('legendWithin') },
              ]
            : []
        }
      />
    </Chart>
  );
}
