import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useChange } from '../../api/use-change.ts';
import { Button } from '../../parts/button.tsx';
import { ChangeForm, useRefusal } from '../../parts/change-form.tsx';
import { AreaField } from '../../parts/field.tsx';
import { acknowledgeAlert } from './mutations.ts';
import type { ToldAlert } from './told-alert.ts';

/** Says that one sees to an alert, with a note for the others; once more replaces the note. */
export function Acknowledge({ alert, name }: { alert: ToldAlert; name: string }) {
  const t = useTranslations('alerts');
  const [open, setOpen] = useState(false);
  const again = alert.state === 'ACKNOWLEDGED';
  return (
    <>
      <Button tone={again ? 'plain' : 'accent'} onClick={() => setOpen(true)}>
        {t(again ? 'acknowledgeAgain' : 'acknowledge')}
      </Button>
      {open && <AcknowledgeForm {...{ alert, name }} onClose={() => setOpen(false)} />}
    </>
  );
}

function AcknowledgeForm({ alert, name, onClose }: { alert: ToldAlert; name: string; onClose: () => void }) {
  const t = useTranslations('alerts');
  const { send, busy, problem } = useChange(acknowledgeAlert, ['Alert']);
  const refusal = useRefusal(problem);
  const [note, setNote] = useState(alert.note ?? '');
  return (
    <ChangeForm
      title={t('acknowledgeTitle', { name })}
      submit={t('acknowledge')}
      busy={busy}
      problem={problem}
      fields={['note']}
      onClose={onClose}
      onSubmit={async () => {
        if (await send({ input: { id: alert.id, note: note.trim() || null } })) onClose();
      }}
    >
      <AreaField
        label={t('acknowledgeNote')}
        hint={t('acknowledgeHint')}
        problem={refusal('note')}
        value={note}
        onChange={setNote}
        maxLength={2000}
      />
    </ChangeForm>
  );
}
