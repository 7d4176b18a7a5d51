import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useChange } from '../../api/use-change.ts';
import { ChangeForm, useRefusal } from '../../parts/change-form.tsx';
import { ChoiceField } from '../../parts/field.tsx';
import { commonCadences } from './cadence.ts';
import { useCadenceWords } from './cadence-words.ts';
import { updateSource } from './mutations.ts';
import styles from './sources.module.css';
import type { ToldSource } from './told-source.ts';

/** How often a source is expected to speak, to be set right there: without it nobody notices its silence. */
export function Rhythm({ source }: { source: Pick<ToldSource, 'id' | 'name' | 'cadence'> }) {
  const t = useTranslations('sources');
  const words = useCadenceWords();
  const [open, setOpen] = useState(false);
  const action = t(source.cadence === null ? 'rhythmSet' : 'rhythmChange');
  return (
    <>
      <span className={source.cadence === null ? styles.faint : undefined}>{words(source.cadence)}</span>{' '}
      <button
        type="button"
        className={`${styles.textButton} unprinted`}
        aria-label={`${action}: ${t('rhythmOf', { source: source.name })}`}
        onClick={() => setOpen(true)}
      >
        {action}
      </button>
      {open && <RhythmForm source={source} onClose={() => setOpen(false)} />}
    </>
  );
}

function RhythmForm({ source, onClose }: { source: Pick<ToldSource, 'id' | 'name' | 'cadence'>; onClose: () => void }) {
  const t = useTranslations('sources');
  const { send, busy, problem } = useChange(updateSource, ['Source']);
  const refusal = useRefusal(problem);
  const [cadence, setCadence] = useState(source.cadence ?? '');
  return (
    <ChangeForm
      title={t('rhythmOf', { source: source.name })}
      busy={busy}
      problem={problem}
      fields={['cadence']}
      onClose={onClose}
      onSubmit={async () => {
        if (await send({ input: { id: source.id, cadence: cadence || null } })) onClose();
      }}
    >
      <CadenceField current={source.cadence} value={cadence} onChange={setCadence} problem={refusal('cadence')} />
    </ChangeForm>
  );
}

export interface CadenceFieldProps {
  /** What it is now, also when it is none of the common ones. */
  current: string | null;
  /** Empty: none. */
  value: string;
  onChange: (cadence: string) => void;
  problem: string | undefined;
}

/** Chooses a rhythm. */
export function CadenceField({ current, value, onChange, problem }: CadenceFieldProps) {
  const t = useTranslations('sources');
  const words = useCadenceWords();
  const common: readonly string[] = commonCadences;
  const offered = current !== null && !common.includes(current) ? [current, ...common] : common;
  return (
    <ChoiceField
      label={t('rhythm')}
      hint={t('rhythmHint')}
      problem={problem}
      value={value}
      onChange={onChange}
      options={[{ id: '', name: t('noRhythm') }, ...offered.map((id) => ({ id, name: words(id) }))]}
    />
  );
}
