import { Client, cacheExchange, fetchExchange, getOperationName } from '@urql/core';
import { persistedExchange } from '@urql/exchange-persisted';
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

/** The page's client of the GraphQL API: it sends the hashes of persisted documents, and keeps answers until something changes them. */
export const createApi = ({ url, token, onSignedOut }: ApiOptions): Client =>
  new Client({
    url,
    preferGetMethod: false,
    exchanges: [
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
