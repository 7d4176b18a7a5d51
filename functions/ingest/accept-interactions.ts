import type { Refusal, RefusalCode } from '../../shared/errors.ts';
import type { Interaction } from '../../shared/interaction.ts';
import type { Rejection } from '../../shared/rejection.ts';
import { type CheckContext, type CheckedEvent, checkEvent } from './check-event.ts';
import { type KeepContext, keepRejections, rejectionOf } from './keep-rejections.ts';
import { type NormaliseContext, normalise } from './normalise.ts';
import type { Publish } from './publish.ts';
import type { Received } from './received.ts';
import { type RegisterContext, registerSources } from './register-sources.ts';
import type { ReadText } from './text/read-text.ts';

export interface AcceptContext extends Omit<KeepContext, 'sources'> {
  check: CheckContext;
  normalise: Omit<NormaliseContext, 'readText'>;
  /** What reads text is large: it is loaded with the first text. */
  loadReadText: () => Promise<ReadText>;
  publish: Publish;
  /** Of the delivery that these came with. */
  trace?: string;
  sources: KeepContext['sources'] & RegisterContext['sources'];
}

export interface Verdict {
  accepted: number;
  rejected: Omit<Rejection, 'source' | 'payload' | 'format'>[];
  /** False when the refused ones could not be kept here: the sender should keep them. */
  kept: boolean;
}

/**
 * Checks, normalises and publishes the interactions of one request. What counts as accepted, EventBridge has. What is
 * refused is kept as a rejection while the good ones are published, so that neither can hinder the other. Refusals of
 * the bus are kept only when others of the request were accepted: else the answer is 503 and the sender sends all again.
 */
export async function acceptInteractions(received: readonly Received[], context: AcceptContext): Promise<Verdict> {
  const good: { index: number; interaction: Interaction }[] = [];
  const invalid: Rejection[] = [];
  const checked = received.map((item) => ('refusal' in item ? item.refusal : checkEvent(item.event, context.check)));
  const readText = checked.some(hasText) ? await context.loadReadText() : () => ({});
  const normaliseContext = { ...context.normalise, readText };
  received.forEach((item, index) => {
    const found = checked[index];
    if (found === undefined) return;
    if ('code' in found) invalid.push(rejectionOf(item, index, found, context.check.source));
    else good.push({ index, interaction: normalise(found, normaliseContext) });
  });
  const interactions = good.map(({ interaction }) => interaction);
  if (context.registersSources) await registerSources(interactions, context);
  const keepingInvalid = keepRejections(invalid, context);
  const outcomes = await context.publish(interactions, context.trace);
  const refused = good.flatMap(({ index }, position): Rejection[] => {
    const outcome = outcomes[position];
    const item = received[index];
    if (outcome === 'taken' || item === undefined) return [];
    const refusal = outcome === 'tooLarge' ? tooLarge : busUnavailable;
    return [rejectionOf(item, index, refusal, context.check.source)];
  });
  const accepted = good.length - refused.length;
  const keepingRefused = accepted > 0 ? keepRejections(refused, context) : refused.length === 0;
  const kept = (await Promise.all([keepingInvalid, keepingRefused])).every(Boolean);
  const rejected = [...invalid, ...refused]
    .sort((one, other) => one.index - other.index)
    .map(({ source: _source, payload: _payload, format: _format, ...verdict }) => verdict);
  return { accepted, rejected, kept };
}

const hasText = (checked: CheckedEvent | Refusal): boolean =>
  'event' in checked && checked.event.data.text !== undefined;

const tooLarge: Refusal = {
  code: 'TOO_LARGE',
  path: '',
  message: 'It is larger than an entry of the bus: shorten it.',
};
const busUnavailable: Refusal = {
  code: 'BUS_UNAVAILABLE',
  path: '',
  message: 'The bus did not take it: send it again.',
};

/** How many were refused for which reason: what may be logged. */
export function countCodes(rejected: Verdict['rejected']): Partial<Record<RefusalCode, number>> {
  const counts: Partial<Record<RefusalCode, number>> = {};
  for (const { code } of rejected) counts[code] = (counts[code] ?? 0) + 1;
  return counts;
}
