import type { Language } from './language.ts';

/** The texts of a language: one file for each page, so that a page and its words are changed together. */
export type Messages = typeof import('./en.ts').default;

/** Loads one language only. */
export const loadMessages = async (language: Language): Promise<Messages> =>
  (language === 'de' ? await import('./de.ts') : await import('./en.ts')).default;

declare module 'use-intl' {
  interface AppConfig {
    Messages: Messages;
    Locale: Language;
  }
}
