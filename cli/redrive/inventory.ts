import type { Message } from '@aws-sdk/client-sqs';
import * as z from 'zod';
import { busDetailSchema } from '../../shared/interaction.ts';

/** Messages that died for the same reason, as far as they tell. */
export interface DeadGroup {
  reason: string;
  messages: number;
  interactions: number;
  /** When the oldest was put on its first queue, ISO 8601; empty when none says. */
  oldest: string;
}

const envelopeSchema = z.object({ detail: busDetailSchema });

/** The groups of messages, the largest first: reasons, counts and times, and nothing of what the messages say. */
export function inventoryOf(messages: readonly Message[]): DeadGroup[] {
  const groups = new Map<string, DeadGroup>();
  for (const { Body = '', Attributes, MessageAttributes } of messages) {
    const { state, interactions } = stateOf(Body);
    const code = MessageAttributes?.ERROR_CODE?.StringValue;
    const reason = code === undefined || !/^\w{1,64}$/.test(code) ? state : `${code}, ${state}`;
    const sent = Number(Attributes?.SentTimestamp);
    const at = Number.isFinite(sent) ? new Date(sent).toISOString() : '';
    const group = groups.get(reason) ?? { reason, messages: 0, interactions: 0, oldest: at };
    group.messages += 1;
    group.interactions += interactions;
    if (at !== '' && (group.oldest === '' || at < group.oldest)) group.oldest = at;
    groups.set(reason, group);
  }
  return [...groups.values()].sort((one, other) => other.messages - one.messages);
}

/** What the fold will make of a message. */
function stateOf(body: string): { state: string; interactions: number } {
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch {
    return { state: 'no JSON: will become a rejection', interactions: 0 };
  }
  const { data } = envelopeSchema.safeParse(json);
  if (!data) return { state: 'of another schema: will become a rejection', interactions: 0 };
  return { state: 'to be folded', interactions: data.detail.interactions.length };
}
