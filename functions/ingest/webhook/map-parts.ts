import type { Refusal } from '../../../shared/errors.ts';
import type { Received } from '../received.ts';
import type {
  IgnoredKind,
  Kinds,
  Mapped,
  MappedInteraction,
  MappedKind,
  Part,
  SourceAdapter,
  SourceContext,
} from '../sources/adapter.ts';

export interface MappedParts {
  received: Received[];
  /** How many parts of each kind were left alone; kinds that the adapter does not know begin with `? `. */
  ignored: Map<string, number>;
}

/** The kind of a rejection that is a whole delivery: its payload is the text of the body. */
export const wholeDelivery = 'unreadable';

/** A kind is the provider's word, and becomes the name of a counter: what is kept of it is short, and can be written. */
const kindLength = 64;

/**
 * What the parts of a delivery become, by the adapter's table. It never throws: a part that the adapter fails on is refused
 * like one of another shape, and kept.
 */
export function mapParts(parts: readonly Part[], adapter: SourceAdapter, context: SourceContext): MappedParts {
  const received: Received[] = [];
  const ignored = new Map<string, number>();
  for (const part of parts) {
    const found = findKind(adapter.kinds, part.kind);
    const mapped = found !== undefined && 'map' in found ? mapOne(found, part, context) : [];
    if ('code' in mapped) {
      const refusal = { ...mapped, path: mapped.path === '' ? 'payload' : `payload.${mapped.path}` };
      received.push({ ...origin(part, adapter, context), id: null, refusal });
      continue;
    }
    const interactions = [mapped].flat();
    for (const one of interactions) {
      received.push({ ...origin(part, adapter, context), pathInPayload: pathInMapped, event: eventOf(one, context) });
    }
    if (interactions.length === 0) {
      const shown = part.kind.slice(0, kindLength).toWellFormed();
      const name = found === undefined ? `? ${shown}` : shown;
      ignored.set(name, (ignored.get(name) ?? 0) + 1);
    }
  }
  return { received, ignored };
}

/** The entry of a kind: by its whole name, else with its last parts replaced by `*`. */
export function findKind<Settings>(
  kinds: Kinds<Settings>,
  name: string,
): MappedKind<Settings> | IgnoredKind | undefined {
  if (Object.hasOwn(kinds, name)) return kinds[name];
  for (let end = name.lastIndexOf('.'); end > 0; end = name.lastIndexOf('.', end - 1)) {
    const family = `${name.slice(0, end)}.*`;
    if (Object.hasOwn(kinds, family)) return kinds[family];
  }
  return kinds['*'];
}

function mapOne(found: MappedKind<unknown>, { payload }: Part, context: SourceContext): Mapped {
  try {
    return found.map(payload, context);
  } catch {
    // The error may quote the payload.
    return { code: 'CHANGED_SHAPE', path: '', message: 'The adapter cannot read it.' } satisfies Refusal;
  }
}

/** The CloudEvent (yet unchecked) of a mapped interaction. Undefined is left out: it would hide what is derived from the text. */
function eventOf(
  { id, activity, time, data }: MappedInteraction,
  { source, channel, department }: SourceContext,
): unknown {
  const given = Object.fromEntries(Object.entries(data).filter(([, value]) => value !== undefined));
  const type = `polylog.${activity}.v1`;
  return { specversion: '1.0', id, source, type, time, data: { channel, department, ...given } };
}

const origin = ({ kind, payload }: Part, { id: format }: SourceAdapter, { source }: SourceContext) => ({
  payload: { kind, payload },
  source,
  format,
});

/** The adapter made the field, so it has no place in the payload. */
const pathInMapped = (path: string): string => path && `mapped.${path}`;
