import type { RefusalCode } from '../shared/errors.ts';
import type { RejectionSelection } from '../shared/rejection-fix-request.ts';
import type { RegisteredSource } from '../shared/store/source-item.ts';
import { soonMs } from '../shared/store/source-lookup.ts';
import type { ApiContext } from './context.ts';
import { authorOf } from './permissions.ts';

const whilePaused: RefusalCode = 'PAUSED';
/** Rejections of one call: the replay function may take 24 s, and this one 28 s in all. */
const atOnce = 500;
/** What knew it as paused until now takes so many milliseconds more to keep what it has at hand. */
const margin = 1_000;
/** Milliseconds after which no further page is replayed: the HTTP API gives up after 30 s, and one page may take long. */
const replayFor = 5_000;

/**
 * Takes everything of a paused source again and, once nobody takes it for paused any more, replays what was kept of it
 * meanwhile, as far as there is time. What is left, because there was too much or the replay failed, stays an open
 * rejection with the code PAUSED; resuming again replays that.
 */
export async function resumeSource({ deps, viewer }: ApiContext, id: string): Promise<RegisteredSource> {
  const { who, roles } = authorOf(viewer);
  const source = await deps.registry.pauseSource({ who, roles }, id, false);
  const author = { who, roles: [...roles] };
  await deps.sleep(soonMs + margin);
  const started = deps.clock();
  try {
    let after: string | null = null;
    do {
      const selection: RejectionSelection = {
        filter: { source: id, code: whilePaused },
        limit: atOnce,
        ...(after !== null && { after }),
      };
      after = (await deps.replay.fix({ selection, rules: [], dryRun: false, author })).next;
    } while (after !== null && deps.clock() - started < replayFor);
  } catch (error) {
    deps.log({ level: 'error', message: 'replay of a resumed source failed', fields: { source: id }, error });
  }
  return source;
}
