import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { currentInteraction, type Fact } from '../fact.ts';
import type { CountedInteraction } from '../interaction.ts';
import { factPartition, factSort, indexDay, indexLane, interactionIndex } from './keys.ts';

/** A fact as it is stored. */
export interface StoredFact {
  /** What its next change is conditional on. 0: not stored yet. */
  revision: number;
  /** The newest generation of cells that it is counted in. */
  generation: number;
  fact: Fact;
}

/**
 * The item of a fact. One JSON attribute, because the engine and the SDK pay for each attribute; the index attributes
 * are there only while the fact counts, so a drill-down finds exactly what is counted.
 */
export function encodeFact({ revision, generation, fact }: StoredFact, lanes: number): Record<string, AttributeValue> {
  const current = currentInteraction(fact);
  const { source, id, body, losers, edit, retraction } = fact;
  return {
    pk: { S: factPartition(source, id) },
    sk: { S: factSort },
    v: { N: String(revision) },
    ...encodeMark(generation),
    b: {
      S: JSON.stringify({
        source,
        id,
        // The key says these two already; every byte is written twice, here and in the index.
        body: body && { ...body, source: undefined, id: undefined },
        losers: losers.length > 0 ? losers : undefined,
        edit,
        retraction,
      }),
    },
    ...(current && indexOf(current, lanes)),
  };
}

/** The fact in an item. */
export function decodeFact(item: Record<string, AttributeValue>): StoredFact {
  const stored = JSON.parse(item.b?.S ?? '{}') as Omit<Fact, 'losers'> & Partial<Pick<Fact, 'losers'>>;
  const { source, id, body, losers = [] } = stored;
  return {
    revision: Number(item.v?.N),
    generation: decodeMark(item),
    fact: { ...stored, losers, ...(body && { body: { ...body, source, id } }) },
  };
}

/** The first generation's is left out. */
export const encodeMark = (generation: number): Record<string, AttributeValue> =>
  generation === 1 ? {} : { g: { N: String(generation) } };
export const decodeMark = ({ g }: Record<string, AttributeValue>): number => Number(g?.N ?? 1);

function indexOf(interaction: CountedInteraction, lanes: number): Record<string, AttributeValue> {
  const { department, time, digest } = interaction;
  const lane = indexLane(digest, lanes);
  return {
    ipk: { S: interactionIndex(department, indexDay(Date.parse(time)), lane) },
    isk: { S: `${time}#${digest.slice(0, 8)}` },
  };
}
