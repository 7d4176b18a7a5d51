import type { RegisteredSource } from '../../../shared/store/source-item.ts';
import type { Verdict } from '../accept-interactions.ts';
import type { Flow } from '../create-flow.ts';
import { batchItems, type Received } from '../received.ts';
import type { Part, SourceAdapter, SourceContext } from '../sources/adapter.ts';
import { mapParts } from './map-parts.ts';

export interface PartsOrigin {
  source: RegisteredSource;
  adapter: SourceAdapter;
  context: SourceContext;
}

export interface PartsVerdict extends Verdict {
  /** Parts that are of no interest, by their kind or by what they say. */
  ignored: number;
}

/**
 * Maps the parts of a delivery or a page and accepts what they become; what is refused is kept, what is of no interest is
 * counted by kind. Those of a paused source are kept as refused, to be replayed when it goes on.
 */
export async function acceptParts(
  parts: readonly Part[],
  { source, adapter, context }: PartsOrigin,
  flow: Pick<Flow, 'accept' | 'sources' | 'report'>,
): Promise<PartsVerdict> {
  const { received, ignored } = mapParts(parts, adapter, context);
  const noting = flow.sources
    .noteKinds(source.id, ignored)
    .catch((error: unknown) => flow.report('count kinds of a source', error));
  const total: PartsVerdict = { accepted: 0, rejected: [], kept: true, ignored: 0 };
  const coming = source.pausedAt === undefined ? received : received.map(held);
  for (let from = 0; from < coming.length; from += batchItems) {
    const batch = coming.slice(from, from + batchItems);
    const verdict = await flow.accept(batch, { source: source.id, registersSources: false });
    total.accepted += verdict.accepted;
    total.rejected.push(...verdict.rejected.map((one) => ({ ...one, index: one.index + from })));
    total.kept &&= verdict.kept;
  }
  for (const count of ignored.values()) total.ignored += count;
  await noting;
  return total;
}

const held = (received: Received): Received => {
  if ('refusal' in received) return received;
  const { event, ...rest } = received;
  const refusal = { code: 'PAUSED', path: '', message: 'The source was paused when this came: replay it.' } as const;
  return { ...rest, id: (event as { id: string }).id, refusal };
};
