import type { Received } from '../../../functions/ingest/received.ts';
import type { Interaction } from '../../../shared/interaction.ts';
import type { SourceFixture } from '../fixture.ts';
import { type Check, must } from './check.ts';

/** What an adapter made, as far as it is read here. */
export interface MappedEvent {
  data: { text?: string } & Partial<Record<'actor' | 'counterpart', { id?: string; kind?: string }>>;
}

/** Whether nothing that tells who somebody is stands in what `everything` of a fixture becomes. */
export const leavesNobody = (
  fixture: SourceFixture,
  everything: () => Promise<{ published: Interaction[]; received: Received[] }>,
): Check => ({
  name: 'leaves nothing of people in what is published',
  async run() {
    must(fixture.personal.length > 0, 'The fixture names no personal text that occurs in its payloads.');
    const { published, received } = await everything();
    const people = peopleOf(received);
    for (const interaction of published) {
      const { source: _, ...rest } = interaction;
      const text = JSON.stringify(rest);
      const left =
        fixture.personal.find((one) => text.toLowerCase().includes(one.toLowerCase())) ??
        people.find((one) => text.includes(one));
      const address = /[^\s"<>:/]+@[^\s"<>:/]+\.[a-z]{2,}|(did:(plc|web):|acct:)[^\s"]+/i.exec(text)?.[0];
      must(!(left ?? address), `${interaction.activity} ${interaction.id} still has “${left ?? address}”.`);
    }
  },
});

/** The ends of the provider's ids of people, which become pseudonyms; short ones may be part of anything. */
function peopleOf(received: readonly Received[]): string[] {
  const people = received.flatMap((one) => {
    const { actor, counterpart } = 'event' in one ? (one.event as MappedEvent).data : {};
    return [actor, counterpart];
  });
  const ends = people.map((one) => (one?.kind === 'brand' || one?.kind === 'bot' ? '' : one?.id?.split(':').at(-1)));
  return [...new Set(ends)].filter((end) => end !== undefined && end.length >= 5 && end !== 'unknown') as string[];
}
