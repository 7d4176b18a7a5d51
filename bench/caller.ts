import { Agent, request } from 'node:http';

export interface Answer {
  status: number;
  body: Buffer;
}
/** Sends one body and reads the whole answer. */
export type Call = (body: Buffer) => Promise<Answer>;

/**
 * Posts to one address over as many connections as there are callers, all kept open. The answer is not parsed, so that
 * the client costs little beside what it measures. Throws on a broken connection or after 30 s.
 */
export function createCaller(url: string, callers: number, headers: Record<string, string>): Call & { close(): void } {
  const agent = new Agent({ keepAlive: true, maxSockets: callers });
  const { hostname, port, pathname: path } = new URL(url);
  const call: Call = (body) =>
    new Promise((done, failed) => {
      const sent = request(
        { agent, hostname, port, path, method: 'POST', headers: { ...headers, 'content-length': body.length } },
        (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('end', () => done({ status: response.statusCode ?? 0, body: Buffer.concat(chunks) }));
          response.on('error', failed);
        },
      );
      sent.setTimeout(30_000, () => sent.destroy(new Error(`${url} did not answer within 30 s`)));
      sent.on('error', failed);
      sent.end(body);
    });
  return Object.assign(call, { close: () => agent.destroy() });
}
