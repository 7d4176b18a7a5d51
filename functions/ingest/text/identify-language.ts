import { eld } from 'eld/extrasmall';

/**
 * The language of a plain text as ISO 639-1, or undefined when it is not identified with confidence: too short, no
 * letters, two languages alike.
 */
export function identifyLanguage(text: string): string | undefined {
  const found = eld.detect(text);
  return found.isReliable() ? found.language : undefined;
}
