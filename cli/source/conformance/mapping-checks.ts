import type { SourceAdapter } from '../../../functions/ingest/sources/adapter.ts';
import { mapParts } from '../../../functions/ingest/webhook/map-parts.ts';
import { currentInteraction } from '../../../shared/fact.ts';
import { type Interaction, isCounted } from '../../../shared/interaction.ts';
import type { SourceFixture } from '../fixture.ts';
import { type Check, must } from './check.ts';
import { factsOf } from './compare.ts';
import { leavesNobody, type MappedEvent } from './privacy-check.ts';
import { signedRequest } from './signed-request.ts';
import { createTrial } from './trial.ts';

const unheardOf = 'a-kind-that-nobody-has-heard-of';

/** What the table of kinds and the mapping must keep to, however the parts come. */
export function mappingChecks(adapter: SourceAdapter, fixture: SourceFixture): Check[] {
  const deliveries = fixture.deliveries ?? [];
  const everything = async () => {
    const trial = createTrial(adapter, fixture);
    for (const delivery of deliveries) await trial.send(await signedRequest(adapter, fixture, delivery));
    const trials = [trial];
    for (const run of fixture.runs ?? []) {
      const tried = createTrial(adapter, fixture, { run });
      await tried.run(run.cursor);
      trials.push(tried);
    }
    return {
      published: trials.flatMap(({ published }) => published),
      received: trials.flatMap(({ received }) => received),
    };
  };
  const stories = (fixture.stories ?? []).map(({ created, edited, deleted }): Check => {
    return {
      name: `follows: ${[created, edited, deleted].filter(Boolean).join(', ')}`,
      async run() {
        const of = async (name: string | undefined): Promise<Interaction[]> => {
          if (name === undefined) return [];
          const delivery = deliveries.find((one) => one.name === name);
          must(delivery, `The fixture has no delivery “${name}”.`);
          const trial = createTrial(adapter, fixture);
          await trial.send(await signedRequest(adapter, fixture, delivery));
          return trial.published;
        };
        const [original, edit, deletion] = [await of(created), await of(edited), await of(deleted)];
        const [subject] = original;
        must(subject, `“${created}” becomes nothing.`);
        const now = (order: Interaction[]) => currentInteraction(factsOf(order).get(subject.id));
        if (edited !== undefined) {
          const digest = (order: Interaction[]) => factsOf(order).get(subject.id)?.edit?.digest;
          must(digest([...original, ...edit]), `“${edited}” is no edit of ${subject.id}.`);
          must(
            digest([...edit, ...original]) === digest([...original, ...edit]),
            'Edited before created is something else.',
          );
        }
        if (deleted !== undefined) {
          must(now([...original, ...edit, ...deletion]) === undefined, `“${deleted}” does not retract ${subject.id}.`);
          must(now([...deletion, ...edit, ...original]) === undefined, 'Deleted before created it still counts.');
        }
      },
    };
  });
  return [
    ...stories,
    {
      name: 'says of every kind what it becomes or why it is left alone, and has each that it maps in its fixture',
      async run() {
        const used = new Set<string>();
        const spying = { ...adapter, kinds: spiedKinds(adapter.kinds, used) };
        const trial = createTrial(spying, fixture);
        for (const delivery of deliveries) await trial.send(await signedRequest(adapter, fixture, delivery));
        for (const run of fixture.runs ?? []) await createTrial(spying, fixture, { run }).run(run.cursor);
        for (const [name, found] of Object.entries(adapter.kinds)) {
          const said = 'map' in found ? found.becomes : found.ignored;
          must(said.trim() !== '', `The kind ${name} does not say what it becomes.`);
          must(!('map' in found) || used.has(name), `The fixture has nothing of the kind ${name}.`);
        }
      },
    },
    {
      name: 'counts a kind that it does not know, and does not guess',
      async run() {
        const context = createTrial(adapter, fixture).context();
        for (const payload of [{}, null, 'text']) {
          const { received, ignored } = mapParts([{ kind: unheardOf, payload }], adapter, context);
          must(received.length === 0, 'It is mapped.');
          must(ignored.size === 1, 'It is not counted.');
        }
      },
    },
    leavesNobody(fixture, everything),
    {
      name: 'passes on words in any script',
      async run() {
        const texts = (await everything()).received.map((one) =>
          'event' in one ? (one.event as MappedEvent).data.text : '',
        );
        const beyond = /[\u0250-\uffff]/;
        must(
          texts.some((text) => text && beyond.test(text)),
          'Of no delivery or run comes a text with an emoji or the like.',
        );
      },
    },
    {
      name: 'edits and takes back only what it makes',
      async run() {
        const { published } = await everything();
        const made = new Set(published.filter(isCounted).map(({ id }) => id));
        for (const { id, target } of published) {
          must(target === undefined || made.has(target), `Of what ${id} is about (${target}) the fixture has nothing.`);
        }
      },
    },
    {
      name: 'takes times from the provider, as instants',
      async run() {
        for (const { id, time } of (await everything()).published) {
          must(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(time), `${id} has the time ${time}.`);
        }
      },
    },
  ];
}

const spiedKinds = (kinds: SourceAdapter['kinds'], used: Set<string>): SourceAdapter['kinds'] =>
  Object.fromEntries(
    Object.entries(kinds).map(([name, found]) => {
      if (!('map' in found)) return [name, found];
      const map: typeof found.map = (payload, context) => {
        used.add(name);
        return found.map(payload, context);
      };
      return [name, { ...found, map }];
    }),
  );
