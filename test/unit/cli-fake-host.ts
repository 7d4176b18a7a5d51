import { spawn } from 'node:child_process';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

export interface Received {
  id: string;
  time: string;
  source: string;
  refuse?: string;
}
type Behaviour = (events: Received[], response: ServerResponse, request: number) => boolean;

/**
 * An HTTP server that answers as `POST /v1/interactions` does: it takes each event, and refuses those with a key `refuse`;
 * `GET /v1/source` tells how many it took, and how many of them it knew.
 * `behave` may answer a request in its place by returning true.
 */
export async function fakeHost(behave: Behaviour = () => false, port = 0) {
  const taken: Received[] = [];
  const keys = new Set<string | undefined>();
  let requests = 0;
  const counted = () => {
    const accepted = new Set(taken.map(({ id }) => id)).size;
    return { accepted, duplicates: taken.length - accepted };
  };
  const server = createServer(async (request, response) => {
    if (request.url === '/health') return response.end('{"status":"ok"}');
    if (request.url?.startsWith('/v1/source?')) return response.end(JSON.stringify(counted()));
    const events: Received[] = JSON.parse(await text(request));
    keys.add(request.headers.authorization);
    requests += 1;
    if (behave(events, response, requests)) return;
    const rejected = events.flatMap(({ id, refuse }, index) =>
      refuse ? [{ index, id, code: refuse, path: 'data', message: 'refused by the test' }] : [],
    );
    taken.push(...events.filter(({ refuse }) => !refuse));
    const accepted = events.length - rejected.length;
    return response.writeHead(accepted > 0 ? 202 : 422).end(JSON.stringify({ accepted, rejected }));
  });
  await new Promise<void>((done) => server.listen(port, '127.0.0.1', done));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    taken,
    keys,
    requests: () => requests,
    close: () => {
      server.closeAllConnections();
      return new Promise((done) => server.close(done));
    },
  };
}

const program = new URL('../../cli/polylog.ts', import.meta.url).pathname;

/** Runs `polylog` with the arguments and `POLYLOG_DATA`, and gives `input` to its standard input. */
export async function polylog(dataDir: string, args: string[], input: string | Buffer = '') {
  const { child, ended } = startPolylog(dataDir, args);
  child.stdin.end(input);
  return ended;
}

/** The same while it runs: its standard input stays open. */
export function startPolylog(dataDir: string, args: string[]) {
  const env = { ...process.env, POLYLOG_DATA: dataDir };
  const child = spawn(process.execPath, [program, ...args], { env, stdio: ['pipe', 'pipe', 'pipe'] });
  child.stdin.on('error', () => {});
  const closed = new Promise<number | null>((done) => child.once('close', done));
  const ended = Promise.all([text(child.stdout), text(child.stderr), closed]).then(([stdout, stderr, code]) => ({
    code,
    stdout,
    stderr,
  }));
  return { child, ended };
}
