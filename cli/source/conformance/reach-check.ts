import type { SourceAdapter } from '../../../functions/ingest/sources/adapter.ts';
import type { SourceFixture } from '../fixture.ts';
import { type Check, must } from './check.ts';
import { signedRequest } from './signed-request.ts';
import { createTrial } from './trial.ts';

/** Whether an adapter reaches out with its tools alone: they keep it from addresses inside, `fetch` itself does not. */
export const reachCheck = (adapter: SourceAdapter, fixture: SourceFixture): Check => ({
  name: 'reaches out with what it is given, and with nothing else',
  async run() {
    const { fetch, WebSocket } = globalThis;
    let reached = false;
    const refuse = () => {
      reached = true;
      throw new TypeError('An adapter asks with the `fetch` and the `WebSocket` of its context.');
    };
    globalThis.fetch = async () => refuse();
    globalThis.WebSocket = class {
      constructor() {
        refuse();
      }
    } as unknown as typeof WebSocket;
    try {
      for (const delivery of fixture.deliveries ?? []) {
        await createTrial(adapter, fixture).send(await signedRequest(adapter, fixture, delivery));
      }
      for (const run of fixture.runs ?? []) {
        await createTrial(adapter, fixture, { run })
          .run(run.cursor)
          .catch(() => undefined);
      }
    } finally {
      Object.assign(globalThis, { fetch, WebSocket });
    }
    must(!reached, 'It asks with the global `fetch` or `WebSocket`: take those of its context.');
  },
});
