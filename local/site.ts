import type { IncomingMessage, ServerResponse } from 'node:http';
import { promisify } from 'node:util';
import { runInNewContext } from 'node:vm';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { HostedSite } from './read-site.ts';
import { readSiteFiles, type SiteFile } from './site-files.ts';

/** Serves a request for the page; false when the path is not the page's or the method none that a page is asked by. */
export type Site = (request: IncomingMessage, response: ServerResponse, path: string) => boolean;

/** What CloudFront compresses, and from which size on. */
const compressible = /^(text\/|application\/(javascript|json|manifest\+json|xml|wasm)|image\/svg\+xml)/;
const worthIt = 1_000;
const brotli = (body: Buffer) => promisify(brotliCompress)(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 6 } });
const encoders = { br: brotli, gzip: promisify(gzip) };
type Encoding = keyof typeof encoders;

/**
 * The page as CloudFront serves it from the bucket: the same files, compressed once, with the same headers and the same
 * function for paths. Names are looked up among those that there are, so no path leads out of them.
 */
export function createSite({ sources, owns, headers, pathFunction, isView }: HostedSite): Site {
  const files = readSiteFiles(sources);
  const fileOf = pathFunction === undefined ? (path: string) => path : compilePathFunction(pathFunction);
  const packed = new Map<string, Promise<Buffer>>();
  const pack = (name: string, file: SiteFile, encoding: Encoding): Promise<Buffer> => {
    const key = `${encoding} ${name}`;
    const known = packed.get(key) ?? encoders[encoding](file.body);
    packed.set(key, known);
    return known;
  };
  return (request, response, path) => {
    if ((request.method !== 'GET' && request.method !== 'HEAD') || !owns(path)) return false;
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    const name = decoded(isView(path) ? fileOf(path) : path);
    const file = files.get(name);
    if (!file) {
      response.writeHead(404, { 'content-type': 'application/json' }).end('{"message":"Not Found"}');
      return true;
    }
    const packs = compressible.test(file.type) && file.body.length >= worthIt;
    const encoding = packs ? preferred(request.headers['accept-encoding']) : undefined;
    // As CloudFront does: what was compressed is the same, but not byte for byte.
    const etag = encoding ? `W/${file.etag}` : file.etag;
    if (file.cacheControl) response.setHeader('cache-control', file.cacheControl);
    response.setHeader('etag', etag);
    if (packs) response.setHeader('vary', 'Accept-Encoding');
    if (matches(request.headers['if-none-match'], file.etag)) {
      response.writeHead(304).end();
      return true;
    }
    response.setHeader('content-type', file.type);
    if (encoding) response.setHeader('content-encoding', encoding);
    void (encoding ? pack(name, file, encoding) : Promise.resolve(file.body)).then((body) =>
      response.writeHead(200, { 'content-length': body.length }).end(body),
    );
    return true;
  };
}

/** The code of a CloudFront function, as a function from the path that is asked for to that of the file. */
function compilePathFunction(code: string): (path: string) => string {
  const handler = runInNewContext(`${code}; handler`) as (event: object) => { uri: string };
  return (uri) => handler({ request: { uri } }).uri;
}

function preferred(accepted: string | string[] | undefined): Encoding | undefined {
  const offered = String(accepted ?? '')
    .split(',')
    .filter((one) => !/;\s*q=0(\.0*)?\s*$/.test(one))
    .map((one) => one.split(';', 1)[0]?.trim());
  return (['br', 'gzip'] as const).find((encoding) => offered.includes(encoding));
}

/** Weakly, as RFC 9110 wants it for GET and HEAD. */
const matches = (header: string | undefined, etag: string): boolean =>
  header !== undefined &&
  (header.trim() === '*' || header.split(',').some((one) => one.trim().replace(/^W\//, '') === etag));

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
