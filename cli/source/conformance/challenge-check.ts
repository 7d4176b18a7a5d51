import type { SourceAdapter } from '../../../functions/ingest/sources/adapter.ts';
import type { SourceFixture } from '../fixture.ts';
import { type Check, must } from './check.ts';
import { signedRequest } from './signed-request.ts';
import { createTrial, webhookOf } from './trial.ts';

/** What providers put before a body that they sign. */
const prefixes = ['', 'sha256=', 'hmacsha256='];

/** Anybody may ask for a handshake: one that answers by signing must not sign what would be a delivery. */
export function challengeCheck(adapter: SourceAdapter, fixture: SourceFixture): Check[] {
  const queries = (fixture.handshakes ?? []).flatMap(({ query, answer }) =>
    query && answer.status === 200 ? query : [],
  );
  if (queries.length === 0 || fixture.sign === undefined) return [];
  return [
    {
      name: 'signs no delivery for who asks by its handshake',
      async run() {
        const trial = createTrial(adapter, fixture);
        for (const delivery of fixture.deliveries ?? []) {
          const signed = await signedRequest(adapter, fixture, delivery);
          const signatures = [...signed.headers.values()].map((value) => value.replace(/^[a-z0-9]+=/, ''));
          const body = await signed.text();
          for (const asked of queries.flatMap((query) => forged(query, body))) {
            const answer = await (await trial.send(new Request(webhookOf(adapter, asked)))).text();
            const found = signatures.some((signature) => signature.length >= 27 && answer.includes(signature));
            must(!found, `A GET with “${delivery.name}” as its challenge is answered with the signature of it.`);
          }
        }
      },
    },
  ];
}

/** The query with the body, alone and as it may be signed, in place of each of its values. */
function forged(query: string, body: string): string[] {
  return [...new URLSearchParams(query).keys()].flatMap((name) =>
    prefixes.map((prefix) => {
      const asked = new URLSearchParams(query);
      asked.set(name, prefix + body);
      return `?${asked}`;
    }),
  );
}
