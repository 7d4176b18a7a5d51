import { mostAtOnce, type RejectionSelection } from '../shared/rejection-fix-request.ts';
import type { RegisteredSource } from '../shared/store/source-item.ts';
import type { ApiContext } from './context.ts';
import { authorOf } from './permissions.ts';

/** Milliseconds after which no further page is replayed: the HTTP API gives up after 30 s, and one page may take long. */
const replayFor = 5_000;

/**
 * Takes everything of a paused source again, and replays what was kept of it meanwhile, as far as there is time. What is
 * left, because there was too much or the replay failed, stays an open rejection with the code PAUSED.
 */
export async function resumeSource({ deps, viewer }: ApiContext, id: string): Promise<RegisteredSource> {
  const { who, roles } = authorOf(viewer);
  const source = await deps.registry.pauseSource({ who, roles }, id, false);
  const author = { who, roles: [...roles] };
  const started = deps.clock();
  try {
    let after: string | null = null;
    do {
      const selection: RejectionSelection = {
        filter: { source: id, code: 'PAUSED' },
        limit: mostAtOnce,
        ...(after !== null && { after }),
      };
      after = (await deps.replay.fix({ selection, rules: [], dryRun: false, author })).next;
    } while (after !== null && deps.clock() - started < replayFor);
  } catch (error) {
    deps.log({ level: 'error', message: 'replay of a resumed source failed', fields: { source: id }, error });
  }
  return source;
}
