import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useMay, usePage } from '../../app/page-context.tsx';
import { useView } from '../../filters/use-filters.ts';
import { Answered } from '../../parts/answered.tsx';
import { Button } from '../../parts/button.tsx';
import { Panel } from '../../parts/panel.tsx';
import { Select } from '../../parts/select.tsx';
import type { Initiative } from './initiative.ts';
import { InitiativeCard } from './initiative-card.tsx';
import { InitiativeForm } from './initiative-form.tsx';
import { InitiativeRemoval } from './initiative-removal.tsx';
import styles from './initiatives.module.css';
import { type AskedInitiatives, weekChoices } from './use-initiatives.ts';

type Step = { kind: 'form'; changed?: Initiative; ending?: boolean } | { kind: 'removal'; removed: Initiative };

/** Who moves the numbers: dated initiatives, each with a metric before and since it began. */
export function Initiatives({ asked }: { asked: AskedInitiatives }) {
  const t = useTranslations('adoption');
  const { language, shell } = usePage();
  const { filters, format } = useView();
  const may = useMay('PLANS');
  const [step, setStep] = useState<Step>();
  const { answer } = asked;
  const [metricId, setMetric] = asked.metric;
  const [weeks, setWeeks] = asked.weeks;
  const [of, setOf] = asked.of;
  const add = may && <Button onClick={() => setStep({ kind: 'form' })}>{t('addInitiative')}</Button>;
  return (
    <Panel title={t('initiatives')} note={t('initiativesWhat')} actions={add}>
      <div className={`${styles.choices} unprinted`}>
        <Select
          label={t('effectMetric')}
          value={metricId}
          onChange={setMetric}
          options={[...shell.metrics]
            .sort((a, b) => a.name.localeCompare(b.name, language))
            .map(({ id, name }) => ({ id, name }))}
        />
        <Select
          label={t('effectWeeks')}
          value={weeks}
          onChange={setWeeks}
          options={weekChoices
            .toSorted((a, b) => Number(a) - Number(b))
            .map((id) => ({ id, name: t('weeksEach', { weeks: Number(id) }) }))}
        />
        <Select
          label={t('effectOf')}
          value={of}
          onChange={setOf}
          options={[
            { id: 'department', name: t('ofDepartment') },
            { id: 'company', name: t('ofCompany') },
          ]}
        />
      </div>
      <Answered answer={answer} height={200}>
        {({ initiatives }, updating, { metric: of, weeks: each }) => {
          const metric = shell.metrics.find(({ id }) => id === of);
          const shown = initiatives
            .filter(({ department }) => filters.department.length === 0 || filters.department.includes(department.id))
            .sort((a, b) => (a.from < b.from ? 1 : -1));
          if (shown.length === 0)
            return <p className={styles.none}>{may ? t('noInitiatives') : t('noInitiativesAsk')}</p>;
          return (
            <ul className={styles.list} data-updating={updating}>
              {metric &&
                shown.map((one) => (
                  <InitiativeCard
                    key={one.id}
                    initiative={one}
                    metric={metric}
                    asked={each}
                    format={format}
                    {...(may && {
                      onChange: () => setStep({ kind: 'form', changed: one }),
                      onEnd: () => setStep({ kind: 'form', changed: one, ending: true }),
                      onRemove: () => setStep({ kind: 'removal', removed: one }),
                    })}
                  />
                ))}
            </ul>
          );
        }}
      </Answered>
      {step?.kind === 'form' && (
        <InitiativeForm changed={step.changed} ending={step.ending ?? false} onClose={() => setStep(undefined)} />
      )}
      {step?.kind === 'removal' && <InitiativeRemoval initiative={step.removed} onClose={() => setStep(undefined)} />}
    </Panel>
  );
}
