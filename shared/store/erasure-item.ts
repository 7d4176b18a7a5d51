import type { KeyObject } from 'node:crypto';
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import * as z from 'zod';
import { type Erasure, type ErasurePlace, erasurePlaces, erasureStates } from '../erasure.ts';
import { registryPartitions } from './registry-items.ts';
import { seal, unseal } from './seal.ts';

type Item = Record<string, AttributeValue>;

/** Whom an erasure is about. Forgotten once everything was looked through twice. */
const subjectSchema = z.object({
  /** The id as senders write it, unless only a pseudonym was given. */
  person: z.string().optional(),
  /** Pseudonyms of all identities that are known to be this person, by who was counted as one until now. */
  groups: z.array(z.array(z.string())),
  /** Stands for the person from now on. */
  replacement: z.string(),
  /** Makes the words for who was counted apart. */
  salt: z.string().optional(),
  /** What was recorded until then is erased; ISO 8601 in UTC. */
  until: z.string(),
});
export type ErasureSubject = z.infer<typeof subjectSchema>;

const bucketsSchema = z.array(z.object({ bucket: z.int(), version: z.int() }));
/** The keys that copies of the bus were sealed with until the erasure. */
export type RetiredKeys = z.infer<typeof bucketsSchema>;

/** An erasure as it is kept: the receipt, and what it takes to go on. */
export interface KeptErasure extends Erasure {
  subject?: ErasureSubject;
  retired?: RetiredKeys;
  /** How far the ledger was walked, as JSON. */
  position?: string;
}

export const erasureKey = (id: string) => ({ pk: { S: registryPartitions.erasure }, sk: { S: id } });

const places = Object.keys(erasurePlaces) as ErasurePlace[];

/** The item of an erasure that was just asked for: whom it is about is sealed in `subject`. */
export function erasureItem(
  { id, askedBy, askedAt }: Pick<Erasure, 'id' | 'askedBy' | 'askedAt'>,
  subject: ErasureSubject,
  key: KeyObject,
): Item {
  const { pk, sk } = erasureKey(id);
  return {
    pk,
    sk,
    state: { S: 'RUNNING' satisfies Erasure['state'] },
    askedBy: { S: askedBy },
    askedAt: { S: askedAt },
    leasedUntil: { N: '0' },
    subject: { B: seal(key, `${pk.S}|${sk.S}`, JSON.stringify(subject)) },
    ...Object.fromEntries(places.map((place) => [place, { N: '0' }])),
    merges: { N: String(subject.groups.flat().length - 1) },
  };
}

const text = z.object({ S: z.string() }).transform(({ S }) => S);
const itemSchema = z.object({
  pk: text,
  sk: text,
  state: text.pipe(z.enum(Object.keys(erasureStates) as [Erasure['state'], ...Erasure['state'][]])),
  askedBy: text,
  askedAt: text,
  erasedAt: text.optional(),
  sweptAt: text.optional(),
  shreddedAt: text.optional(),
  subject: z.object({ B: z.instanceof(Uint8Array) }).optional(),
  retired: text.optional(),
  position: text.optional(),
});

/** The receipt in an item; throws when it is none. */
export function readReceipt(item: Item): Erasure {
  const { sk: id, state, askedBy, askedAt, erasedAt, sweptAt, shreddedAt } = itemSchema.parse(item);
  return {
    id,
    state,
    askedBy,
    askedAt,
    ...(erasedAt !== undefined && { erasedAt }),
    ...(sweptAt !== undefined && { sweptAt }),
    ...(shreddedAt !== undefined && { shreddedAt }),
    counts: Object.fromEntries(places.map((place) => [place, Number(item[place]?.N ?? 0)])) as Erasure['counts'],
  };
}

/** The erasure in an item, with whom it is about; throws when it is none. */
export function readErasure(item: Item, key: KeyObject): KeptErasure {
  const { pk, sk, subject, retired, position } = itemSchema.parse(item);
  return {
    ...readReceipt(item),
    ...(subject && { subject: subjectSchema.parse(JSON.parse(unseal(key, `${pk}|${sk}`, subject.B))) }),
    ...(retired !== undefined && { retired: bucketsSchema.parse(JSON.parse(retired)) }),
    ...(position !== undefined && { position }),
  };
}

/** The receipt alone, without what it takes to go on. */
export function receiptOf(kept: KeptErasure): Erasure {
  const { subject: _subject, retired: _retired, position: _position, ...receipt } = kept;
  return receipt;
}
