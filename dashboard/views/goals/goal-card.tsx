import { useTranslations } from 'use-intl';
import { usePage } from '../../app/page-context.tsx';
import { useView } from '../../filters/use-filters.ts';
import { Button } from '../../parts/button.tsx';
import { MetricFigure } from '../../parts/metric-figure.tsx';
import type { Goal } from './goal.ts';
import { standingOf } from './goal-standing.ts';
import styles from './goals.module.css';
import { ProgressBar } from './progress-bar.tsx';
import { StandingPill } from './standing-pill.tsx';

export interface GoalCardProps {
  goal: Goal;
  /** Absent for those who may not. */
  onChange?: () => void;
  onRemove?: () => void;
}

/** One goal: how it stands, what is measured now, and how far it came for the time that is over. */
export function GoalCard({ goal, onChange, onRemove }: GoalCardProps) {
  const t = useTranslations('goals');
  const tForms = useTranslations('forms');
  const { language, shell } = usePage();
  const { format, today } = useView();
  const { baseline, target, from, due, owner, department, measuredRange: measured, current } = goal;
  const metric = shell.metrics.find(({ id }) => id === goal.metric?.id);
  const name = goal[language];
  const why = current?.value === null ? current.warnings[0]?.message : undefined;
  const written = (value: number) => (metric ? format.value(metric, value) : format.number(value));
  return (
    <li className={styles.card}>
      <div className={styles.words}>
        <StandingPill standing={standingOf(goal, today)} />
        <h3>{name}</h3>
        <p className={styles.small}>
          {[
            department?.name ?? tForms('company'),
            metric?.name ?? t('noMetric'),
            owner === null ? undefined : t('ownedBy', { owner }),
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
        {onChange && (
          <div className={`${styles.actions} unprinted`}>
            <Button tone="quiet" aria-label={tForms('changeOf', { what: name })} onClick={onChange}>
              {tForms('change')}
            </Button>
            <Button tone="quiet" aria-label={tForms('removeOf', { what: name })} onClick={onRemove}>
              {tForms('remove')}
            </Button>
          </div>
        )}
      </div>
      <div className={styles.numbers}>
        <p className={styles.current}>
          {metric && current ? (
            <MetricFigure metric={metric} told={current} format={format} />
          ) : (
            <span className={styles.small}>{t('notMeasured')}</span>
          )}
          {measured && (
            <span className={styles.small}>{t('measured', { days: format.days(measured.from, measured.to) })}</span>
          )}
        </p>
        {why && <p className={styles.small}>{why}</p>}
        <ProgressBar goal={goal} format={format} />
        <p className={styles.ends}>
          <span>{t('begins', { value: written(baseline), day: format.day(from) })}</span>
          <span>
            {t(baseline === target ? 'holdUntil' : 'reachBy', { value: written(target), day: format.day(due) })}
          </span>
        </p>
      </div>
    </li>
  );
}
