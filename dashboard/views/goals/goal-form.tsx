import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useChange } from '../../api/use-change.ts';
import { usePage } from '../../app/page-context.tsx';
import { useView } from '../../filters/use-filters.ts';
import { bothNames } from '../../i18n/both-names.ts';
import { enteredUnit, readEntered, writeEntered } from '../../i18n/entered-value.ts';
import { ChangeForm, useRefusal } from '../../parts/change-form.tsx';
import { ChoiceField, Field } from '../../parts/field.tsx';
import { addMonths } from '../overview/add-months.ts';
import type { Goal } from './goal.ts';
import { setGoal } from './mutations.ts';
import { useNow } from './use-now.ts';
import { WayFields } from './way-fields.tsx';

export interface GoalFormProps {
  /** Absent: a new one. */
  changed?: Goal | undefined;
  onClose: () => void;
}

/** Sets a goal; values are entered as people say them, such as 57 for 57 %. */
export function GoalForm({ changed, onClose }: GoalFormProps) {
  const t = useTranslations('goals');
  const tForms = useTranslations('forms');
  const { shell, language } = usePage();
  const { today, filters, format } = useView();
  const { locale } = format;
  const metrics = shell.metrics.toSorted((a, b) => a.name.localeCompare(b.name, language));
  const metricOf = (id: string) => metrics.find((one) => one.id === id) ?? metrics[0];
  const before = changed?.metric && metricOf(changed.metric.id);
  const [entered, setEntered] = useState({
    en: changed?.en ?? '',
    de: changed?.de ?? '',
    metric: changed?.metric?.id ?? 'RESPONSE_RATE',
    department: changed ? (changed.department?.id ?? '') : (filters.department[0] ?? ''),
    baseline: changed && before ? writeEntered(before, changed.baseline, locale) : '',
    target: changed && before ? writeEntered(before, changed.target, locale) : '',
    from: changed?.from ?? today,
    due: changed?.due ?? addMonths(today, 12),
    owner: changed?.owner ?? '',
  });
  const [tried, setTried] = useState(false);
  const { send, busy, problem } = useChange(setGoal);
  const refusal = useRefusal(problem);
  const { from, due, owner, department } = entered;
  const names = bothNames(entered);
  const metric = metricOf(entered.metric);
  const now = useNow(metric, department);
  const unit = metric ? enteredUnit(metric) : 'amount';
  const baseline = metric && readEntered(metric, entered.baseline, locale);
  const target = metric && readEntered(metric, entered.target, locale);
  const name = (text: string) =>
    text.trim() === '' ? tForms('missing') : text.length > 200 ? tForms('tooLong', { most: 200 }) : undefined;
  const wrong: Record<string, string | undefined> = {
    'name.en': name(names.en),
    'name.de': names.de === '' ? undefined : name(names.de),
    baseline: baseline === undefined ? t(`allowed-${unit}`) : undefined,
    target: target === undefined ? t(`allowed-${unit}`) : undefined,
    from: from === '' ? tForms('missing') : undefined,
    due: due === '' ? tForms('missing') : due <= from ? tForms('after', { day: format.day(from) }) : undefined,
    owner: owner.length > 200 ? tForms('tooLong', { most: 200 }) : undefined,
  };
  const about = (field: string) => (tried ? wrong[field] : undefined) ?? refusal(field);
  const set = (field: keyof typeof entered) => (value: string) => setEntered({ ...entered, [field]: value });
  const field = (name: keyof typeof entered) => ({ value: entered[name], onChange: set(name), problem: about(name) });
  const submit = async () => {
    setTried(true);
    if (!metric || baseline === undefined || target === undefined || Object.values(wrong).some(Boolean)) return;
    const input = {
      ...(changed && { id: changed.id }),
      name: names,
      metric: metric.id,
      department: department || null,
      baseline,
      target,
      from,
      due,
      owner: owner.trim() || null,
    };
    if (await send({ input })) onClose();
  };
  return (
    <ChangeForm
      title={changed ? t('changeTitle') : t('addTitle')}
      busy={busy}
      problem={problem}
      fields={[...Object.keys(wrong), 'metric', 'department']}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <Field label={t('nameEn')} hint={tForms('oneName')} {...field('en')} problem={about('name.en')} />
      <Field label={t('nameDe')} {...field('de')} problem={about('name.de')} />
      <ChoiceField
        label={t('metric')}
        hint={metric?.description}
        value={entered.metric}
        onChange={set('metric')}
        options={metrics.map(({ id, name: called }) => ({ id: id as string, name: called }))}
        problem={about('metric')}
      />
      <ChoiceField
        label={t('whose')}
        value={department}
        onChange={set('department')}
        options={[
          { id: '', name: tForms('company') },
          ...shell.organisation.departments.map(({ id, name: called }) => ({ id, name: called })),
        ]}
        problem={about('department')}
      />
      <WayFields
        baseline={field('baseline')}
        target={field('target')}
        from={field('from')}
        due={field('due')}
        hint={t(`allowed-${unit}`)}
        now={now ? t('now', now) : ''}
      />
      <Field label={t('owner')} value={owner} onChange={set('owner')} problem={about('owner')} />
    </ChangeForm>
  );
}
