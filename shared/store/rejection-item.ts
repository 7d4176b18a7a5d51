import { type KeyObject, randomBytes } from 'node:crypto';
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import * as z from 'zod';
import { type Rejection, type RejectionPack, type RejectionState, rejectionSchema } from '../rejection.ts';
import { cursorOf, type Place } from './place.ts';
import { seal, unseal } from './seal.ts';

/** A rejection as it is listed. */
export interface ListedRejection extends Rejection {
  /** Names it; also its cursor in lists. */
  cursor: string;
  place: Place;
  /** When it was refused, ISO 8601 in UTC. */
  recordedAt: string;
  state: RejectionState;
  /** When and by whom it was fixed or dismissed. */
  settledAt?: string;
  settledBy?: string;
}

/** Rejections of one item that were fixed or dismissed together. */
const settlementSchema = z.object({
  state: z.enum(['FIXED', 'DISMISSED']),
  at: z.string(),
  by: z.string(),
  positions: z.array(z.int()),
});
export type Settlement = z.infer<typeof settlementSchema>;

export const rejectionPartition = (day: string): string => `D#${day}`;

/**
 * The item of a pack: `pk` is `D#` and the UTC day, `sk` the instant and a random word; codes and sources are in clear for
 * filters, all else is sealed in `b`. What is fixed or dismissed is added to `settled` later, by position. `expiresAt` is in
 * seconds since 1970.
 */
export function rejectionItem(pack: RejectionPack, key: KeyObject, time: string, expiresAt: number) {
  const pk = rejectionPartition(time.slice(0, 10));
  const sk = `${time}#${randomBytes(6).toString('hex')}`;
  const item: Record<string, AttributeValue> = {
    pk: { S: pk },
    sk: { S: sk },
    count: { N: String(pack.count) },
    codes: { SS: pack.codes },
    b: { B: seal(key, `${pk}|${sk}`, pack.text) },
    expiresAt: { N: String(expiresAt) },
  };
  if (pack.sources.length > 0) item.sources = { SS: pack.sources };
  return item;
}

const itemSchema = z.object({
  pk: z.object({ S: z.string() }),
  sk: z.object({ S: z.string() }),
  b: z.object({ B: z.instanceof(Uint8Array) }),
});

/** The rejections in an item, in the order they came; throws when it is not one of ours. */
export function openItem(key: KeyObject, item: Record<string, AttributeValue>): ListedRejection[] {
  const { sk } = itemSchema.parse(item);
  const list = openPack(key, item);
  const settled = settlementsOf(item);
  return list.map((rejection, position) => {
    const place = { sort: sk.S, tie: String(position) };
    const settlement = settled.find(({ positions }) => positions.includes(position));
    return {
      ...rejection,
      recordedAt: sk.S.slice(0, 24),
      place,
      cursor: cursorOf(place),
      state: settlement?.state ?? 'OPEN',
      ...(settlement && { settledAt: settlement.at, settledBy: settlement.by }),
    };
  });
}

/** The rejections in an item as they were packed; throws when it is not one of ours. */
export function openPack(key: KeyObject, item: Record<string, AttributeValue>): Rejection[] {
  const { pk, sk, b } = itemSchema.parse(item);
  return z.array(rejectionSchema).parse(JSON.parse(unseal(key, `${pk.S}|${sk.S}`, b.B)));
}

/** What is sealed in an item that has these rejections instead, as many as before. */
export function sealPack(
  key: KeyObject,
  item: Record<string, AttributeValue>,
  rejections: readonly Rejection[],
): Buffer {
  const { pk, sk } = itemSchema.parse(item);
  return seal(key, `${pk.S}|${sk.S}`, JSON.stringify(rejections));
}

/** What of an item was settled, in that order; a position is settled once. */
export const settlementsOf = (item: Record<string, AttributeValue>): Settlement[] =>
  (item.settled?.L ?? []).map(({ S }) => settlementSchema.parse(JSON.parse(S ?? '')));
