import type { Received } from '../../../functions/ingest/received.ts';
import { applyInteraction, currentInteraction, type Fact, factIdOf } from '../../../shared/fact.ts';
import type { Interaction } from '../../../shared/interaction.ts';
import type { ExpectedInteraction } from '../fixture.ts';
import { must } from './check.ts';
import type { Trial } from './trial.ts';

interface Event {
  id: string;
  type: string;
  time: string;
  data: Record<string, unknown>;
}

/** Throws unless the mapped interactions are the expected ones, in order, as far as the fixture says. */
export function mustBecome(
  { received, rejected, thrown }: Pick<Trial, 'received' | 'rejected' | 'thrown'>,
  expected: readonly ExpectedInteraction[],
) {
  const refused = rejected.map(({ code, path, message }) => `${code} at ${path}: ${message}`);
  const [error] = thrown;
  must(error === undefined, `The mapping throws: ${error instanceof Error ? placed(error) : error}`);
  must(rejected.length === 0, `It is refused: ${refused.join('; ')}`);
  const events = received.map((one: Received) => ('event' in one ? (one.event as Event) : undefined));
  const found = events.map((event) => `${event?.type.split('.')[1]} ${event?.id}`);
  const wanted = expected.map(({ id, activity }) => `${activity} ${id}`);
  must(same(found, wanted), `It becomes [${found.join(', ')}], and should become [${wanted.join(', ')}].`);
  expected.forEach(({ id, time, data = {} }, index) => {
    const event = events[index];
    if (event === undefined) return;
    const at = new Date(event.time).toISOString();
    must(time === undefined || at === time, `${id} has the time ${at}, and should have ${time}.`);
    for (const [field, value] of Object.entries(data)) {
      const is = JSON.stringify(event.data[field]);
      must(same(event.data[field], value), `${id} has the ${field} ${is}, and should have ${JSON.stringify(value)}.`);
    }
  });
}

const sorted = (value: unknown): unknown =>
  Array.isArray(value)
    ? value.map(sorted)
    : typeof value === 'object' && value !== null
      ? Object.fromEntries(
          Object.entries(value)
            .filter(([, member]) => member !== undefined)
            .sort(([one], [other]) => (one < other ? -1 : 1))
            .map(([key, member]) => [key, sorted(member)]),
        )
      : value;
export const same = (one: unknown, other: unknown): boolean =>
  JSON.stringify(sorted(one)) === JSON.stringify(sorted(other));

/** The facts of interactions that arrive in this order, as the ledger would keep them. */
export function factsOf(interactions: readonly Interaction[]): Map<string, Fact> {
  const facts = new Map<string, Fact>();
  for (const interaction of interactions) {
    const id = factIdOf(interaction);
    facts.set(id, applyInteraction(facts.get(id), interaction).fact);
  }
  return facts;
}

/** What counts of interactions that arrive in this order: the same text, the same numbers. */
export const countedOf = (interactions: readonly Interaction[]): string[] =>
  [...factsOf(interactions)]
    .map(([id, fact]) => {
      const { recordedAt: _, ...current } = currentInteraction(fact) ?? { recordedAt: '' };
      return `${id} ${JSON.stringify(sorted(current))}`;
    })
    .sort();

/** An error with the first place in the sources that it came from. */
export function placed(error: Error): string {
  const place = /\(?((?:file:\/\/)?\/[^()\s]*\.ts:\d+:\d+)\)?/.exec(error.stack ?? '')?.[1];
  return place === undefined
    ? error.message
    : `${error.message} (${place.replace(/^.*\/(functions|test|cli)\//, '$1/')})`;
}
