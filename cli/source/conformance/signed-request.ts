import type { SourceAdapter } from '../../../functions/ingest/sources/adapter.ts';
import type { FixtureDelivery, SourceFixture } from '../fixture.ts';
import { trialTime, webhookOf } from './trial.ts';

export interface Signing {
  at?: number;
  secrets?: Record<string, string>;
  /** Sent instead of the body that was signed. */
  sent?: Buffer;
  unsigned?: true;
  headers?: Record<string, string>;
}

/** The bytes of a delivery as its provider would send them. */
export const bodyOf = ({ body }: Pick<FixtureDelivery, 'body'>): Buffer =>
  Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));

/** A delivery as a request, signed as the fixture says or with the source's key. */
export async function signedRequest(
  adapter: SourceAdapter,
  fixture: SourceFixture,
  delivery: Pick<FixtureDelivery, 'body' | 'headers'>,
  { at = trialTime, secrets = fixture.secrets ?? {}, sent, unsigned, headers: more }: Signing = {},
): Promise<Request> {
  const body = bodyOf(delivery);
  const url = webhookOf(adapter);
  const headers: Record<string, string> = { 'content-type': 'application/json', ...delivery.headers, ...more };
  if (!unsigned) {
    Object.assign(
      headers,
      fixture.sign === undefined
        ? { authorization: 'Bearer the-key' }
        : await fixture.sign({ body, at: new Date(at), url, headers }, secrets),
    );
  }
  return new Request(url, { method: 'POST', headers, body: new Uint8Array(sent ?? body) });
}
