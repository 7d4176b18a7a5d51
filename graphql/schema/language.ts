/** What the argument `language` of names and descriptions says of itself. */
export const languageDescription =
  'A BCP 47 tag: German for `de` and its regions, English for all else and by default.';

/** The text in the language that a tag asks for. */
export const inLanguage = (texts: { en: string; de: string }, language: string | null | undefined): string =>
  /^de(-|$)/i.test(language ?? '') ? texts.de : texts.en;
