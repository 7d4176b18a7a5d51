import { useTranslations } from 'use-intl';
import { useFormat } from '../../app/page-context.tsx';
import { Panel } from '../../parts/panel.tsx';
import { keyState } from './key-state.ts';
import styles from './sources.module.css';
import type { ToldSource } from './told-source.ts';

/** Secrets, set or missing, and keys, also those that ended: never their values, which nobody can read again. */
export function AccessPanel({ source }: { source: ToldSource }) {
  const t = useTranslations('sources');
  const format = useFormat();
  const { id, secretsChangedAt, previousSecretsUntil } = source;
  const secrets = source.secrets ?? [];
  const keys = source.keys ?? [];
  const now = Date.now();
  const command = commandOf(source);
  return (
    <Panel title={t('access')} note={t('accessNote')} span={6}>
      {secrets.length > 0 && (
        <ul className={styles.lines}>
          {secrets.map(({ name, description, set }) => (
            <li key={name}>
              <code>{name}</code>{' '}
              <span className={set ? styles.soft : styles.trouble}>{t(set ? 'secretSet' : 'secretMissing')}</span>
              <span className={styles.below}>{description}</span>
            </li>
          ))}
        </ul>
      )}
      {secretsChangedAt !== null && (
        <p className={styles.soft}>
          {t('secretsChanged', { when: format.instant(secretsChangedAt) })}{' '}
          {previousSecretsUntil !== null && t('secretsBefore', { when: format.instant(previousSecretsUntil) })}
        </p>
      )}
      {keys.length > 0 && (
        <ul className={styles.lines}>
          {keys.map((key) => {
            const state = keyState(key, now);
            return (
              <li key={key.id}>
                <code>{key.id}</code>{' '}
                <span className={state === 'ending' ? styles.trouble : styles.soft}>
                  {t(`key-${state}`, { when: key.expiresAt === null ? '' : format.instant(key.expiresAt) })}
                </span>
                <span className={styles.below}>{t('keyMade', { when: format.instant(key.createdAt) })}</span>
              </li>
            );
          })}
        </ul>
      )}
      {secrets.length + keys.length === 0 && <p className={styles.soft}>{t('noAccess')}</p>}
      {command && <p className={styles.soft}>{t.rich(command, { id, code: (words) => <code>{words}</code> })}</p>}
    </Panel>
  );
}

/** What sends by itself has keys; what is asked, or signs what it sends, has secrets or nothing. */
function commandOf({ adapter, secrets }: ToldSource): 'secretCommand' | 'keyCommand' | undefined {
  if (secrets && secrets.length > 0) return 'secretCommand';
  return adapter === null || adapter.webhook === 'KEY' ? 'keyCommand' : undefined;
}
