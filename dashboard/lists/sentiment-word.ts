/** The class of a sentiment from -1 to 1, as the API counts it; null: it was not scored. */
export function sentimentWord(sentiment: number | null): 'positive' | 'neutral' | 'negative' | 'none' {
  if (sentiment === null) return 'none';
  if (sentiment >= 0.05) return 'positive';
  return sentiment <= -0.05 ? 'negative' : 'neutral';
}
