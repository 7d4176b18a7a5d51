import type { TadaDocumentNode } from 'gql.tada';
import { print } from 'graphql';

export interface ClientOptions {
  /** The endpoint, e.g. `http://127.0.0.1:4000/graphql`. */
  url: string;
  /** A bearer token, fetched anew for each request: tokens end. */
  token: () => string | Promise<string>;
  fetch?: (url: string, init: RequestInit) => Promise<Response>;
}

/** Asks one document; gives its data, or throws an `AnswerError`. */
export type Ask = <Data, Variables>(document: TadaDocumentNode<Data, Variables>, variables: Variables) => Promise<Data>;

interface Answer<Data> {
  data?: Data | null;
  errors?: { message: string; extensions?: { code?: string; details?: unknown } }[];
}

/** What the API refused: the code is the contract (docs/api.md lists them), the message is for people. */
export class AnswerError extends Error {
  readonly code: string;
  readonly details: unknown;

  constructor(message: string, code: string, details: unknown) {
    super(message);
    this.name = 'AnswerError';
    this.code = code;
    this.details = details;
  }
}

/** A client of the API: one request for each question, nothing kept. */
export function createClient({ url, token, fetch: send = fetch }: ClientOptions): Ask {
  return async <Data, Variables>(document: TadaDocumentNode<Data, Variables>, variables: Variables): Promise<Data> => {
    const response = await send(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${await token()}` },
      body: JSON.stringify({ query: print(document), variables }),
    });
    const { data, errors } = (await response.json()) as Answer<Data>;
    const [first] = errors ?? [];
    if (first) throw new AnswerError(first.message, first.extensions?.code ?? 'UNKNOWN', first.extensions?.details);
    if (!data) throw new AnswerError(`The answer (HTTP ${response.status}) has no data.`, 'UNKNOWN', undefined);
    return data;
  };
}
