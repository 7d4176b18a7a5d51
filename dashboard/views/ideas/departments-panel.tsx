import { Link } from '@tanstack/react-router';
import type { ResultOf } from 'gql.tada';
import { useTranslations } from 'use-intl';
import { usePage } from '../../app/page-context.tsx';
import { useNames } from '../../app/use-names.ts';
import { Bars } from '../../charts/bars.tsx';
import { Chart } from '../../charts/chart.tsx';
import { metricColumn } from '../../charts/metric-column.ts';
import { useLinkFilters, useView } from '../../filters/use-filters.ts';
import { ideaMetrics } from './idea-metrics.ts';
import type { ideasQuery } from './queries.ts';

export interface DepartmentsPanelProps {
  rows: ResultOf<typeof ideasQuery>['departments']['rows'];
  updating: boolean;
}

/** To whom ideas were submitted, and how many came from outside: the departments with most of them first. */
export function DepartmentsPanel({ rows, updating }: DepartmentsPanelProps) {
  const t = useTranslations('ideas');
  const { format } = useView();
  const names = useNames();
  const links = useLinkFilters();
  const { metrics } = usePage().shell;
  const shown = rows
    .map(({ department, values }) => {
      const ideas = values[0]?.value ?? 0;
      const outside = values[1]?.numerator ?? null;
      return { id: department?.id ?? '', ideas, outside, values };
    })
    .sort((a, b) => b.ideas - a.ideas);
  return (
    <Chart
      title={t('departments')}
      note={t('departmentsNote')}
      file="ideas-by-department"
      span={5}
      updating={updating}
      table={{
        columns: [
          { label: t('department') },
          ...ideaMetrics.map((id) => {
            const metric = metrics.find((one) => one.id === id) ?? { id, name: id, unit: 'count' };
            return metricColumn(metric, format);
          }),
        ],
        rows: shown.map(({ id, values }) => [names.department(id), ...values.map(({ value }) => value)]),
      }}
    >
      <Bars
        label={t('departments')}
        bars={shown.map(({ id, ideas, outside }) => ({
          id,
          name: (
            <Link to="/departments/$department" params={{ department: id }} search={links()}>
              {names.department(id)}
            </Link>
          ),
          parts: [
            { look: 'strong' as const, value: outside ?? 0 },
            { look: 'soft' as const, value: ideas - (outside ?? 0) },
          ],
          text:
            ideas === 0 ? t('noIdeas') : t('departmentText', { count: ideas, outside: outside === null ? 0 : outside }),
        }))}
        legend={[
          { look: 'strong', name: t('outside') },
          { look: 'soft', name: t('inside') },
        ]}
      />
    </Chart>
  );
}
