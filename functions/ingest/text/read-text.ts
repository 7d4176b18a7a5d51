import { englishSentiment } from './english-sentiment.ts';
import { germanSentiment } from './german-sentiment.ts';
import { identifyLanguage } from './identify-language.ts';
import { plainText } from './plain-text.ts';
import { hasTopics, readTopics } from './read-topics.ts';

/** What was read of a text; what is missing, the reader is not sure of. */
export interface Reading {
  /** ISO 639-1. */
  language?: string;
  /** -1 (negative) to 1 (positive), two decimals; never near 0. */
  sentiment?: number;
  topics?: string[];
}
export type ReadText = (text: string, language?: string) => Reading;

const sentimentReaders: Record<string, (text: string) => number | undefined> = {
  en: englishSentiment,
  de: germanSentiment,
};
const noReader = () => undefined;

/**
 * Reads language, sentiment and topics of a text; `language` is what the sender says (BCP 47) and saves the guess. Pure,
 * never throws; the work is bounded by the first 2,000 characters.
 */
export const readText: ReadText = (text, language) => {
  const plain = plainText(text);
  const found = language === undefined ? identifyLanguage(plain) : primaryOf(language);
  const sentimentOf = sentimentReaders[found ?? ''] ?? noReader;
  const sentiment = sentimentOf(plain);
  const topics = hasTopics(found) ? readTopics(plain, found, (word) => sentimentOf(word) !== undefined) : [];
  return {
    ...(found !== undefined && { language: found }),
    ...(sentiment !== undefined && { sentiment: Math.round(sentiment * 100) / 100 }),
    ...(topics.length > 0 && { topics }),
  };
};

const primaryOf = (tag: string): string => tag.split('-')[0]?.toLowerCase() ?? '';
