import type { CloudEvent } from '../shared/interaction.ts';

/** A word that fewer people of a set used may be about one of them. */
const fewest = 3;

/**
 * The events without topics that could name a person: those that fewer than three people of the set wrote about, and
 * those that are a part of the name of anybody who wrote in it.
 */
export function withCommonTopics(events: readonly CloudEvent[], names: ReadonlySet<string>): CloudEvent[] {
  const writers = new Map<string, Set<string>>();
  for (const { data } of events) {
    for (const topic of data.topics ?? []) writers.set(topic, (writers.get(topic) ?? new Set()).add(data.actor.id));
  }
  const isCommon = (topic: string) => (writers.get(topic)?.size ?? 0) >= fewest && !names.has(topic);
  return events.map((event) => {
    const { topics, ...data } = event.data;
    const common = topics?.filter(isCommon) ?? [];
    return { ...event, data: common.length > 0 ? { ...data, topics: common } : data };
  });
}

/** The parts of names, handles and addresses, in small letters. */
export const partsOfNames = (names: Iterable<string>): Set<string> =>
  new Set([...names].flatMap((name) => [name.toLowerCase(), ...(name.toLowerCase().match(/\p{L}+/gu) ?? [])]));
