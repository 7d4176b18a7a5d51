import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useChange } from '../../api/use-change.ts';
import { useMay, usePage } from '../../app/page-context.tsx';
import { useView } from '../../filters/use-filters.ts';
import { Button } from '../../parts/button.tsx';
import { Panel } from '../../parts/panel.tsx';
import { Removal } from '../../parts/removal.tsx';
import type { Goal } from './goal.ts';
import { GoalCard } from './goal-card.tsx';
import { GoalForm } from './goal-form.tsx';
import { byUrgency, type Standing, standingOf } from './goal-standing.ts';
import styles from './goals.module.css';
import { removeGoal } from './mutations.ts';

export interface GoalListProps {
  goals: readonly Goal[];
  updating: boolean;
}

type Step = { kind: 'form'; changed?: Goal } | { kind: 'removal'; removed: Goal };

/** The goals, those that need a look first. */
export function GoalList({ goals, updating }: GoalListProps) {
  const t = useTranslations('goals');
  const may = useMay('PLANS');
  const { language } = usePage();
  const { today, filters } = useView();
  const [step, setStep] = useState<Step>();
  const removing = useChange(removeGoal);
  const close = () => setStep(undefined);
  const shown = goals.filter(
    ({ department }) => filters.department.length === 0 || (department && filters.department.includes(department.id)),
  );
  const counted = (...standings: Standing[]) =>
    shown.filter((goal) => standings.includes(standingOf(goal, today))).length;
  const [off, unknown] = [counted('behind', 'missed'), counted('unknown')];
  return (
    <Panel
      title={t('goals')}
      note={
        shown.length > 0
          ? t(unknown === shown.length ? 'summaryUnknown' : 'summary', { count: shown.length, off, unknown })
          : undefined
      }
      actions={may && <Button onClick={() => setStep({ kind: 'form' })}>{t('add')}</Button>}
      updating={updating}
    >
      {shown.length === 0 ? (
        <p className={styles.none}>{may ? t('none') : t('noneAsk')}</p>
      ) : (
        <ul className={styles.list}>
          {byUrgency(shown, today).map((goal) => (
            <GoalCard
              key={goal.id}
              goal={goal}
              {...(may && {
                onChange: () => setStep({ kind: 'form', changed: goal }),
                onRemove: () => setStep({ kind: 'removal', removed: goal }),
              })}
            />
          ))}
        </ul>
      )}
      {step?.kind === 'form' && <GoalForm changed={step.changed} onClose={close} />}
      {step?.kind === 'removal' && (
        <Removal
          what={step.removed[language]}
          change={removing}
          variables={{ input: { id: step.removed.id } }}
          onClose={close}
        />
      )}
    </Panel>
  );
}
