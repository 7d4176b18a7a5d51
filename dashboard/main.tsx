import './styles/tokens.css';
import './styles/base.css';
import { createRoot } from 'react-dom/client';
import { App } from './app/app.tsx';
import { router } from './app/router.tsx';
import { Unopened } from './app/unopened.tsx';
import { preferredLanguage } from './i18n/language.ts';
import { loadMessages } from './i18n/messages.ts';
import type { PageConfig } from './session/page-config.ts';
import { openSession } from './session/session.ts';

const language = preferredLanguage();
const [opened, messages] = await Promise.all([begin(), loadMessages(language)]);
// The page's own code comes while it is asked who looks.
if (!(opened instanceof Error) && opened.session.kind === 'signed-in') void router.load();
const container = document.getElementById('page');
if (container) {
  createRoot(container).render(
    opened instanceof Error ? (
      <Unopened why={opened.message} {...{ language, messages }} />
    ) : (
      <App {...opened} {...{ language, messages }} />
    ),
  );
}

/** What the page is connected to, and who looks; or why that could not be read. */
async function begin() {
  try {
    const config = (await (await fetch('/config.json')).json()) as PageConfig;
    return { config, session: await openSession(config) };
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}
