import { type ApiDeps, createContext } from '../context.ts';
import { createServer } from '../yoga.ts';
import { liveTiming, openStream } from './live-stream.ts';
import { useLiveStreams } from './use-live-streams.ts';

/** The API of subscriptions as a fetch handler: the same schema, policy and limits as the API, answered as events. */
export const createLiveApi = (deps: ApiDeps, timing = liveTiming) =>
  createServer(deps, {
    endpoint: '/',
    plugins: [useLiveStreams(deps)],
    context: async ({ request }) => ({
      ...(await createContext(deps)),
      stream: openStream(request, timing),
    }),
  });
