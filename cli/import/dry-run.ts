import { checkEvent } from '../../functions/ingest/check-event.ts';
import { bodyBytes } from '../../functions/ingest/read-body.ts';
import type { Send } from '../sender.ts';

/** Whether channels and departments exist, only the host knows: here all do. */
const everything = { has: () => true, [Symbol.iterator]: () => [].values() };

/** Takes what the host would take, as far as that can be known without it, and sends nothing. `clock`: milliseconds since 1970. */
export const dryRun =
  (clock: () => number): Send =>
  async (events) => {
    const now = clock();
    const refused = events.flatMap((event, index) => {
      // It goes as the only one of a batch, if it must.
      if (Buffer.byteLength(event) + 2 > bodyBytes) {
        return [{ index, code: 'TOO_LARGE', path: '', message: 'Too large to be sent.' }];
      }
      const checked = checkEvent(JSON.parse(event), { channels: everything, departments: everything, now });
      return 'code' in checked ? [{ index, ...checked }] : [];
    });
    return { accepted: events.length - refused.length, refused };
  };
