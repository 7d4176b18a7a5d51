import type { AttributeValue, UpdateItemCommandInput } from '@aws-sdk/client-dynamodb';
import * as z from 'zod';
import type { RefusalCode } from '../errors.ts';
import { type Rejection, type RejectionCount, rejectionSchema } from '../rejection.ts';

/** Rejections of one reason and source among those of a day. */
export interface CountedGroup {
  code: RefusalCode;
  source: string | null;
  count: number;
}

/** What is counted: a rejection when it is kept, and again when it is settled. */
type Counter = 'refused' | 'fixed' | 'dismissed';

export const countPartition = (day: string): string => `N#${day}`;

/** Rejections by reason and source. */
export function groupsOf(rejections: readonly Pick<Rejection, 'code' | 'source'>[]): CountedGroup[] {
  const groups = new Map<string, CountedGroup>();
  for (const { code, source } of rejections) {
    const name = `${code} ${source ?? ''}`;
    const group = groups.get(name);
    if (group) group.count += 1;
    else groups.set(name, { code, source, count: 1 });
  }
  return [...groups.values()];
}

/** Adds a group to a counter of the UTC day on which it was refused. The item expires with the rejections it counts. */
export function countRequest(
  tableName: string,
  day: string,
  { code, source, count }: CountedGroup,
  counter: Counter,
  expiresAt: number,
): UpdateItemCommandInput & { UpdateExpression: string } {
  return {
    TableName: tableName,
    Key: { pk: { S: countPartition(day) }, sk: { S: `${code} ${source ?? ''}` } },
    // The latest rejection of the day decides, except when one is settled, which keeps nothing longer.
    UpdateExpression: `SET expiresAt = ${counter === 'refused' ? ':expiresAt' : 'if_not_exists(expiresAt, :expiresAt)'} ADD #counter :count`,
    ExpressionAttributeNames: { '#counter': counter },
    ExpressionAttributeValues: { ':count': { N: String(count) }, ':expiresAt': { N: String(expiresAt) } },
  };
}

const numberSchema = z
  .object({ N: z.coerce.number() })
  .transform(({ N }) => N)
  .default(0);
const itemSchema = z.object({
  sk: z.object({ S: z.string() }),
  refused: numberSchema,
  fixed: numberSchema,
  dismissed: numberSchema,
});

/** Adds up the counts of several days by reason and source, those with the most open ones first. */
export function sumCounts(items: readonly Record<string, AttributeValue>[]): RejectionCount[] {
  const sums = new Map<string, RejectionCount>();
  for (const item of items) {
    const { sk, refused, fixed, dismissed } = itemSchema.parse(item);
    const space = sk.S.indexOf(' ');
    const code = rejectionSchema.shape.code.parse(sk.S.slice(0, space));
    const sum = sums.get(sk.S) ?? { code, source: sk.S.slice(space + 1) || null, open: 0, fixed: 0, dismissed: 0 };
    // What was refused before there were counts can be settled, too.
    sum.open += Math.max(0, refused - fixed - dismissed);
    sum.fixed += fixed;
    sum.dismissed += dismissed;
    sums.set(sk.S, sum);
  }
  return [...sums.values()].sort(
    (one, other) =>
      other.open - one.open ||
      one.code.localeCompare(other.code) ||
      (one.source ?? '').localeCompare(other.source ?? ''),
  );
}
