import { createHash } from 'node:crypto';
import type { MappedInteraction, Part, SourceAdapter, SourceContext } from '../../functions/ingest/sources/adapter.ts';
import { mapParts } from '../../functions/ingest/webhook/map-parts.ts';
import type { Made } from './record.ts';

export interface ImportTarget {
  source: string;
  channel: string;
  department: string;
}

/**
 * What adapters are told when they map on this side. The key of the store stays there, so what would name a person is
 * replaced by a plain hash of source and id: nobody reads it off, but who has a guess can check it.
 */
export function importContext(target: ImportTarget, settings: unknown): SourceContext {
  return {
    ...target,
    channelKind: undefined,
    channels: [target.channel],
    departments: [target.department],
    settings,
    opaque: (text) => `o_${createHash('sha256').update(`${target.source}\n${text}`).digest('base64url').slice(0, 22)}`,
  };
}

/** What an adapter makes of parts that belong to one record; refused when one of them is. */
export function madeOf<Settings>(
  parts: readonly Part[],
  adapter: SourceAdapter<Settings>,
  context: SourceContext,
): Made {
  const { received, ignored } = mapParts(parts, adapter as SourceAdapter, context);
  const events: string[] = [];
  for (const item of received) {
    if ('refusal' in item) return { refused: item.refusal };
    events.push(JSON.stringify(item.event));
  }
  return events.length > 0 ? { events } : { ignored: [...ignored.keys()][0] ?? 'of no interest' };
}

/** The CloudEvent of an interaction, as the webhooks make it. */
export function eventOf({ id, activity, time, data }: MappedInteraction, context: ImportTarget): string {
  const { source, channel, department } = context;
  const type = `polylog.${activity}.v1`;
  return JSON.stringify({ specversion: '1.0', id, source, type, time, data: { channel, department, ...data } });
}
