import { useTranslations } from 'use-intl';
import { useFormat } from '../../app/page-context.tsx';
import { DismissButton } from './dismiss-button.tsx';
import { Payload } from './payload.tsx';
import lists from './rejections.module.css';
import styles from './sources.module.css';
import type { ToldRejection } from './told-source.ts';

/** Each rejection: what is wrong with which field, and behind a click what was sent. */
export function RejectionTable({ rejections }: { rejections: readonly ToldRejection[] }) {
  const t = useTranslations('sources');
  const format = useFormat();
  return (
    <ul className={lists.rejections}>
      {rejections.map((rejection) => {
        const {
          id,
          code,
          path,
          message,
          format: kind,
          interactionId,
          recordedAt,
          state,
          settledAt,
          settledBy,
        } = rejection;
        return (
          <li key={id} className={lists.rejection}>
            <div>
              <p>
                {path !== '' && <code>{path}</code>} {message}
              </p>
              <p className={styles.below}>
                {[
                  t(`code-${code}`),
                  format.instant(recordedAt),
                  rejection.source?.name,
                  interactionId ?? t('noId'),
                  t('format', { format: kind }),
                  settledAt !== null &&
                    t('settled', { state, when: format.instant(settledAt), who: settledBy ?? t('somebody') }),
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </p>
            </div>
            <Payload id={id} />
            {state === 'OPEN' && <DismissButton ids={[id]} count={1} />}
          </li>
        );
      })}
    </ul>
  );
}
