import type { CloudEvent, InteractionData } from '../../shared/interaction.ts';
import type { Activity, Amendment } from '../../shared/vocabulary.ts';
import { type SampleSet, sourceOf } from '../sets.ts';

/** Replaces an identifier of a real set; `kind` keeps a person and a message with equal ids apart. */
export type Hide = (kind: string, id: string) => string;

/** What one real set became: its interactions, and how many records were left out for which reason. */
export interface ConvertedSet {
  events: CloudEvent[];
  /** Names, handles and addresses of the people in it: no topic may be a part of one. */
  names: Iterable<string>;
  leftOut: Record<string, number>;
}

interface SetRecord {
  set: SampleSet;
  /** A part of the set that is a feed of its own, e.g. one mailing list. */
  feed?: string;
  id: string;
  activity: Activity | Amendment;
  /** ISO 8601 in UTC. */
  time: string;
  data: InteractionData;
}

/** One CloudEvent of the sample; the source names the set and the feed. */
export function setEvent({ set, feed, id, activity, time, data }: SetRecord): CloudEvent {
  return {
    specversion: '1.0',
    id,
    source: sourceOf(set, feed),
    type: `polylog.${activity}.v1`,
    time: new Date(time).toISOString(),
    data,
  };
}
