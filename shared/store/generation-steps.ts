import { type DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { encodeGenerations, type Generations, loadGenerations } from './generations.ts';
import { generationsKey } from './keys.ts';

/**
 * The longest that a writer or reader may go on with what it read about generations: the timeout of the fold, which reads it
 * once for a batch, and half as much again for clocks that differ. Functions that run for longer read it with each
 * transaction, day or question.
 */
export const settleMs = 90_000;

/** The steps of a rebuild, each of them one write; every next one waits until all have heard of the one before. */
export const generationSteps = {
  /** Writers begin to count into a new generation, too. */
  announce: ({ active, newest }: Generations, since: number): Generations => ({
    active,
    building: newest + 1,
    newest: newest + 1,
    since,
  }),
  /** Everything is counted or noted there; from now on nothing more is noted for later. */
  close: (generations: Generations, since: number): Generations => ({ ...generations, closing: true, since }),
  /** Readers go over to it. */
  switch: ({ active, building, newest }: Generations, since: number): Generations => ({
    active: building ?? active,
    retiring: active,
    newest,
    since,
  }),
  /** No reader reads the one before any more, and writers leave it alone. */
  retire: ({ active, retiring, newest }: Generations, since: number): Generations => ({
    active,
    ...(retiring !== undefined && { old: retiring }),
    newest,
    since,
  }),
  /** What is being built is given up; readers never saw it. */
  abandon: ({ active, building, newest }: Generations, since: number): Generations => ({
    active,
    ...(building !== undefined && { old: building }),
    newest,
    since,
  }),
  /** The cells of the old one are deleted. */
  forget: ({ active, newest }: Generations, since: number): Generations => ({ active, newest, since }),
} as const;

export type GenerationStep = keyof typeof generationSteps;

/** Takes a step; throws when somebody else has taken one since `before` was read. */
export async function takeGenerationStep(
  step: GenerationStep,
  before: Generations,
  { client, cellsTable, clock }: { client: Pick<DynamoDBClient, 'send'>; cellsTable: string; clock: () => number },
): Promise<Generations> {
  const after = generationSteps[step](before, clock());
  // Only the very first time there may be nothing yet.
  const nothing = before.since === 0 ? 'attribute_not_exists(pk) OR ' : '';
  try {
    await client.send(
      new PutItemCommand({
        TableName: cellsTable,
        Item: encodeGenerations(after),
        ConditionExpression: `${nothing}b = :before`,
        ExpressionAttributeValues: { ':before': { S: encodeGenerations(before).b?.S ?? '' } },
      }),
    );
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'ConditionalCheckFailedException') throw error;
    // The answer to our own write may have been lost, and this be its second try.
    const now = await loadGenerations(client, cellsTable);
    if (encodeGenerations(now).b?.S === encodeGenerations(after).b?.S) return after;
    throw new Error(`Somebody else changed ${generationsKey.pk.S} of the cells meanwhile: run the rebuild again.`, {
      cause: error,
    });
  }
  return after;
}
