import vader from 'vader-sentiment';
import { withEmoticons } from './emoticons.ts';

/** Below this the evidence is weak or mixed. VADER's own threshold (0.05) asks for any evidence at all. */
const surely = 0.2;

/** Manners, not sentiment, where customers write to companies (`please help`, `hope this helps`): read as `it`. */
const courtesy = /\b(?:please|pls|plz|help|helps|helping|support|supports|dear|care|hope)\b/gi;

/**
 * The sentiment of a plain English text, -1 to 1, or undefined when unsure: no word of the lexicon, or weak or mixed
 * ones. VADER (Hutto, Gilbert 2014): negation, degree, capitals, `but`, exclamation marks and emoticons count.
 */
export function englishSentiment(text: string): number | undefined {
  const { compound } = vader.SentimentIntensityAnalyzer.polarity_scores(withEmoticons(text).replace(courtesy, 'it'));
  return Math.abs(compound) < surely ? undefined : compound;
}
