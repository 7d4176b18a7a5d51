import { createHash } from 'node:crypto';
import { utcDay } from '../zone.ts';

/** Keys of the ledger's and the cells' items. A provider's id may be long; what would not fit a key is hashed. */
const maxKeyBytes = 1024;

const fitted = (prefix: string, text: string): string =>
  text.length * 3 <= maxKeyBytes || Buffer.byteLength(text) <= maxKeyBytes
    ? prefix + text
    : `${prefix}~${createHash('sha256').update(text).digest('base64url')}`;

/** A source has no white space, so the pair cannot be read in two ways. */
export const factPartition = (source: string, id: string): string => fitted('F#', `${source} ${id}`);
export const factSort = 'F';

export const conversationPartition = (id: string): string => fitted('C#', id);
/** The head of a conversation: its newest turns, its revision and its index entry. */
export const conversationSort = 'C';
/** Older turns of a long conversation, in pages named after their first turn. */
export const pageSort = (first: string): string => `P#${first}`;
/** An earlier episode of a reopened conversation: an index entry of its own. */
export const episodeSort = (openedAt: number): string => `E#${new Date(openedAt).toISOString()}`;

/** Whether an episode was answered, ended without an answer, or waits: a partition of the index each. */
export type EpisodeStatus = 'answered' | 'closed' | 'waiting';
const statusCode: Record<EpisodeStatus, string> = { answered: 'A', closed: 'X', waiting: 'W' };

/** Index partition of a department's interactions of a UTC day, one for each lane. */
export const interactionIndex = (department: string, day: string, lane: number): string =>
  `I#${department}#${day}#${lane}`;

/** Index partition of the episodes that a department's enquiries opened on a UTC day. */
export const episodeIndex = (status: EpisodeStatus, department: string, day: string, lane: number): string =>
  `${statusCode[status]}#${department}#${day}#${lane}`;

/** The lane of the index that an item lies in: spreads a busy day, the same for the same text. */
export function indexLane(text: string, lanes: number): number {
  let hash = 0;
  for (let index = 0; index < text.length; index++) hash = (hash * 31 + text.charCodeAt(index)) | 0;
  return Math.abs(hash) % lanes;
}

/** A short, stable text that tells items of the same millisecond apart. */
export const shortHash = (text: string): string => createHash('sha256').update(text).digest('base64url').slice(0, 8);

export const indexDay = (epochMs: number): string => utcDay(epochMs);

/** The partition of a cell address in one lane of a generation; the first generation's are not marked. */
export const cellPartition = (partition: string, lane: number, generation = 1): string =>
  `${generation === 1 ? '' : `${generation}/`}${partition}#${lane}`;

/** Takes apart what `cellPartition` made; undefined for an item of the cells table that is no cell. */
export function readCellPartition(pk: string): { partition: string; lane: number; generation: number } | undefined {
  const [, generation = '1', partition, lane] = /^(?:(\d+)\/)?([^/]+)#(\d+)$/.exec(pk) ?? [];
  return partition === undefined ? undefined : { partition, lane: Number(lane), generation: Number(generation) };
}

/** The item of the cells table that says which generation is read and which are written. */
export const generationsKey = { pk: { S: 'GENERATION' }, sk: { S: '-' } };
