import { useTranslations } from 'use-intl';
import type { Change } from '../api/use-change.ts';
import { ChangeForm } from './change-form.tsx';

export interface RemovalProps<Variables> {
  /** What is to go, as people call it. */
  what: string;
  change: Change<Variables>;
  variables: Variables;
  onClose: () => void;
}

/** Asks once more before something is removed, and removes it. */
export function Removal<Variables>({
  what,
  change: { send, busy, problem },
  variables,
  onClose,
}: RemovalProps<Variables>) {
  const t = useTranslations('forms');
  const remove = async () => {
    if (await send(variables)) onClose();
  };
  return (
    <ChangeForm
      title={t('removeTitle', { what })}
      submit={t('remove')}
      busy={busy}
      problem={problem}
      fields={[]}
      onSubmit={() => void remove()}
      onClose={onClose}
    >
      <p>{t('removeText')}</p>
    </ChangeForm>
  );
}
