/// <reference types="vite/types/importMeta.d.ts" />
import { Client, cacheExchange, fetchExchange, getOperationName } from '@urql/core';
import { persistedExchange } from '@urql/exchange-persisted';
import { requestPolicyExchange } from '@urql/exchange-request-policy';
import { askOvertakenAgain } from './ask-overtaken-again.ts';
import { operationIds } from './operation-ids.ts';

export interface ApiOptions {
  url: string;
  /** A bearer token, asked for anew before each request: tokens end. */
  token: () => Promise<string>;
  /** Called when the API does not take the token (any more). */
  onSignedOut: () => void;
}

const persisted = persistedExchange({
  enforcePersistedQueries: true,
  enableForMutation: true,
  preferGetForPersistedQueries: false,
  generateHash: async (_text, document) => operationIds[getOperationName(document) ?? ''] ?? '',
});

/** An answer older than this is shown at once and asked for again: nobody listened to it while another view was open. Milliseconds. */
const freshFor = 2_000;

/** The page's client of the GraphQL API: it sends the hashes of persisted documents, and keeps answers to show them at once. */
export const createApi = ({ url, token, onSignedOut }: ApiOptions): Client =>
  new Client({
    url,
    preferGetMethod: false,
    exchanges: [
      requestPolicyExchange({ ttl: freshFor }),
      cacheExchange,
      askOvertakenAgain,
      // While documents are being written (`vite dashboard`), the host has other ones: they are sent as they are.
      ...(import.meta.env.DEV ? [] : [persisted]),
      fetchExchange,
    ],
    fetch: async (input, init) => {
      const headers = new Headers(init?.headers);
      headers.set('authorization', `Bearer ${await token()}`);
      const response = await fetch(input, { ...init, headers });
      if (response.status === 401) onSignedOut();
      return response;
    },
  });
