import { type KeyObject, randomBytes } from 'node:crypto';
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import * as z from 'zod';
import { type Rejection, type RejectionPack, rejectionSchema } from '../rejection.ts';
import { seal, unseal } from './seal.ts';

export interface ListedRejection extends Rejection {
  cursor: string;
  /** When it was refused, ISO 8601 in UTC. */
  recordedAt: string;
}

/**
 * The item of a pack: `pk` is `D#` and the UTC day, `sk` the instant and a random word; codes and sources are in clear for
 * filters, all else is sealed in `b`. `expiresAt` is in seconds since 1970.
 */
export function rejectionItem(pack: RejectionPack, key: KeyObject, time: string, expiresAt: number) {
  const pk = `D#${time.slice(0, 10)}`;
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

/** The rejections in an item; throws when it is not one of ours. */
export function openItem(key: KeyObject, item: Record<string, AttributeValue>): ListedRejection[] {
  const { pk, sk, b } = itemSchema.parse(item);
  const list = z.array(rejectionSchema).parse(JSON.parse(unseal(key, `${pk.S}|${sk.S}`, b.B)));
  return list.map((rejection, position) => ({
    ...rejection,
    recordedAt: sk.S.slice(0, 24),
    cursor: Buffer.from(`${sk.S}#${position}`).toString('base64url'),
  }));
}

/** The place a cursor names; one that is not ours starts from the newest. */
export function readCursor(cursor: string): { time: string; sk: string } | undefined {
  const [time, word, position] = Buffer.from(cursor, 'base64url').toString().split('#');
  if (time === undefined || word === undefined || position === undefined) return undefined;
  return Number.isNaN(Date.parse(time)) ? undefined : { time, sk: `${time}#${word}` };
}
