export const languages = ['en', 'de'] as const;
export type Language = (typeof languages)[number];

const key = 'polylog.language';

/** The visitor's choice, else the browser's first language that the page speaks, else English. */
export function preferredLanguage(): Language {
  const chosen = stored();
  return languages.find((one) => one === chosen) ?? languages.find((one) => speaks(one)) ?? 'en';
}

export function chooseLanguage(language: Language): void {
  try {
    localStorage.setItem(key, language);
  } catch {
    // Storage may be blocked: the choice holds until the page is left.
  }
}

/** Dates and numbers as the visitor's region writes them, as far as it is one of the language. */
export const localeOf = (language: Language): string =>
  navigator.languages.find((one) => one.toLowerCase().startsWith(language) && isTag(one)) ??
  (language === 'en' ? 'en-GB' : 'de-DE');

const speaks = (language: Language): boolean => (navigator.languages[0] ?? '').toLowerCase().startsWith(language);

function stored(): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

/** Some systems name what no formatter takes, such as `en-US@posix`. */
function isTag(text: string): boolean {
  try {
    return Intl.getCanonicalLocales(text).length > 0;
  } catch {
    return false;
  }
}
