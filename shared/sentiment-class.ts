import { sentimentThreshold } from './metrics/volume.ts';

export type SentimentClass = 'positive' | 'neutral' | 'negative' | 'none';

/** The class that a sentiment is counted in; `none` where nothing was scored. */
export function sentimentClassOf(sentiment: number | undefined): SentimentClass {
  if (sentiment === undefined) return 'none';
  if (sentiment >= sentimentThreshold) return 'positive';
  return sentiment <= -sentimentThreshold ? 'negative' : 'neutral';
}
