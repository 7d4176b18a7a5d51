import type { RejectionSelection } from '../../../shared/rejection-fix-request.ts';
import type { ListedRejection } from '../../../shared/store/rejection-item.ts';
import type { RejectionStore } from '../../../shared/store/rejections.ts';

/** Payloads are held in memory together. */
const mostCharacters = 50_000_000;

/**
 * The rejections that a call is about: those of the ids, whatever became of them, or open ones of a filter, newest first,
 * as many as a call takes. `next`: where another call goes on.
 */
export async function selectRejections(
  selection: RejectionSelection,
  store: Pick<RejectionStore, 'find' | 'walk'>,
): Promise<{ found: ListedRejection[]; next: string | null }> {
  if ('ids' in selection) return { found: await store.find([...new Set(selection.ids)]), next: null };
  const found: ListedRejection[] = [];
  let characters = 0;
  for await (const rejection of store.walk({ ...selection.filter, state: 'OPEN' }, selection.after)) {
    if (found.length === selection.limit || characters > mostCharacters) {
      return { found, next: found.at(-1)?.cursor ?? null };
    }
    found.push(rejection);
    characters += JSON.stringify(rejection.payload)?.length ?? 0;
  }
  return { found, next: null };
}
