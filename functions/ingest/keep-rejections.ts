import type { Refusal } from '../../shared/errors.ts';
import type { Rejection } from '../../shared/rejection.ts';
import type { RejectionStore } from '../../shared/store/rejections.ts';
import type { SourceRegistry } from '../../shared/store/sources.ts';
import { isSource } from './check-event.ts';
import { inLanes } from './in-lanes.ts';
import type { Received } from './received.ts';

export interface KeepContext {
  rejections: Pick<RejectionStore, 'put'>;
  sources: Pick<SourceRegistry, 'countRejections'>;
  /** Whether a source is listed with its first refusal already: with the local key, where nobody registers any before. */
  registersSources: boolean;
  /** Told the name of what failed; never what was sent. */
  report: (failed: string, error: unknown) => void;
}

/**
 * Keeps rejections and counts them for their sources: whether they are kept. What only waits until its source goes on is
 * kept and not counted: the share that is refused tells whether a feed is wrong. It never throws.
 */
export async function keepRejections(
  rejections: readonly Rejection[],
  { rejections: store, sources, registersSources, report }: KeepContext,
): Promise<boolean> {
  if (rejections.length === 0) return true;
  const counts = new Map<string, number>();
  for (const { source, code } of rejections) {
    if (source !== null && code !== 'PAUSED') counts.set(source, (counts.get(source) ?? 0) + 1);
  }
  // The count is for people who look at a feed; it must not decide whether a rejection is kept.
  const counting = inLanes([...counts], ([source, count]) =>
    sources
      .countRejections(source, count, registersSources && isUri(source))
      .catch((error: unknown) => report('count rejections', error)),
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

/**
 * The rejection of what was received. Of what was sent only the source will stand in clear, and the id is answered: both
 * only when they can be such.
 */
export function rejectionOf(item: Received, index: number, refusal: Refusal, keySource: string | undefined): Rejection {
  const event = ('event' in item ? item.event : null) as { id?: unknown; source?: unknown } | null;
  const id = 'refusal' in item ? item.id : event?.id;
  return {
    index,
    id: shortText(id),
    // A key's own source, so that nobody can fill another source's list.
    source: keySource ?? shortText(item.source ?? event?.source),
    code: refusal.code,
    path: item.pathInPayload !== undefined && 'event' in item ? item.pathInPayload(refusal.path) : refusal.path,
    message: refusal.message,
    format: item.format ?? 'cloudevents',
    payload: item.payload,
  };
}

/** What the wire contract takes as a source, and a URI at that: what was refused may say anything there. */
const isUri = (source: string): boolean => isSource(source) && URL.canParse(source);

const shortText = (value: unknown): string | null =>
  typeof value === 'string' && value !== '' && value.length <= 512 ? value.toWellFormed() : null;
