import { IntlProvider } from 'use-intl';
import type { Language } from '../i18n/language.ts';
import type { Messages } from '../i18n/messages.ts';
import { ProblemView } from '../parts/problem-view.tsx';

/** Instead of the page, where it could not be told what to connect to: never a blank sheet. */
export const Unopened = ({ language, messages, why }: { language: Language; messages: Messages; why: string }) => (
  <IntlProvider locale={language} messages={messages} timeZone="UTC">
    <main>
      <ProblemView problem={{ kind: 'offline', code: 'OFFLINE', message: why }} retry={() => location.reload()} />
    </main>
  </IntlProvider>
);
