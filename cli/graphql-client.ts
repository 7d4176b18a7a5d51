import * as z from 'zod';

export interface ApiClientOptions {
  /** Address of the host or deployment; `/graphql` is added. */
  url: string;
  /** A bearer token. */
  token: string;
}

const answerSchema = z.object({
  data: z.unknown().optional(),
  errors: z
    .array(z.object({ message: z.string(), extensions: z.object({ code: z.string().optional() }).optional() }))
    .optional(),
});

/** Documents are sent as text: where persisted ones alone are taken, the token is of a role that may send its own. */
export function createApiClient({ url, token }: ApiClientOptions) {
  const address = new URL('/graphql', url);
  return {
    /** The data of a document; throws with the code and message of the first error, and says so when nobody answers. */
    async query<T>(document: string, variables: Record<string, unknown> = {}): Promise<T> {
      const response = await fetch(address, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
        body: JSON.stringify({ query: document, variables }),
      }).catch(() => {
        throw new Error(`No host answers at ${url}: start one with npm start, or name it with --url.`);
      });
      const answer = answerSchema.safeParse(await response.json().catch(() => undefined));
      if (!answer.success) throw new Error(`${address} answered ${response.status}, and no GraphQL.`);
      const [error] = answer.data.errors ?? [];
      if (error) throw new Error(`${error.extensions?.code ?? 'ERROR'}: ${inCommands(error.message)}`);
      return answer.data.data as T;
    },
  };
}
export type ApiClient = ReturnType<typeof createApiClient>;

/** The API names what to ask next as it is called there. */
const inCommands = (message: string): string =>
  message
    .replace('the query sourceAdapters lists', 'polylog source adapters lists')
    .replace('change it by updateSource', 'change it by polylog source update');
