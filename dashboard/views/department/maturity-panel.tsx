import type { ResultOf } from 'gql.tada';
import { useTranslations } from 'use-intl';
import { useView } from '../../filters/use-filters.ts';
import { Panel } from '../../parts/panel.tsx';
import { Criteria } from './criteria.tsx';
import styles from './maturity-panel.module.css';
import type { departmentQuery } from './queries.ts';
import { Steps } from './steps.tsx';

export interface MaturityPanelProps {
  maturity: NonNullable<ResultOf<typeof departmentQuery>['department']>['maturity'] | undefined;
  updating: boolean;
}

/** How far the department has climbed, what reaches the next stage, and every criterion with its value. */
export function MaturityPanel({ maturity, updating }: MaturityPanelProps) {
  const t = useTranslations('department');
  const { format } = useView();
  if (!maturity) return null;
  const { stage, name, from, to, nextStep, criteria } = maturity;
  return (
    <Panel
      title={t('maturity', { stage, name })}
      note={t('maturityNote', { days: format.days(from, to) })}
      actions={<Steps stage={stage} />}
      span={5}
      updating={updating}
    >
      <div className={styles.next}>
        <h3>{t('maturityNext')}</h3>
        <p>{nextStep ?? t('maturityTop')}</p>
      </div>
      <Criteria criteria={criteria} stage={stage} />
    </Panel>
  );
}
