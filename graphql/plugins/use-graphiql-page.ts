import type { Plugin } from 'graphql-yoga';
import type { ApiDeps } from '../context.ts';

const headers = {
  'content-type': 'text/html; charset=utf-8',
  'content-encoding': 'gzip',
  'cache-control': 'public, max-age=3600',
  vary: 'accept',
  'x-content-type-options': 'nosniff',
  // The page talks to this API and to nobody else.
  'content-security-policy':
    "connect-src 'self' data: blob:; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
};

/** Answers a browser that opens the endpoint with the page of GraphiQL, where there is one. */
export const useGraphiqlPage = ({ graphiql }: Pick<ApiDeps, 'graphiql'>): Plugin => ({
  async onRequest({ request, url, fetchAPI, endResponse }) {
    if (request.method !== 'GET' || url.searchParams.has('query') || url.searchParams.has('extensions')) return;
    if (!request.headers.get('accept')?.includes('text/html')) return;
    if (graphiql) endResponse(new fetchAPI.Response((await graphiql()) as BodyInit, { headers }));
    else endResponse(new fetchAPI.Response('There is no GraphiQL here: send queries by POST.\n', { status: 404 }));
  },
});
