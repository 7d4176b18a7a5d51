import { gzipSync } from 'node:zlib';
import * as z from 'zod';
import { type RefusalCode, refusalCodes } from './errors.ts';
import { nestsDeeper } from './nests-deeper.ts';

/** A refused interaction, kept to be corrected and sent again. */
export const rejectionSchema = z.object({
  /** Position in its request or message, from 0. */
  index: z.int().min(0),
  id: z.string().nullable(),
  source: z.string().nullable(),
  code: z.enum(Object.keys(refusalCodes) as [RefusalCode, ...RefusalCode[]]),
  /** JSON path of the field; empty when the whole is meant. */
  path: z.string(),
  message: z.string(),
  /**
   * What the payload is, and so how it is replayed: `cloudevents`, `activitystreams`, `interactions` (as on the bus, refused
   * by the aggregate), or the id of the adapter whose `{kind, payload}` it is.
   */
  format: z.string().default('cloudevents'),
  /** What was sent, as parsed from JSON; null when it was too large or too deeply nested to keep. */
  payload: z.unknown(),
});
export type Rejection = z.infer<typeof rejectionSchema>;

/** What became of a rejection, and what each means. */
export const rejectionStates = {
  OPEN: 'It waits to be fixed or dismissed.',
  FIXED: 'It was replayed, and the bus has what it became.',
  DISMISSED: 'Somebody decided that it is not wanted.',
} as const;
export type RejectionState = keyof typeof rejectionStates;

/** How many rejections of a source were refused for a reason, and what became of them. */
export interface RejectionCount {
  source: string | null;
  code: RefusalCode;
  open: number;
  fixed: number;
  dismissed: number;
}

/** Where the text of one rejection is cut into items: DynamoDB takes 400 KB, and 300 KB leaves room for the clear attributes. */
const itemBytes = 300_000;
/** Items are compressed: one rejection alone may have so much text, if it becomes small enough. A reader has it as a whole. */
const aloneBytes = 2_000_000;
/** What is kept is read, copied, corrected and shown again, and each of these runs out of stack at another depth. */
const mostLevels = 500;

export interface RejectionPack {
  codes: string[];
  sources: string[];
  count: number;
  /** JSON list of rejections. */
  text: string;
}

/**
 * Packs rejections in order into as few JSON lists of at most `limit` bytes as they fit in; a longer one that gzip brings
 * below is alone in its list. A payload that is larger, or nested too deeply to be written, is replaced by null: the reason
 * is kept, and the sender may still have it.
 */
export function packRejections(rejections: readonly Rejection[], limit = itemBytes): RejectionPack[] {
  const packs: { members: Rejection[]; texts: string[]; bytes: number }[] = [];
  for (const rejection of rejections) {
    const text = rejectionText(rejection, limit - 2);
    // The source stands in the text and in clear.
    const bytes = Buffer.byteLength(text) + Buffer.byteLength(rejection.source ?? '') + 1;
    const last = packs.at(-1);
    if (last !== undefined && last.bytes + bytes <= limit) {
      last.members.push(rejection);
      last.texts.push(text);
      last.bytes += bytes;
    } else {
      packs.push({ members: [rejection], texts: [text], bytes: bytes + 2 });
    }
  }
  return packs.map(({ members, texts }) => ({
    codes: [...new Set(members.map(({ code }) => code))],
    sources: [...new Set(members.flatMap(({ source }) => source ?? []))],
    count: members.length,
    text: `[${texts.join(',')}]`,
  }));
}

function rejectionText(rejection: Rejection, limit: number): string {
  if (!nestsDeeper(rejection.payload, mostLevels)) {
    const text = JSON.stringify({ ...rejection, payload: rejection.payload ?? null });
    const bytes = Buffer.byteLength(text);
    if (bytes < limit || (bytes < aloneBytes && gzipSync(text, { level: 1 }).byteLength < limit)) return text;
  }
  return JSON.stringify({ ...rejection, payload: null });
}
