import { RouterProvider } from '@tanstack/react-router';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { Provider } from 'urql';
import { IntlProvider, useTranslations } from 'use-intl';
import { createApi } from '../api/create-api.ts';
import { LiveProvider } from '../api/live-context.tsx';
import { shellQuery } from '../api/queries.ts';
import { useAnswer } from '../api/use-answer.ts';
import { chooseLanguage, type Language } from '../i18n/language.ts';
import { loadMessages, type Messages } from '../i18n/messages.ts';
import { ProblemView } from '../parts/problem-view.tsx';
import type { PageConfig } from '../session/page-config.ts';
import type { Session, SignedIn } from '../session/session.ts';
import { PageContext } from './page-context.tsx';
import { router } from './router.tsx';
import styles from './sign-in.module.css';
import { SignIn } from './sign-in.tsx';

export interface AppProps {
  config: PageConfig;
  session: Session;
  language: Language;
  messages: Messages;
}

/** The whole page in one language, behind the sign-in. */
export function App({ config, session, language: first, messages: words }: AppProps) {
  const [{ language, messages }, setWords] = useState({ language: first, messages: words });
  const [expired, setExpired] = useState(false);
  const setLanguage = useCallback((chosen: Language) => {
    chooseLanguage(chosen);
    void loadMessages(chosen).then((loaded) => setWords({ language: chosen, messages: loaded }));
  }, []);
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  useEffect(() => (session.kind === 'signed-in' ? session.onExpired(() => setExpired(true)) : undefined), [session]);
  return (
    <IntlProvider locale={language} messages={messages} timeZone="UTC">
      {session.kind === 'signed-out' || expired ? (
        <SignIn session={session} expired={expired} />
      ) : (
        <SignedInPage {...{ config, session, language, setLanguage }} onSignedOut={() => setExpired(true)} />
      )}
    </IntlProvider>
  );
}

interface SignedInPageProps {
  config: PageConfig;
  session: SignedIn;
  language: Language;
  setLanguage: (language: Language) => void;
  onSignedOut: () => void;
}

function SignedInPage({ config, session, language, setLanguage, onSignedOut }: SignedInPageProps) {
  // One client for each session: what it keeps is what this visitor may see.
  const [api] = useState(() => createApi({ url: config.api, token: session.token, onSignedOut }));
  return (
    <Provider value={api}>
      <LiveProvider url={new URL(config.live, location.href).href} token={session.token}>
        <Opened {...{ config, session, language, setLanguage }} />
      </LiveProvider>
    </Provider>
  );
}

/** What may be an empty list now and not after a change. */
const shellTypes = ['Alert', 'AlertRule', 'Source'];

/** Opens the page once it is known who looks at which organisation. */
function Opened({ config, session, language, setLanguage }: Omit<SignedInPageProps, 'onSignedOut'>) {
  const t = useTranslations('app');
  const answer = useAnswer(shellQuery, { language }, { minutely: true, typenames: shellTypes });
  const shell = answer.kind === 'ready' ? answer.data : undefined;
  const page = useMemo(
    () => shell && { config, session, shell, language, setLanguage },
    [config, session, shell, language, setLanguage],
  );
  if (answer.kind === 'failed') {
    return (
      <main className={styles.page}>
        <ProblemView title={t('name')} problem={answer.problem} retry={answer.retry} />
      </main>
    );
  }
  if (!page) return <img className={styles.opening} src="/polylog.svg" alt={t('opening')} width={48} height={48} />;
  return (
    <PageContext value={page}>
      <RouterProvider router={router} />
    </PageContext>
  );
}
