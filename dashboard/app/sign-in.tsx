import { useTranslations } from 'use-intl';
import { Button } from '../parts/button.tsx';
import type { Session } from '../session/session.ts';
import styles from './sign-in.module.css';

export interface SignInProps {
  session: Session;
  /** The session ended while the page was open. */
  expired: boolean;
}

/** The door: nobody is signed in, or not any more. */
export function SignIn({ session, expired }: SignInProps) {
  const t = useTranslations('app');
  const { signIn } = session;
  return (
    <main className={styles.page}>
      <div className={styles.card}>
        <img src="/polylog.svg" alt="" width={48} height={48} />
        <h1>{t('signInTitle')}</h1>
        {expired && <p>{t('signInExpired')}</p>}
        {signIn ? (
          <Button tone="accent" onClick={() => void signIn()}>
            {t('signIn')}
          </Button>
        ) : (
          <p>{t('signInLink')}</p>
        )}
      </div>
    </main>
  );
}
