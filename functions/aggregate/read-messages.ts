import type { SQSRecord } from 'aws-lambda';
import * as z from 'zod';
import { busDetailSchema, type Interaction, interactionSchema } from '../../shared/interaction.ts';
import type { Rejection } from '../../shared/rejection.ts';
import { pathText } from '../../shared/rejection-fix-path.ts';

const envelopeSchema = z.object({ detail: busDetailSchema });

export interface ReadMessages {
  interactions: Interaction[];
  /** The message that each interaction came in. */
  messageOf: Map<Interaction, string>;
  /** What no retry could make foldable. */
  rejections: Rejection[];
}

/** Reads the bus envelopes of a batch of messages; what is not an interaction becomes a rejection, never an error. */
export function readMessages(records: readonly SQSRecord[]): ReadMessages {
  const read: ReadMessages = { interactions: [], messageOf: new Map(), rejections: [] };
  for (const { messageId, body } of records) {
    const envelope = envelopeSchema.safeParse(parseJson(body));
    if (!envelope.success) {
      read.rejections.push(unfoldable(0, envelope.error, parseJson(body) ?? body));
      continue;
    }
    const { trace, interactions } = envelope.data.detail;
    interactions.forEach((payload, index) => {
      const interaction = interactionSchema.safeParse(payload);
      if (!interaction.success) read.rejections.push(unfoldable(index, interaction.error, payload));
      else {
        const traced = trace === undefined ? interaction.data : { ...interaction.data, trace };
        read.interactions.push(traced);
        read.messageOf.set(traced, messageId);
      }
    });
  }
  return read;
}

/** The rejection of an interaction that the engine refuses. */
export const refusedByEngine = (interaction: Interaction, reason: string): Rejection => ({
  index: 0,
  id: interaction.id,
  source: interaction.source,
  code: 'UNFOLDABLE',
  path: '',
  message: reason.slice(0, 500),
  format: 'interactions',
  payload: interaction,
});

function unfoldable(index: number, error: z.ZodError, payload: unknown): Rejection {
  const issue = error.issues[0];
  const { id, source } = (payload ?? {}) as { id?: unknown; source?: unknown };
  return {
    index,
    id: typeof id === 'string' ? id : null,
    source: typeof source === 'string' ? source : null,
    code: 'UNFOLDABLE',
    path: pathText(issue?.path ?? []),
    message: issue?.message ?? 'Not an interaction.',
    format: 'interactions',
    payload,
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
