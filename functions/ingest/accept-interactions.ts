import type { Refusal, RefusalCode } from '../../shared/errors.ts';
import type { Interaction } from '../../shared/interaction.ts';
import type { Rejection } from '../../shared/rejection.ts';
import type { RejectionStore } from '../../shared/store/rejections.ts';
import type { SourceRegistry } from '../../shared/store/sources.ts';
import { type CheckContext, checkEvent } from './check-event.ts';
import { type NormaliseContext, normalise } from './normalise.ts';
import type { Publish } from './publish.ts';
import type { Received } from './received.ts';

export interface AcceptContext {
  check: CheckContext;
  normalise: NormaliseContext;
  publish: Publish;
  rejections: Pick<RejectionStore, 'put'>;
  sources: Pick<SourceRegistry, 'registerSource' | 'countRejections'>;
  /** The local key registers a source when it first sends for it. */
  registersSources: boolean;
  /** Told the name of what failed; never what was sent. */
  report: (failed: string, error: unknown) => void;
}

export interface Verdict {
  accepted: number;
  rejected: Omit<Rejection, 'source' | 'payload'>[];
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
  received.forEach((item, index) => {
    const checked = 'refusal' in item ? item.refusal : checkEvent(item.event, context.check);
    if ('code' in checked) invalid.push(rejectionOf(item, index, checked, context.check.source));
    else good.push({ index, interaction: normalise(checked, context.normalise) });
  });
  const interactions = good.map(({ interaction }) => interaction);
  if (context.registersSources) await registerSources(interactions, context);
  const keepingInvalid = keep(invalid, context);
  const outcomes = await context.publish(interactions);
  const refused = good.flatMap(({ index }, position): Rejection[] => {
    const outcome = outcomes[position];
    const item = received[index];
    if (outcome === 'taken' || item === undefined) return [];
    const refusal = outcome === 'tooLarge' ? tooLarge : busUnavailable;
    return [rejectionOf(item, index, refusal, context.check.source)];
  });
  const accepted = good.length - refused.length;
  const keepingRefused = accepted > 0 ? keep(refused, context) : true;
  const kept = (await Promise.all([keepingInvalid, keepingRefused])).every(Boolean);
  const rejected = [...invalid, ...refused]
    .sort((one, other) => one.index - other.index)
    .map(({ source: _source, payload: _payload, ...verdict }) => verdict);
  return { accepted, rejected, kept };
}

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

/** Of what was sent, only the id and the source stand in clear, and only when they can be such. */
function rejectionOf(item: Received, index: number, refusal: Refusal, keySource: string | undefined): Rejection {
  const event = ('event' in item ? item.event : null) as { id?: unknown; source?: unknown } | null;
  const id = 'refusal' in item ? item.id : event?.id;
  return {
    index,
    id: shortText(id),
    // A key's own source, so that nobody can fill another source's list.
    source: keySource ?? shortText(event?.source),
    code: refusal.code,
    path: item.pathInPayload !== undefined && 'event' in item ? item.pathInPayload(refusal.path) : refusal.path,
    message: refusal.message,
    payload: item.payload,
  };
}

const shortText = (value: unknown): string | null =>
  typeof value === 'string' && value !== '' && value.length <= 512 ? value : null;

async function keep(rejections: readonly Rejection[], { rejections: store, sources, report }: AcceptContext) {
  if (rejections.length === 0) return true;
  const counts = new Map<string, number>();
  for (const { source } of rejections) if (source !== null) counts.set(source, (counts.get(source) ?? 0) + 1);
  // The count is for people who look at a feed; it must not decide whether a rejection is kept.
  const counting = inLanes([...counts], ([source, count]) =>
    sources.countRejections(source, count).catch((error: unknown) => report('count rejections', error)),
  );
  const kept = await store.put(rejections).then(
    () => true,
    (error: unknown) => {
      report('keep rejections', error);
      return false;
    },
  );
  await counting;
  return kept;
}

/** Registers the sources of the interactions, each with the channel and department of its first as a hint. */
async function registerSources(interactions: readonly Interaction[], { sources, report }: AcceptContext) {
  const first = new Map<string, Interaction>();
  for (const interaction of interactions) {
    if (!first.has(interaction.source)) first.set(interaction.source, interaction);
  }
  await inLanes([...first.values()], ({ source: id, channel, department }) =>
    sources.registerSource({ id, channel, department }).catch((error: unknown) => report('register a source', error)),
  );
}

/** Runs an action for each item, eight at a time. */
async function inLanes<Item>(items: Item[], action: (item: Item) => Promise<void>): Promise<void> {
  const left = items.values();
  const lane = async () => {
    for (const item of left) await action(item);
  };
  await Promise.all(Array.from({ length: Math.min(8, items.length) }, lane));
}

/** How many were refused for which reason: what may be logged. */
export function countCodes(rejected: Verdict['rejected']): Partial<Record<RefusalCode, number>> {
  const counts: Partial<Record<RefusalCode, number>> = {};
  for (const { code } of rejected) counts[code] = (counts[code] ?? 0) + 1;
  return counts;
}
