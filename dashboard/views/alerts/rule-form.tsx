import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useChange } from '../../api/use-change.ts';
import { useFormat, usePage } from '../../app/page-context.tsx';
import { ChangeForm, useRefusal } from '../../parts/change-form.tsx';
import { ChoiceField, Field } from '../../parts/field.tsx';
import { entryProblems } from './entry-problems.ts';
import { setAlertRule } from './mutations.ts';
import { fittingUnit, type RuleEntries, ruleInput } from './rule-entries.ts';
import { RuleMore } from './rule-more.tsx';
import { RuleQuestion } from './rule-question.tsx';
import type { ToldDimensions, ToldRule } from './told-alert.ts';

export interface RuleFormProps {
  begun: RuleEntries;
  metrics: ToldDimensions;
  /** The rule that is changed; absent: a new one. */
  before?: ToldRule;
  onClose: () => void;
}

/** What the API calls the fields of a form. */
const apiNames = { 'name.en': 'nameEn', 'name.de': 'nameDe', name: 'nameEn' } as const;
const fields = [
  ...['name', 'name.en', 'name.de', 'metric', 'department', 'channel', 'source', 'window', 'comparison'],
  ...['threshold', 'minimumN', 'minimumCompleteness', 'pendingMinutes', 'owner'],
];

/** Adds or changes a rule; what is wrong stands at its field, and what was typed stays. */
export function RuleForm({ begun, metrics, before, onClose }: RuleFormProps) {
  const t = useTranslations('alerts');
  const tForms = useTranslations('forms');
  const { shell } = usePage();
  const { locale } = useFormat();
  const { send, busy, problem } = useChange(setAlertRule, ['Alert', 'AlertRule']);
  const refusal = useRefusal(problem);
  const [entries, setEntries] = useState(begun);
  const [tried, setTried] = useState(false);
  const metric = shell.metrics.find(({ id }) => id === entries.metric);
  const missing = entryProblems(entries, locale);
  const wrong = (field: keyof RuleEntries): string | undefined => {
    const own = tried ? missing.find((one) => one.field === field) : undefined;
    if (own) return tForms(own.kind);
    const names = Object.entries(apiNames).filter(([, name]) => name === field);
    return [field, ...names.map(([name]) => name)].map(refusal).find(Boolean);
  };
  const change = (part: Partial<RuleEntries>) => {
    const next = { ...entries, ...part };
    const measured = shell.metrics.find(({ id }) => id === next.metric);
    setEntries(measured ? { ...next, unit: fittingUnit(next, measured) } : next);
  };
  return (
    <ChangeForm
      title={before ? tForms('changeOf', { what: before.name }) : t('addRule')}
      busy={busy}
      problem={problem}
      fields={fields}
      onClose={onClose}
      onSubmit={async () => {
        setTried(true);
        if (missing.length > 0 || !metric) return;
        if (await send({ input: ruleInput(entries, metric, locale, before) })) onClose();
      }}
    >
      <ChoiceField
        label={t('kind')}
        hint={t(`kindHint-${entries.kind}`)}
        value={entries.kind}
        onChange={(kind) => change({ kind })}
        options={(['THRESHOLD', 'MISSING_DATA', 'COMPLETENESS'] as const).map((id) => ({ id, name: t(`kind-${id}`) }))}
      />
      <Field
        label={t('nameEn')}
        hint={t('nameHint')}
        problem={wrong('nameEn')}
        value={entries.nameEn}
        onChange={(nameEn) => change({ nameEn })}
      />
      <Field
        label={t('nameDe')}
        problem={wrong('nameDe')}
        value={entries.nameDe}
        onChange={(nameDe) => change({ nameDe })}
      />
      <RuleQuestion {...{ entries, change, wrong, metrics }} before={before} />
      <RuleMore {...{ entries, change, wrong }} />
    </ChangeForm>
  );
}
