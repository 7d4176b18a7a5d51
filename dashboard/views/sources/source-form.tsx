import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useChange } from '../../api/use-change.ts';
import { usePage } from '../../app/page-context.tsx';
import { Button } from '../../parts/button.tsx';
import { ChangeForm, useRefusal } from '../../parts/change-form.tsx';
import { ChoiceField, Field } from '../../parts/field.tsx';
import { updateSource } from './mutations.ts';
import { CadenceField } from './rhythm.tsx';
import { type SourceEntries, sourceChanges, sourceEntries } from './source-changes.ts';
import type { ToldSource } from './told-source.ts';

/** Changes what is told of a source; only what was changed is sent. */
export function SourceForm({ source }: { source: ToldSource }) {
  const t = useTranslations('forms');
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('change')}</Button>
      {open && <OpenForm source={source} onClose={() => setOpen(false)} />}
    </>
  );
}

function OpenForm({ source, onClose }: { source: ToldSource; onClose: () => void }) {
  const t = useTranslations('sources');
  const tForms = useTranslations('forms');
  const { departments, channels } = usePage().shell.organisation;
  const { send, busy, problem } = useChange(updateSource, ['Source']);
  const refusal = useRefusal(problem);
  const [entries, setEntries] = useState(() => sourceEntries(source));
  const field = (name: keyof SourceEntries) => ({
    label: t(name),
    value: entries[name],
    onChange: (value: string) => setEntries((before) => ({ ...before, [name]: value })),
    problem: refusal(name),
  });
  // What feeds an adapter has both: the API refuses a connected source without.
  const notSaid = source.adapter ? [] : [{ id: '', name: t('notSaid') }];
  return (
    <ChangeForm
      title={tForms('changeOf', { what: source.name })}
      busy={busy}
      problem={problem}
      fields={Object.keys(entries)}
      onClose={onClose}
      onSubmit={async () => {
        const changes = sourceChanges(source, entries);
        if (Object.keys(changes).length === 0 || (await send({ input: { id: source.id, ...changes } }))) onClose();
      }}
    >
      <Field {...field('name')} hint={t('nameHint')} />
      <CadenceField {...field('cadence')} current={source.cadence} />
      <ChoiceField {...field('department')} options={[...notSaid, ...departments]} />
      <ChoiceField {...field('channel')} options={[...notSaid, ...channels]} />
      <Field {...field('owner')} hint={t('ownerHint')} />
    </ChangeForm>
  );
}
