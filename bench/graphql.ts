import type { Stack } from '../test/stack.ts';
import { type Answer, createCaller } from './caller.ts';

export interface ReportInput {
  metrics: string[];
  range: { from: string; to: string };
  granularity?: string;
  by?: string[];
  filter?: Record<string, string[]>;
}
interface Value {
  value: number | null;
  n: number | null;
}
export interface Report {
  rows: { start: string; department?: { id: string } | null; channel?: { id: string } | null; values: Value[] }[];
  totals: Value[];
}

const document = `query Report($input: ReportInput!) {
  report(input: $input) {
    rows { start department { id } channel { id } values { value n } }
    totals { value n }
  }
}`;

/** The body of a request for a report. */
export const reportBody = (input: ReportInput): Buffer =>
  Buffer.from(JSON.stringify({ query: document, variables: { input } }));

/** A client of a host's GraphQL API with the role of an analyst; errors throw. */
export async function createGraphql(host: Stack) {
  const post = createCaller(`${host.url}/graphql`, {
    authorization: `Bearer ${await host.token('analyst')}`,
    'content-type': 'application/json',
    accept: 'application/json',
  });
  const call = async (body: Buffer): Promise<Answer> => {
    const answer = await post(body);
    if (answer.status !== 200) throw new Error(`${answer.status} ${answer.text().slice(0, 500)}`);
    return answer;
  };
  return {
    /** Sends a prepared body. */
    call,
    async report(input: ReportInput): Promise<Report> {
      const { data, errors } = JSON.parse((await call(reportBody(input))).text()) as {
        data?: { report: Report };
        errors?: unknown;
      };
      if (!data || errors) throw new Error(JSON.stringify(errors).slice(0, 500));
      return data.report;
    },
    close: () => post.close(),
  };
}
