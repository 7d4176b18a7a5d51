import { Link } from '@tanstack/react-router';
import type { ResultOf } from 'gql.tada';
import { useTranslations } from 'use-intl';
import { useMay, usePage } from '../../app/page-context.tsx';
import { useLinkFilters, useView } from '../../filters/use-filters.ts';
import { Panel } from '../../parts/panel.tsx';
import styles from './lines.module.css';
import type { departmentQuery } from './queries.ts';

export interface GoalsPanelProps {
  goals: ResultOf<typeof departmentQuery>['goals'];
  updating: boolean;
}

/** What the department wants to reach, and whether it is on the way. */
export function GoalsPanel({ goals, updating }: GoalsPanelProps) {
  const t = useTranslations('department');
  const may = useMay('PLANS');
  const { format } = useView();
  const { metrics } = usePage().shell;
  const filters = useLinkFilters();
  return (
    <Panel title={t('goals')} span={6} updating={updating}>
      {goals.length === 0 && (
        <div className={styles.quiet}>
          <p>{t('goalsNone')}</p>
          <p>{t('goalsNoneText', { may: String(may) })}</p>
        </div>
      )}
      <ul>
        {goals.map(({ id, name, metric: of, current, target, due, progress, onTrack }) => {
          const metric = metrics.find((one) => one.id === of?.id);
          const state = onTrack === null ? 'unknown' : onTrack ? 'on' : 'behind';
          const write = (value: number) => (metric ? format.value(metric, value) : format.number(value));
          const now = current?.value ?? null;
          return (
            <li key={id} className={styles.goal}>
              <header>
                <span>{name}</span>
                <span className={styles.state} data-state={state}>
                  {t('goalState', { state })}
                </span>
              </header>
              <span className={styles.progress} aria-hidden>
                <span style={{ inlineSize: `${Math.min(1, Math.max(0, progress ?? 0)) * 100}%` }} />
              </span>
              <p className="number">
                {t('goalLine', {
                  metric: metric?.name ?? name,
                  current: now === null ? t('goalUnknown') : write(now),
                  target: write(target),
                  due: format.day(due),
                })}
              </p>
            </li>
          );
        })}
      </ul>
      <Link to="/goals" search={filters()} className={styles.more}>
        {t('goalsOpen')}
      </Link>
    </Panel>
  );
}
