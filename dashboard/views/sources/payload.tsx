import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useAnswer } from '../../api/use-answer.ts';
import { Answered } from '../../parts/answered.tsx';
import { payloadQuery } from './queries.ts';
import lists from './rejections.module.css';
import styles from './sources.module.css';

/** What was sent, which may hold personal data: fetched and shown when somebody asks for it, never before. */
export function Payload({ id }: { id: string }) {
  const t = useTranslations('sources');
  const [open, setOpen] = useState(false);
  return (
    <details className={lists.payload} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('payload')}</summary>
      {open && <Fetched id={id} />}
    </details>
  );
}

function Fetched({ id }: { id: string }) {
  const t = useTranslations('sources');
  const answer = useAnswer(payloadQuery, { id });
  return (
    <Answered answer={answer} height={120}>
      {({ rejection }) =>
        rejection?.payload ? (
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard.
          <pre tabIndex={0}>{readable(rejection.payload)}</pre>
        ) : (
          <p className={styles.soft}>{t(rejection ? 'payloadNone' : 'payloadGone')}</p>
        )
      }
    </Answered>
  );
}

function readable(json: string): string {
  try {
    return JSON.stringify(JSON.parse(json), null, 2);
  } catch {
    return json;
  }
}
