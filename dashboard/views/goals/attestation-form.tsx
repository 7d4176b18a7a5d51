import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useChange } from '../../api/use-change.ts';
import { addDays } from '../../filters/span.ts';
import { useView } from '../../filters/use-filters.ts';
import { Button } from '../../parts/button.tsx';
import { ChangeForm, useRefusal } from '../../parts/change-form.tsx';
import { AreaField, Field } from '../../parts/field.tsx';
import type { Attestation } from './goal.ts';
import { removeAttestation, setAttestation } from './mutations.ts';

export interface AttestationFormProps {
  department: { id: string; name: string };
  kind: Attestation['kind'];
  /** What is renewed; undefined: it is attested for the first time. */
  before: Attestation | undefined;
  onClose: () => void;
}

const affected = ['MaturityAssessment'];

/** Vouches for something in one's own name, until a day within two years. */
export function AttestationForm({ department, kind, before, onClose }: AttestationFormProps) {
  const t = useTranslations('goals');
  const tForms = useTranslations('forms');
  const { today, format } = useView();
  const [statement, setStatement] = useState(before?.statement ?? '');
  const [expires, setExpires] = useState(addDays(today, 365));
  const [tried, setTried] = useState(false);
  const setting = useChange(setAttestation, affected);
  const removing = useChange(removeAttestation, affected);
  const problem = setting.problem ?? removing.problem;
  const refusal = useRefusal(problem);
  const latest = addDays(today, 2 * 365);
  const wrong = {
    statement:
      statement.trim() === ''
        ? tForms('missing')
        : statement.length > 2_000
          ? tForms('tooLong', { most: 2_000 })
          : undefined,
    expires:
      expires <= today
        ? tForms('after', { day: format.day(today) })
        : expires > latest
          ? tForms('until', { day: format.day(latest) })
          : undefined,
  };
  const submit = async () => {
    setTried(true);
    if (wrong.statement || wrong.expires) return;
    const input = { ...(before && { id: before.id }), department: department.id, kind, statement, expires };
    if (await setting.send({ input })) onClose();
  };
  const remove = async () => {
    if (before && (await removing.send({ input: { id: before.id } }))) onClose();
  };
  return (
    <ChangeForm
      title={t(before ? 'renewOf' : 'attestOf', { kind: t(`kind-${kind}`), name: department.name })}
      submit={t(before ? 'renew' : 'attest')}
      busy={setting.busy || removing.busy}
      problem={problem}
      fields={['statement', 'expires']}
      onSubmit={() => void submit()}
      onClose={onClose}
      extra={
        before && (
          <Button tone="quiet" onClick={() => void remove()}>
            {t('takeBack')}
          </Button>
        )
      }
    >
      <AreaField
        label={t('statement')}
        hint={t(`statement-${kind}`)}
        value={statement}
        onChange={setStatement}
        problem={(tried ? wrong.statement : undefined) ?? refusal('statement')}
      />
      <Field
        label={t('expires')}
        hint={t('expiresHint', { day: format.day(latest) })}
        type="date"
        max={latest}
        value={expires}
        onChange={setExpires}
        problem={(tried ? wrong.expires : undefined) ?? refusal('expires')}
      />
    </ChangeForm>
  );
}
