import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useChange } from '../../api/use-change.ts';
import { Button } from '../../parts/button.tsx';
import { ChangeForm } from '../../parts/change-form.tsx';
import { dismissRejections } from './mutations.ts';
import type { RejectionFilter } from './rejection-list.tsx';

const affects = ['Rejection', 'RejectionConnection', 'RejectionCount'];

export type DismissButtonProps = { count: number } & ({ ids: readonly string[] } | { filter: RejectionFilter });

/** Settles what is not wanted, after saying what that means; at most a thousand at once. */
export function DismissButton({ count, ...which }: DismissButtonProps) {
  const t = useTranslations('sources');
  const { send, busy, problem } = useChange(dismissRejections, affects);
  const [asked, setAsked] = useState(false);
  const many = Math.min(count, 1000);
  return (
    <>
      <Button tone="quiet" onClick={() => setAsked(true)}>
        {t('dismiss', { count: 'ids' in which ? 1 : many })}
      </Button>
      {asked && (
        <ChangeForm
          title={t('dismissTitle', { count: many })}
          submit={t('dismissDo')}
          busy={busy}
          problem={problem}
          fields={[]}
          onClose={() => setAsked(false)}
          onSubmit={async () => {
            if (await send({ input: 'ids' in which ? { ids: [...which.ids] } : { filter: which.filter } }))
              setAsked(false);
          }}
        >
          <p>{t('dismissText')}</p>
        </ChangeForm>
      )}
    </>
  );
}
