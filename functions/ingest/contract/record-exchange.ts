import { createIngestApp } from '../app.ts';
import { exampleDependencies } from './example-clients.ts';
import type { Exchange } from './exchange.ts';

export interface Recorded {
  status: number;
  headers: Headers;
  body: unknown;
}

/** Sends the request of an example to the application and gives what it answers. */
export async function recordExchange({ given, method, path, headers, body }: Exchange): Promise<Recorded> {
  const app = createIngestApp(exampleDependencies(given));
  const sent = typeof body === 'string' ? body : JSON.stringify(body);
  const send = () =>
    app.request(path, { method, ...(headers && { headers }), ...(sent !== undefined && { body: sent }) });
  // Earlier requests use the rate or the share up, which a webhook has twice of, for five seconds at once.
  const earlier = given === 'rateUsedUp' ? 1 : given === 'shareUsedUp' ? 10 : 0;
  for (let sent = 0; sent < earlier; sent++) await send();
  const response = await send();
  return { status: response.status, headers: response.headers, body: await response.json() };
}
