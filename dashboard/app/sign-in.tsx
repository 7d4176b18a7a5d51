import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '../parts/button.tsx';
import type { ProblemKind, Session, SignInProblem } from '../session/session.ts';
import { SignInFailed } from '../session/sign-in-problem.ts';
import styles from './sign-in.module.css';

export interface SignInProps {
  session: Session;
  /** The session ended while the page was open. */
  expired: boolean;
}

/** The door: nobody is signed in, or not any more. It says why, when there is more to say, and what to do about it. */
export function SignIn({ session, expired }: SignInProps) {
  const t = useTranslations('app');
  const [failed, setFailed] = useState<SignInProblem>();
  const [leaving, setLeaving] = useState(false);
  const { signIn } = session;
  const problem = failed ?? (expired ? ended : 'reason' in session ? session.reason : undefined);
  const begin = async (): Promise<void> => {
    setLeaving(true);
    await signIn?.().catch((error: unknown) => {
      setFailed(error instanceof SignInFailed ? error.problem : { kind: 'refused', detail: String(error) });
      setLeaving(false);
    });
  };
  return (
    <main className={styles.page}>
      <div className={styles.card}>
        <img src="/polylog.svg" alt="" width={48} height={48} />
        <h1>{t('signInTitle')}</h1>
        {problem && <p role="alert">{t('signInProblem', { kind: words[problem.kind] ?? problem.kind })}</p>}
        {signIn ? (
          <Button tone="accent" disabled={leaving} onClick={() => void begin()}>
            {t(labelFor(problem))}
          </Button>
        ) : (
          <p>{t('signInLink')}</p>
        )}
        {problem?.detail && (
          <p className={styles.detail} lang="en">
            {problem.detail}
          </p>
        )}
      </div>
    </main>
  );
}

const ended: SignInProblem = { kind: 'expired' };

/** Messages know no hyphens. */
const words: Partial<Record<ProblemKind, string>> = { 'no-roles': 'noRoles', 'wrong-token': 'wrongToken' };

function labelFor(problem: SignInProblem | undefined): 'signIn' | 'signInAgain' | 'signInAsOther' {
  if (!problem || problem.kind === 'expired') return 'signIn';
  return problem.kind === 'no-roles' ? 'signInAsOther' : 'signInAgain';
}
