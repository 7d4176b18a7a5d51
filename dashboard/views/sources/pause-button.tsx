import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useChange } from '../../api/use-change.ts';
import { Button } from '../../parts/button.tsx';
import { ChangeForm } from '../../parts/change-form.tsx';
import { pauseSource, resumeSource } from './mutations.ts';
import type { ToldSource } from './told-source.ts';

const affects = ['Source', 'Rejection', 'RejectionCount'];

/** Pauses a source, or lets it go on: said what that means before it is done. */
export function PauseButton({ source: { id, name, paused } }: { source: ToldSource }) {
  const t = useTranslations('sources');
  const pause = useChange(pauseSource, affects);
  const resume = useChange(resumeSource, affects);
  const { send, busy, problem } = paused ? resume : pause;
  const [asked, setAsked] = useState(false);
  return (
    <>
      <Button onClick={() => setAsked(true)}>{t(paused ? 'resume' : 'pause')}</Button>
      {asked && (
        <ChangeForm
          title={t(paused ? 'resumeTitle' : 'pauseTitle', { source: name })}
          submit={t(paused ? 'resume' : 'pause')}
          busy={busy}
          problem={problem}
          fields={[]}
          onClose={() => setAsked(false)}
          onSubmit={async () => {
            if (await send({ id })) setAsked(false);
          }}
        >
          <p>{t(paused ? 'resumeText' : 'pauseText')}</p>
        </ChangeForm>
      )}
    </>
  );
}
