import { withEmoticons } from './emoticons.ts';
import lexicon from './german-lexicon.json' with { type: 'json' };

const negations = new Set('nicht nie niemals kein keine keinen keinem keiner keines ohne weder'.split(' '));
const contrasts = new Set(['aber', 'jedoch', 'allerdings']);
const degrees = new Map([
  ...'sehr extrem absolut total wirklich besonders richtig ausgesprochen äußerst überaus echt so'
    .split(' ')
    .map((word) => [word, 1.3] as const),
  ...'etwas bisschen ziemlich eher wenig kaum'.split(' ').map((word) => [word, 0.7] as const),
]);
/** These speak for themselves: a negation near them is about another word (`hilft leider nicht`). */
const neverNegated = new Set('leider schade danke dank dankeschön vielendank glückwunsch'.split(' '));
/** Endings of adjectives, nouns and verbs; the longest first. */
const ending = /(?:ern|em|er|en|es|e|n|s)$/;
const stemOf = (word: string): string => (word.length > 5 ? word.replace(ending, '') : word);
/** Of capitalised words only long stems are looked up, so that a name (Müller) is not taken for a word (Müll). */
const stemOfName = 6;

const exact = new Map(
  Object.entries(lexicon).flatMap(([weight, words]) => words.split(' ').map((word) => [word, Number(weight)] as const)),
);
/** Words whose stem is that of a word of the lexicon; one that is both good and bad is neither. */
const stems = new Map<string, number>();
for (const [word, weight] of exact) {
  const other = stems.get(stemOf(word));
  stems.set(stemOf(word), other === undefined || other * weight > 0 ? weight : 0);
}

/** What a negated word weighs, on the other side: VADER's factor. */
const negated = -0.74;
const reach = 4;
/** Stricter than for English: one word of weight 1.5 or more, or several. Not validated. */
const surely = 0.35;

/**
 * The sentiment of a plain German text, -1 to 1, or undefined when unsure: no word of the lexicon, or weak or mixed
 * ones. Weights are summed over clauses with negation before (`nicht gut`) and after (`funktioniert nicht`), degree and
 * `aber`, and normalised as VADER does: s / sqrt(s² + 15).
 */
export function germanSentiment(text: string): number | undefined {
  let sum = 0;
  for (const clause of withEmoticons(text).split(/(?<=[\p{L}\d])[.,;!?]+(?=\s|$)|\n/u)) {
    const words = clause.match(/\p{L}+|[:;]-?[()D]/gu) ?? [];
    if (words.some((word) => contrasts.has(word.toLowerCase()))) sum *= 0.5;
    sum += weighClause(words);
  }
  const score = sum / Math.sqrt(sum * sum + 15);
  return Math.abs(score) < surely ? undefined : score;
}

function weighClause(words: readonly string[]): number {
  const small = words.map((word) => word.toLowerCase());
  const weights = words.map((word, at) => weightOf(word) * (degrees.get(small[at - 1] ?? '') ?? 1));
  const negatable = (at: number) => Boolean(weights[at]) && !neverNegated.has(small[at] ?? '');
  small.forEach((word, at) => {
    if (!negations.has(word)) return;
    const target = nearest(negatable, at, 1) ?? nearest(negatable, at, -1);
    if (target !== undefined) weights[target] = (weights[target] ?? 0) * negated;
  });
  return weights.reduce((sum, weight) => sum + weight, 0);
}

/** The nearest place that suits, within reach forwards (1) or backwards (-1). */
function nearest(suits: (at: number) => boolean, from: number, step: 1 | -1): number | undefined {
  for (let away = 1; away <= reach; away += 1) if (suits(from + away * step)) return from + away * step;
  return undefined;
}

function weightOf(word: string): number {
  if (/^[:;]/.test(word)) return word.endsWith('(') ? -2 : 2;
  const small = word.toLowerCase();
  // A letter begins with it: `Liebe Frau …`.
  if (word === 'Liebe') return 0;
  const stem = stemOf(small);
  return exact.get(small) ?? (small === word || stem.length >= stemOfName ? stems.get(stem) : undefined) ?? 0;
}
