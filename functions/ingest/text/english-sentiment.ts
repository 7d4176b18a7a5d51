import vader from 'vader-sentiment';
import { withEmoticons } from './emoticons.ts';

/**
 * Between these the evidence is weak or mixed. VADER's own thresholds (0.05 on both sides) ask for any evidence at all, and
 * it leans to the positive: praise needs more of it. Chosen on three sets rated by people, see docs/text.md.
 */
const surely = { positive: 0.4, negative: -0.1 };

/** Manners, not sentiment, where customers write to companies (`please help`, `hope this helps`): read as `it`. */
const courtesy = /\b(?:please|pls|plz|help|helps|helping|support|supports|dear|care|hope)\b/gi;

/** A negation reaches three words far, and no face is negated (`not here 😡`). */
const outOfReach = ' it it it $1 ';

/**
 * The sentiment of a plain English text, -1 to 1, or undefined when unsure: no word of the lexicon, or weak or mixed
 * ones. VADER (Hutto, Gilbert 2014): negation, degree, capitals, `but`, exclamation marks and emoticons count.
 */
export function englishSentiment(text: string): number | undefined {
  const read = withEmoticons(text)
    .replace(courtesy, 'it')
    .replace(/ (:[()]) /g, outOfReach);
  const { compound } = vader.SentimentIntensityAnalyzer.polarity_scores(read);
  return compound > surely.negative && compound < surely.positive ? undefined : compound;
}
