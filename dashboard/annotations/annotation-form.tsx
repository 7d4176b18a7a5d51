import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useChange } from '../api/use-change.ts';
import { usePage } from '../app/page-context.tsx';
import type { Annotation } from '../charts/annotation-mark.ts';
import { useView } from '../filters/use-filters.ts';
import { ChangeForm, useRefusal } from '../parts/change-form.tsx';
import { AreaField, ChoiceField, Field } from '../parts/field.tsx';
import { affectedByAnnotations } from './affected-by-annotations.ts';
import { setAnnotation } from './mutations.ts';

export interface AnnotationFormProps {
  /** Absent: a new one. */
  changed?: Annotation | undefined;
  onClose: () => void;
}

const longest = 2_000;

/** Notes what happened on a day, of the company or of a department. */
export function AnnotationForm({ changed, onClose }: AnnotationFormProps) {
  const t = useTranslations('annotations');
  const tForms = useTranslations('forms');
  const { days, filters } = useView();
  const { departments } = usePage().shell.organisation;
  const [text, setText] = useState(changed?.text ?? '');
  const [day, setDay] = useState(changed?.day ?? days.to);
  const [department, setDepartment] = useState(
    changed ? (changed.department?.id ?? '') : filters.department.length === 1 ? (filters.department[0] ?? '') : '',
  );
  const [tried, setTried] = useState(false);
  const { send, busy, problem } = useChange(setAnnotation, affectedByAnnotations);
  const refusal = useRefusal(problem);
  const wrong = {
    text:
      text.trim() === '' ? tForms('missing') : text.length > longest ? tForms('tooLong', { most: longest }) : undefined,
    day: day === '' ? tForms('missing') : undefined,
  };
  const submit = async () => {
    setTried(true);
    if (wrong.text || wrong.day) return;
    const input = { text, day, department: department || null, ...(changed && { id: changed.id }) };
    if (await send({ input })) onClose();
  };
  return (
    <ChangeForm
      title={changed ? t('changeTitle') : t('addTitle')}
      busy={busy}
      problem={problem}
      fields={['text', 'day', 'department']}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <AreaField
        label={t('text')}
        hint={t('textHint')}
        value={text}
        onChange={setText}
        problem={(tried ? wrong.text : undefined) ?? refusal('text')}
      />
      <Field
        label={t('day')}
        type="date"
        max="9999-12-31"
        value={day}
        onChange={setDay}
        problem={(tried ? wrong.day : undefined) ?? refusal('day')}
      />
      <ChoiceField
        label={t('department')}
        value={department}
        onChange={setDepartment}
        options={[{ id: '', name: tForms('company') }, ...departments.map(({ id, name }) => ({ id, name }))]}
        problem={refusal('department')}
      />
    </ChangeForm>
  );
}
