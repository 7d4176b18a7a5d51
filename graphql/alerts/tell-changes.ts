import { type EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { type AlertDetail, alertDetailType } from '../../shared/alert-detail.ts';
import { busSource } from '../../shared/interaction.ts';

export interface TellingOptions {
  client: Pick<EventBridgeClient, 'send'>;
  busName: string;
}

/** EventBridge takes ten entries at once; ten notices are far below a request's size. */
const entriesAtOnce = 10;

/**
 * Returns a function that puts notices on the bus, in order, and gives those that EventBridge has. Every entry of every
 * response is looked at; `failed` is told of those that failed. It never throws; what the bus did not take is tried again by the next look.
 */
export function createTelling({ client, busName }: TellingOptions) {
  return async (notices: readonly AlertDetail[], failed: (error: unknown) => void): Promise<ReadonlySet<string>> => {
    const taken = new Set<string>();
    for (let at = 0; at < notices.length; at += entriesAtOnce) {
      const some = notices.slice(at, at + entriesAtOnce);
      const Entries = some.map((notice) => ({
        EventBusName: busName,
        Source: busSource,
        DetailType: alertDetailType,
        Detail: JSON.stringify(notice),
        Time: new Date(notice.at),
      }));
      try {
        const answer = await client.send(new PutEventsCommand({ Entries }));
        for (const [index, { notice }] of some.entries()) {
          const entry = answer.Entries?.[index];
          if (entry?.EventId !== undefined) taken.add(notice);
          else failed(new Error(`The bus did not take the notice ${notice}: ${entry?.ErrorCode ?? 'no answer'}`));
        }
      } catch (error) {
        failed(error);
      }
    }
    return taken;
  };
}
export type Telling = ReturnType<typeof createTelling>;
