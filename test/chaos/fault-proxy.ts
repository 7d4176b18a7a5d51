import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { Wire } from '../faults-answers.ts';

/** A request on its way to an engine. */
export interface Exchange {
  /** `TransactWriteItems`, `SendMessageBatch`, `PutEvents` … */
  operation: string;
  body: string;
  /** Hands it on, or with another body, or as another operation; rejects when the engine does not answer. */
  forward: (body?: string, operation?: string) => Promise<Wire>;
}

/** What a fault makes of a request: an answer, a connection that is cut, or nothing. */
export type Meddle = (exchange: Exchange) => Promise<Wire | 'cut'> | undefined;

export interface FaultProxy {
  url: string;
  /** Requests that were meddled with so far. */
  hits: () => number;
  /** Meddles with requests that come from now on; undefined: with none. */
  meddle: (by: Meddle | undefined) => void;
  stop: () => Promise<void>;
}

/** A proxy on a free loopback port before the engine that `upstream` names at each request. It can spoil what it hands on. */
export async function startFaultProxy(upstream: () => string): Promise<FaultProxy> {
  const agent = new Agent({ keepAlive: true });
  let meddle: Meddle | undefined;
  let hits = 0;

  const passOn = (from: IncomingMessage, to: ServerResponse): void => {
    const onward = request(upstream() + from.url, { agent, method: from.method, headers: from.headers }, (answer) => {
      to.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(to);
      answer.on('error', () => to.destroy());
    });
    // As if there were nothing between: an engine that is gone cuts the connection.
    onward.on('error', () => to.destroy());
    to.on('close', () => onward.destroy());
    from.pipe(onward);
  };

  const send = (from: IncomingMessage, body: string, target: string): Promise<Wire> =>
    new Promise((done, failed) => {
      const headers = { ...from.headers, 'x-amz-target': target, 'content-length': String(Buffer.byteLength(body)) };
      const onward = request(upstream() + from.url, { agent, method: from.method, headers }, (answer) => {
        text(answer).then((content) => done({ status: answer.statusCode ?? 502, body: content }), failed);
      });
      onward.on('error', failed).end(body);
    });

  const spoil = async (by: Meddle, from: IncomingMessage, to: ServerResponse): Promise<void> => {
    const body = await text(from);
    const target = String(from.headers['x-amz-target']);
    const [service = '', operation = ''] = target.split('.');
    const forward: Exchange['forward'] = (other = body, as = operation) => send(from, other, `${service}.${as}`);
    const meddled = by({ operation, body, forward });
    if (meddled) hits++;
    const answer = await (meddled ?? forward()).catch(() => 'cut' as const);
    if (answer === 'cut') return void to.destroy();
    const type = String(from.headers['content-type'] ?? 'application/x-amz-json-1.0');
    to.writeHead(answer.status, { 'content-type': type, 'content-length': Buffer.byteLength(answer.body) });
    to.end(answer.body);
  };

  const server = createServer((from, to) => {
    if (meddle) spoil(meddle, from, to).catch(() => to.destroy());
    else passOn(from, to);
  });
  server.keepAliveTimeout = 600_000;
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    hits: () => hits,
    meddle: (by) => {
      meddle = by;
    },
    stop: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
        agent.destroy();
      }),
  };
}
