import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useChange } from '../../api/use-change.ts';
import { useView } from '../../filters/use-filters.ts';
import { readNumber } from '../../i18n/read-number.ts';
import { Button } from '../../parts/button.tsx';
import { ChangeForm, useRefusal } from '../../parts/change-form.tsx';
import { Field } from '../../parts/field.tsx';
import type { Headcount, Staffed } from './headcounts-on.ts';
import { removeHeadcount, setHeadcount } from './mutations.ts';

export interface HeadcountFormProps {
  department: Staffed;
  /** The one that holds in the days shown. */
  current: Headcount | undefined;
  /** Of the days shown: a first headcount is to hold from there on. */
  firstDay: string;
  onClose: () => void;
}

const affected = ['Report', 'Goal'];

/** Says how many people a department has from a day on. */
export function HeadcountForm({ department, current, firstDay, onClose }: HeadcountFormProps) {
  const t = useTranslations('adoption');
  const tForms = useTranslations('forms');
  const { format } = useView();
  const [count, setCount] = useState(current ? String(current.count) : '');
  const [managers, setManagers] = useState(current?.managers == null ? '' : String(current.managers));
  const [from, setFrom] = useState(current?.from ?? firstDay);
  const [tried, setTried] = useState(false);
  const setting = useChange(setHeadcount, affected);
  const removing = useChange(removeHeadcount, affected);
  const problem = setting.problem ?? removing.problem;
  const refusal = useRefusal(problem);
  const people = readNumber(count, format.locale);
  const leaders = managers.trim() === '' ? null : readNumber(managers, format.locale);
  const wrongCount = (value: number | undefined) =>
    value === undefined || value < 0 || !Number.isInteger(value) ? tForms('wholeNumber') : undefined;
  const wrong = {
    count: count.trim() === '' ? tForms('missing') : wrongCount(people),
    managers:
      leaders === null
        ? undefined
        : (wrongCount(leaders) ??
          (people !== undefined && leaders !== undefined && leaders > people ? t('tooManyManagers') : undefined)),
    from: from === '' ? tForms('missing') : undefined,
  };
  const submit = async () => {
    setTried(true);
    if (wrong.count || wrong.managers || wrong.from || people === undefined || leaders === undefined) return;
    const input = { department: department.id, from, count: people, managers: leaders };
    if (await setting.send({ input })) onClose();
  };
  const remove = async () => {
    if (current && (await removing.send({ input: { department: department.id, from: current.from } }))) onClose();
  };
  return (
    <ChangeForm
      title={t('headcountTitle', { name: department.name })}
      busy={setting.busy || removing.busy}
      problem={problem}
      fields={['count', 'managers', 'from']}
      onSubmit={() => void submit()}
      onClose={onClose}
      extra={
        current && (
          <Button tone="quiet" onClick={() => void remove()}>
            {t('removeHeadcount')}
          </Button>
        )
      }
    >
      <Field
        label={t('people')}
        hint={t('peopleHint')}
        inputMode="numeric"
        autoComplete="off"
        value={count}
        onChange={setCount}
        problem={(tried ? wrong.count : undefined) ?? refusal('count')}
      />
      <Field
        label={t('managersOptional')}
        hint={t('managersHint')}
        inputMode="numeric"
        autoComplete="off"
        value={managers}
        onChange={setManagers}
        problem={(tried ? wrong.managers : undefined) ?? refusal('managers')}
      />
      <Field
        label={t('fromDay')}
        hint={t('fromDayHint')}
        type="date"
        max="9999-12-31"
        value={from}
        onChange={setFrom}
        problem={(tried ? wrong.from : undefined) ?? refusal('from')}
      />
    </ChangeForm>
  );
}
