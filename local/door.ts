import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import { answerHeaders } from '../shared/answer-headers.ts';
import { answerCors, type Cors } from './cors.ts';
import type { FunctionPool } from './function-pool.ts';
import { createFunctionUrls } from './function-urls.ts';
import { toHttpEvent, writeHttpResult } from './http-event.ts';
import { createRouteTable } from './route-table.ts';
import type { Site } from './site.ts';
import type { HostedUrl, Route } from './topology.ts';

// API Gateway's limit for a payload.
const bodyLimit = 10 * 1024 * 1024;
/** Lambda's limit for an event: JSON with the body as text, escaped, or as base64, which is a third longer. */
const eventLimit = 6 * 1024 * 1024;

/** What the HTTP API bears: headers with the address in bytes, and milliseconds until they, and until the whole request is there. */
export interface DoorLimits {
  headerBytes: number;
  headersWithin: number;
  requestWithin: number;
}

/** An HTTP API takes 10,240 bytes of request line and headers, and gives up after 30 s. */
const apiLimits: DoorLimits = { headerBytes: 10_240, headersWithin: 10_000, requestWithin: 30_000 };

export interface DoorParts {
  routes: Route[];
  cors: Cors | undefined;
  urls: HostedUrl[];
  pools: Map<string, FunctionPool>;
  site: Site | undefined;
  publicKeys: object;
  /** Why requests cannot be served in full; undefined when all is well. */
  trouble: () => string | undefined;
}

/** Opens the door before anything else runs: `/health` answers 503 until `enter` hands over what it leads to. */
export async function openDoor(
  port: number,
  { headerBytes, headersWithin, requestWithin }: DoorLimits = apiLimits,
): Promise<{
  server: Server;
  enter: (parts: DoorParts) => void;
  /** Cuts the answers that are being streamed. */
  endStreams: () => void;
}> {
  let listener: RequestListener = (_, response) => answer(response, 503, { status: 'starting' });
  const limits = {
    maxHeaderSize: headerBytes,
    headersTimeout: headersWithin,
    requestTimeout: requestWithin,
    connectionsCheckingInterval: Math.min(1_000, headersWithin / 4),
  };
  const server = createServer(limits, (request, response) => listener(request, response));
  server.keepAliveTimeout = 75_000;
  await new Promise<void>((done, failed) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      failed(error.code === 'EADDRINUSE' ? new Error(`Port ${port} is in use: choose another with PORT`) : error),
    );
    server.listen(port, '127.0.0.1', done);
  });
  const streams = new Set<ServerResponse>();
  return {
    server,
    enter: (parts) => (listener = listenerFor(parts, streams)),
    endStreams() {
      for (const response of streams) response.destroy();
    },
  };
}

function listenerFor(
  { routes, cors, urls, pools, site, publicKeys, trouble }: DoorParts,
  streams: Set<ServerResponse>,
): RequestListener {
  const find = createRouteTable(routes);
  const findUrl = createFunctionUrls(urls, pools, streams);
  return (request, response) => {
    const path = (request.url ?? '/').split('?', 1)[0] ?? '/';
    if (path === '/.well-known/jwks.json') return answer(response, 200, publicKeys);
    const url = findUrl(request, path);
    const route = find(request.method ?? 'GET', path);
    // Not for pages of other origins, and behind everything that the API has.
    if (!url && !route && site?.(request, response, path)) return;
    if (answerCors(url ? url.cors : cors, request, response)) return;
    const problem = path === '/health' ? trouble() : undefined;
    if (problem) return answer(response, 503, { status: 'unavailable', reason: problem });
    if (url) return readBody(request, response, (body) => url.stream(response, body));
    const pool = route && pools.get(route.functionName);
    if (!pool)
      return path === '/health'
        ? answer(response, 200, { status: 'ok' })
        : answer(response, 404, { message: 'Not Found' });
    readBody(request, response, async (body) => {
      const event = toHttpEvent(request, body, route.key, route.parameters);
      if (body.length > eventLimit / 2 && Buffer.byteLength(JSON.stringify(event)) > eventLimit) {
        return answer(response, 413, { message: 'Request Too Long' });
      }
      const outcome = await pool.invoke(event);
      if (outcome.kind === 'answer') writeHttpResult(response, outcome.result);
      else if (outcome.kind === 'timeout') answer(response, 503, { message: 'Service Unavailable' });
      else answer(response, 500, { message: 'Internal Server Error' });
    });
  };
}

function readBody(request: IncomingMessage, response: ServerResponse, then: (body: Buffer) => Promise<void>): void {
  const chunks: Buffer[] = [];
  let bytes = 0;
  request.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes <= bodyLimit) chunks.push(chunk);
    // The rest is read and thrown away: a client in mid-upload would otherwise see a broken pipe instead of the answer.
    else chunks.length = 0;
  });
  request.on('end', () => {
    if (bytes > bodyLimit) return answer(response, 413, { message: 'Request Entity Too Large' });
    then(Buffer.concat(chunks)).catch((error: Error) => {
      console.error(error);
      if (!response.headersSent) answer(response, 500, { message: 'Internal Server Error' });
    });
  });
}

function answer(response: ServerResponse, status: number, body: unknown): void {
  // As CloudFront adds them to what API Gateway itself answers.
  response.writeHead(status, { ...answerHeaders, 'content-type': 'application/json' }).end(JSON.stringify(body));
}
