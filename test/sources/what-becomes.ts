import { checkContext, checkEvent } from '../../functions/ingest/check-event.ts';
import type { Part, SourceAdapter, SourceContext } from '../../functions/ingest/sources/adapter.ts';
import { findKind, mapParts } from '../../functions/ingest/webhook/map-parts.ts';
import type { Refusal } from '../../shared/errors.ts';
import { defaultOrganisation } from '../../shared/organisation.ts';

const check = checkContext(defaultOrganisation, Date.parse('2026-11-22T12:00:00Z'));

/** One row's words for what a part becomes: its activities, why it is ignored, or why it is refused and where. */
export function whatBecomes<Settings>(
  part: Part | Refusal,
  adapter: SourceAdapter<Settings>,
  context: SourceContext<Settings>,
): string {
  if ('code' in part) return refused(part);
  const { received } = mapParts([part], adapter as SourceAdapter, context);
  if (received.length > 0) {
    return received
      .map((item) => {
        const verdict = 'refusal' in item ? item.refusal : checkEvent(item.event, check);
        if ('code' in verdict) return refused(verdict);
        return /^polylog\.(.*)\.v1$/.exec(verdict.event.type)?.[1];
      })
      .join(', ');
  }
  const found = findKind(adapter.kinds, part.kind);
  if (found === undefined) return 'unknown';
  return 'ignored' in found ? `ignored: ${found.ignored}` : 'nothing';
}

const refused = ({ code, path, message }: Refusal): string => `refused: ${code} at ${path || `the whole: ${message}`}`;
