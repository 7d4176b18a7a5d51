import { isDeepStrictEqual } from 'node:util';
import { applyInteraction } from '../../../shared/fact.ts';
import { type Interaction, interactionSchema } from '../../../shared/interaction.ts';
import { decodeFact, encodeFact } from '../../../shared/store/fact-item.ts';
import { law } from '../target.ts';

/** DynamoDB's limits of a partition key and a sort key. */
const partitionBytes = 2_048;
const sortBytes = 1_024;

/** What is accepted can be folded: it passes the bus, and its fact fits an item and comes back as it was. */
export function lawsOfAccepted(interactions: readonly Interaction[]): void {
  for (const interaction of interactions) {
    const passed = interactionSchema.safeParse(JSON.parse(JSON.stringify(interaction)));
    law(passed.success, `the aggregate does not take what ingest accepted: ${passed.error?.issues[0]?.path.join('.')}`);
    const { fact } = applyInteraction(undefined, passed.data);
    const item = encodeFact({ revision: 1, generation: 1, fact }, 4);
    for (const [name, { S: text = '' }] of Object.entries(item)) {
      const most =
        name === 'pk' || name === 'ipk' ? partitionBytes : name === 'sk' || name === 'isk' ? sortBytes : 400_000;
      law(Buffer.byteLength(text) <= most, `${name} of a fact has more than ${most} bytes`);
      law(text.isWellFormed() || name === 'b', `${name} of a fact is not well-formed`);
    }
    law(isDeepStrictEqual(withoutNothing(decodeFact(item).fact), withoutNothing(fact)), 'a fact comes back otherwise');
  }
}

const withoutNothing = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
