import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Cors } from './cors.ts';
import type { FunctionPool, StreamReader } from './function-pool.ts';
import { toHttpEvent, writeHttpResult } from './http-event.ts';
import type { StreamHead } from './response-stream.ts';
import type { HostedUrl } from './topology.ts';

interface Found {
  cors: Cors | undefined;
  /** Invokes the function with the request and streams what it answers. */
  stream: (response: ServerResponse, body: Buffer) => Promise<void>;
}

/**
 * Finds the Function URL that a path lies under. Its function sees the path behind it, as on AWS, where a Function URL has
 * a host of its own. Answers are passed on as they come, no faster than the client reads, and a client that leaves is
 * told to the function, which Lambda does not do. `open` holds the answers under way.
 */
export function createFunctionUrls(
  urls: readonly HostedUrl[],
  pools: ReadonlyMap<string, FunctionPool>,
  open: Set<ServerResponse>,
): (request: IncomingMessage, path: string) => Found | undefined {
  return (request, path) => {
    const url = urls.find((one) => path === one.path || path.startsWith(`${one.path}/`));
    const pool = url && pools.get(url.functionName);
    if (!pool) return undefined;
    const stream: Found['stream'] = async (response, body) => {
      const behind = (request.url ?? '').slice(url.path.length);
      const event = toHttpEvent(request, body, '$default', {}, behind.startsWith('/') ? behind : `/${behind}`);
      open.add(response);
      response.once('close', () => open.delete(response));
      const outcome = await pool.invoke(event, readerFor(response));
      if (response.headersSent) return void (outcome.kind === 'answer' ? response.end() : response.destroy());
      if (outcome.kind === 'answer') writeHttpResult(response, outcome.result);
      // What Lambda answers for a function that fails, whatever the reason.
      else response.writeHead(502, { 'content-type': 'application/json' }).end('{"message":"Internal Server Error"}');
    };
    return { cors: url.cors, stream };
  };
}

function readerFor(response: ServerResponse): StreamReader {
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  return {
    signal: gone.signal,
    begin({ statusCode = 200, headers = {}, cookies = [] }: StreamHead) {
      if (cookies.length > 0) response.setHeader('set-cookie', cookies);
      for (const [name, value] of Object.entries(headers)) response.appendHeader(name, value);
      response.writeHead(statusCode).flushHeaders();
    },
    async take(chunk) {
      if (!response.headersSent) response.writeHead(200, { 'content-type': 'application/octet-stream' });
      if (!response.write(chunk)) await once(response, 'drain', { signal: gone.signal }).catch(() => undefined);
    },
  };
}
