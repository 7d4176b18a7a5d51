import { Hono } from 'hono';

/** Reads a file that lies beside the bundle of the function. */
export type ReadContract = (name: string) => Promise<Uint8Array>;

const shared = {
  'cache-control': 'public, max-age=300',
  'x-content-type-options': 'nosniff',
};
const page = {
  ...shared,
  'content-type': 'text/html; charset=utf-8',
  'content-encoding': 'gzip',
  // The page has a stricter policy of its own, with the digests of its scripts.
  'content-security-policy':
    "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
};
const schemaName = /^[a-z-]{1,40}\.v\d{1,3}\.json$/;

/** `GET /v1/openapi.json`, its page at `/v1/docs`, and the JSON Schemas; what is not there is left to other routes. */
export function contractRoutes(read: ReadContract): Hono {
  const found = (name: string) => read(name).catch(() => undefined);
  const routes = new Hono();
  routes.get('/v1/openapi.json', async (_context, next) => {
    const text = await found('openapi.json');
    return text === undefined ? next() : answer(text, { ...shared, 'content-type': 'application/json' });
  });
  routes.get('/v1/docs', async (_context, next) => {
    const html = await found('reference.html.gz');
    return html === undefined ? next() : answer(html, page);
  });
  routes.get('/v1/schemas/:name', async ({ req }, next) => {
    const name = req.param('name');
    const text = schemaName.test(name) ? await found(name) : undefined;
    return text === undefined ? next() : answer(text, { ...shared, 'content-type': 'application/schema+json' });
  });
  return routes;
}

const answer = (bytes: Uint8Array, headers: Record<string, string>) => new Response(bytes as BodyInit, { headers });
