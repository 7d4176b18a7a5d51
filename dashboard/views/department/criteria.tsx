import { Check, Minus } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { usePage } from '../../app/page-context.tsx';
import { useView } from '../../filters/use-filters.ts';
import { type Criterion, writeCriterion } from './criterion-words.ts';
import styles from './maturity-panel.module.css';
import { stages } from './steps.tsx';

export interface CriteriaProps {
  criteria: readonly (Criterion & { id: string; stage: number; name: string; missing: string | null })[];
  /** The stage that is reached: the one above it is open at first. */
  stage: number;
}

/** All criteria by stage; those of the next stage are open. */
export function Criteria({ criteria, stage: reached }: CriteriaProps) {
  const t = useTranslations('department');
  const { metrics } = usePage().shell;
  const { format } = useView();
  return (
    <div className={styles.stages}>
      {stages.map((stage) => {
        const own = criteria.filter((one) => one.stage === stage);
        const met = own.filter((one) => one.met).length;
        return (
          <details key={stage} className={styles.stage} open={stage === reached + 1}>
            <summary>
              <span>{t('stages', { stage: String(stage) })}</span>
              <span className="number">{t('metOf', { met, all: own.length })}</span>
            </summary>
            <ul>
              {own.map((criterion) => (
                <li key={criterion.id} className={styles.criterion} data-met={criterion.met}>
                  {criterion.met ? <Check size={16} aria-hidden /> : <Minus size={16} aria-hidden />}
                  <span>
                    {criterion.name} <span className="unseen">{t('criterionMet', { met: String(criterion.met) })}</span>
                    {criterion.missing && <small>{criterion.missing}</small>}
                  </span>
                  <span className={`${styles.value} number`}>
                    {writeCriterion(
                      criterion,
                      metrics.find(({ id }) => id === criterion.metric?.id),
                      t,
                      format,
                    )}
                  </span>
                </li>
              ))}
            </ul>
          </details>
        );
      })}
    </div>
  );
}
