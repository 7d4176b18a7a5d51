import { type DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import * as z from 'zod';
import { generationsKey } from './keys.ts';
import type { Item } from './scan.ts';

const number = z.number().int().min(1);

/** Which generations of cells there are; see docs/decisions/0012-generations.md. The numbers only ever grow. */
export const generationsSchema = z.object({
  /** The one that readers read. Everything is counted in it. */
  active: number,
  /** Being built: what writers change they count there, too, with what of it was not counted there yet. */
  building: number.optional(),
  /** True for a moment before the switch: nobody may leave anything to be counted later. */
  closing: z.literal(true).optional(),
  /** Active until a moment ago: writers keep it exact for readers that began before the switch. */
  retiring: number.optional(),
  /** Neither read nor written any more: its cells are to be deleted. */
  old: number.optional(),
  /** The greatest number ever given. */
  newest: number,
  /** When this state began, in milliseconds since 1970. */
  since: z.number(),
});
export type Generations = z.infer<typeof generationsSchema>;

/** As long as nothing was ever rebuilt online, there is no item that says so. */
export const firstGenerations: Generations = { active: 1, newest: 1, since: 0 };

/** The generation that is written beside the active one. */
export const secondOf = ({ building, retiring }: Generations): number | undefined => building ?? retiring;

/** Whether a rebuild was begun and is not done. */
export const isUnderWay = ({ building, retiring, old }: Generations): boolean =>
  (building ?? retiring ?? old) !== undefined;

/** All that writers count into: whoever changes cells changes them in each of these, in one transaction. */
export const writtenGenerations = (generations: Generations): number[] => {
  const second = secondOf(generations);
  return second === undefined ? [generations.active] : [generations.active, second];
};

/** Whether a writer may note for later what it cannot count now: somebody will look for it before anybody reads. */
export const mayOwe = ({ building, closing }: Generations): boolean => building !== undefined && !closing;

/** What the mark of an item says that is written now. */
export const markOf = ({ active, building }: Generations): number => building ?? active;

/** Whether a stored item is yet to be counted in the generation that is being built. */
export const isUncounted = (
  { building }: Generations,
  stored: { revision: number; generation: number } | undefined,
): boolean => building !== undefined && stored !== undefined && stored.revision > 0 && stored.generation !== building;

/** The generations as the item of the cells table says; the first when there is none. */
export const decodeGenerations = (item: Item | undefined): Generations =>
  item ? generationsSchema.parse(JSON.parse(item.b?.S ?? '')) : firstGenerations;

export const encodeGenerations = (generations: Generations): Item => ({
  ...generationsKey,
  b: { S: JSON.stringify(generationsSchema.parse(generations)) },
});

/**
 * Reads which generations there are; strongly consistent. A writer may use what it read for `settleMs`, and must read
 * again when it meets an item of a generation that it has not heard of.
 */
export async function loadGenerations(client: Pick<DynamoDBClient, 'send'>, cellsTable: string): Promise<Generations> {
  const { Item: item } = await client.send(
    new GetItemCommand({ TableName: cellsTable, Key: generationsKey, ConsistentRead: true }),
  );
  return decodeGenerations(item);
}
