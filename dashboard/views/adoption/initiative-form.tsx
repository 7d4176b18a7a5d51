import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useChange } from '../../api/use-change.ts';
import { usePage } from '../../app/page-context.tsx';
import { useView } from '../../filters/use-filters.ts';
import { bothNames } from '../../i18n/both-names.ts';
import { ChangeForm, useRefusal } from '../../parts/change-form.tsx';
import { AreaField, ChoiceField, Field } from '../../parts/field.tsx';
import type { Initiative } from './initiative.ts';
import { setInitiative } from './mutations.ts';

export interface InitiativeFormProps {
  /** Absent: a new one. */
  changed?: Initiative | undefined;
  /** It is to end: today, unless another day is chosen. */
  ending: boolean;
  onClose: () => void;
}

/** Sets an initiative: what is done, by whom, since when, and until when. */
export function InitiativeForm({ changed, ending, onClose }: InitiativeFormProps) {
  const t = useTranslations('adoption');
  const tForms = useTranslations('forms');
  const { shell } = usePage();
  const { today, filters, format } = useView();
  const { departments } = shell.organisation;
  const [entered, setEntered] = useState({
    en: changed?.en ?? '',
    de: changed?.de ?? '',
    department: changed?.department.id ?? filters.department[0] ?? departments[0]?.id ?? '',
    from: changed?.from ?? today,
    to: changed?.to ?? (ending ? today : ''),
    description: changed?.description ?? '',
  });
  const [tried, setTried] = useState(false);
  const { send, busy, problem } = useChange(setInitiative);
  const refusal = useRefusal(problem);
  const names = bothNames(entered);
  const { en, de, department, from, to, description } = entered;
  const name = (text: string) =>
    text.trim() === '' ? tForms('missing') : text.length > 200 ? tForms('tooLong', { most: 200 }) : undefined;
  const wrong: Record<string, string | undefined> = {
    'name.en': name(names.en),
    'name.de': names.de === '' ? undefined : name(names.de),
    from: from === '' ? tForms('missing') : undefined,
    to: to !== '' && to < from ? tForms('notBefore', { day: format.day(from) }) : undefined,
    description: description.length > 2_000 ? tForms('tooLong', { most: 2_000 }) : undefined,
  };
  const about = (field: string) => (tried ? wrong[field] : undefined) ?? refusal(field);
  const set = (field: keyof typeof entered) => (value: string) => setEntered({ ...entered, [field]: value });
  const submit = async () => {
    setTried(true);
    if (Object.values(wrong).some(Boolean)) return;
    const input = {
      ...(changed && { id: changed.id }),
      name: names,
      department,
      from,
      to: to || null,
      description: description.trim() || null,
    };
    if (await send({ input })) onClose();
  };
  return (
    <ChangeForm
      title={changed ? t(ending ? 'endTitle' : 'changeInitiative') : t('addInitiativeTitle')}
      busy={busy}
      problem={problem}
      fields={[...Object.keys(wrong), 'department']}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      {!ending && (
        <>
          <Field
            label={t('nameEn')}
            hint={tForms('oneName')}
            value={en}
            onChange={set('en')}
            problem={about('name.en')}
          />
          <Field label={t('nameDe')} value={de} onChange={set('de')} problem={about('name.de')} />
          <ChoiceField
            label={t('whose')}
            value={department}
            onChange={set('department')}
            options={departments.map(({ id, name: called }) => ({ id, name: called }))}
            problem={about('department')}
          />
          <Field
            label={t('began')}
            type="date"
            max="9999-12-31"
            value={from}
            onChange={set('from')}
            problem={about('from')}
          />
        </>
      )}
      <Field
        label={t('lastDay')}
        hint={t('lastDayHint')}
        type="date"
        max="9999-12-31"
        value={to}
        onChange={set('to')}
        problem={about('to')}
      />
      {!ending && (
        <AreaField
          label={t('description')}
          value={description}
          onChange={set('description')}
          problem={about('description')}
        />
      )}
    </ChangeForm>
  );
}
