import { Link } from '@tanstack/react-router';
import type { ResultOf } from 'gql.tada';
import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { useNames } from '../../app/use-names.ts';
import { Chart } from '../../charts/chart.tsx';
import type { ChartTable } from '../../charts/chart-table.ts';
import { useLinkFilters, useView } from '../../filters/use-filters.ts';
import { Steps } from '../department/steps.tsx';
import styles from './ladder.module.css';
import type { storyQuery } from './queries.ts';

type Assessment = ResultOf<typeof storyQuery>['maturity'][number];

/** How far every department has climbed, side by side; what reaches its next stage on demand. */
export function Ladder({ assessments, updating }: { assessments: readonly Assessment[]; updating: boolean }) {
  const t = useTranslations('overview');
  const tDepartment = useTranslations('department');
  const { format } = useView();
  const filters = useLinkFilters();
  const names = useNames();
  const [first] = assessments;
  const table = useMemo(
    (): ChartTable => ({
      columns: [
        { label: t('departmentColumn') },
        { label: tDepartment('stage'), numeric: true },
        { label: tDepartment('stageName') },
        { label: tDepartment('nextStep') },
      ],
      rows: assessments.map(({ department, stage, name, nextStep }) => [
        names.department(department.id),
        stage,
        name,
        nextStep,
      ]),
    }),
    [assessments, names, t, tDepartment],
  );
  return (
    <Chart
      title={t('maturity')}
      note={first && t('maturityNote', { days: format.days(first.from, first.to) })}
      table={table}
      file="maturity"
      days={first}
      follows={[]}
      span={7}
      updating={updating}
    >
      <ul className={styles.ladder}>
        {assessments.map(({ department: { id }, stage, name, nextStep }) => (
          <li key={id} className={styles.row}>
            <span>
              <Link to="/departments/$department" params={{ department: id }} search={filters({ department: [] })}>
                {names.department(id)}
              </Link>
              <span className={styles.stage}>{tDepartment('stageNamed', { stage, name })}</span>
            </span>
            <Steps stage={stage} />
            {nextStep && (
              <details className={styles.next}>
                <summary>
                  {tDepartment('nextStep')} <span className="unseen">{names.department(id)}</span>
                </summary>
                <p className={styles.text}>{nextStep}</p>
              </details>
            )}
          </li>
        ))}
      </ul>
    </Chart>
  );
}
