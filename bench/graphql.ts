import type { Stack } from '../test/stack.ts';
import { type Answer, createCaller } from './caller.ts';

export interface ReportInput {
  metrics: string[];
  range: { from: string; to: string };
  granularity?: string;
  by?: string[];
  filter?: Record<string, string[]>;
}
export interface Operation {
  query: string;
  variables?: Record<string, unknown>;
}
interface Value {
  value: number | null;
  n: number | null;
}
export interface Report<V = Value> {
  rows: { start: string; department?: { id: string } | null; channel?: { id: string } | null; values: V[] }[];
  totals: V[];
}

const reportOperation = (input: ReportInput, fields = 'value n'): Operation => ({
  query: `query Report($input: ReportInput!) {
    report(input: $input) {
      rows { start department { id } channel { id } values { ${fields} } }
      totals { ${fields} }
    }
  }`,
  variables: { input },
});

/** The body of a request. */
export const graphqlBody = (operation: Operation): Buffer => Buffer.from(JSON.stringify(operation));

/** The body of a request for a report. */
export const reportBody = (input: ReportInput): Buffer => graphqlBody(reportOperation(input));

/** A client of a host's GraphQL API, by default with the role of an analyst; errors throw. */
export async function createGraphql(host: Stack, role = 'analyst') {
  const post = createCaller(`${host.url}/graphql`, {
    authorization: `Bearer ${await host.token(role)}`,
    'content-type': 'application/json',
    accept: 'application/json',
  });
  const call = async (body: Buffer): Promise<Answer> => {
    const answer = await post(body);
    if (answer.status !== 200) throw new Error(`${answer.status} ${answer.text().slice(0, 500)}`);
    return answer;
  };
  const ask = async <T>(operation: Operation): Promise<T> => {
    const { data, errors } = JSON.parse((await call(graphqlBody(operation))).text()) as { data?: T; errors?: unknown };
    if (!data || errors) throw new Error(JSON.stringify(errors).slice(0, 500));
    return data;
  };
  return {
    /** Sends a prepared body. */
    call,
    /** The data of an answer. */
    ask,
    /** A report with these fields of each value. */
    report: async <V = Value>(input: ReportInput, fields?: string): Promise<Report<V>> =>
      (await ask<{ report: Report<V> }>(reportOperation(input, fields))).report,
    close: () => post.close(),
  };
}
