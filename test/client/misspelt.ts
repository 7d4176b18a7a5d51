import type { ResultOf, VariablesOf } from 'gql.tada';
import { createClient } from '../../client/create-client.ts';
import { departmentsAtAGlance } from '../../client/example.ts';
import { graphql } from '../../client/graphql.ts';

/** Compiled, never run: each line below a directive must not compile, or the directive itself is an error. */

const misspelt = graphql(`
  query {
    departments {
      nmae
      name
    }
  }
`);
const answer = {} as ResultOf<typeof misspelt>;
export const rightName: string | undefined = answer.departments[0]?.name;
// @ts-expect-error A department has no field nmae.
export const wrongName: string | undefined = answer.departments[0]?.nmae;

const withoutVariables = {} as ResultOf<typeof departmentsAtAGlance>;
// @ts-expect-error The field was not asked for.
export const notAskedFor = withoutVariables.report.totals;
// @ts-expect-error A row has no department unless it is asked for by it: null is to be reckoned with.
export const maybeNull: string = withoutVariables.report.rows[0]?.department.name;
// @ts-expect-error There is no such status.
export const noStatus: boolean = withoutVariables.report.rows[0]?.values[0]?.status === 'HIDDEN';

const ask = createClient({ url: '', token: () => '' });
export const fine = () => ask(departmentsAtAGlance, { language: 'de' });
// @ts-expect-error A language is a text.
export const wrongVariable = () => ask(departmentsAtAGlance, { language: 7 });

const needing = graphql(`
  query ($input: ReportInput!) {
    report(input: $input) {
      asOf
    }
  }
`);
export const input: VariablesOf<typeof needing> = { input: { metrics: ['POSTS'], window: { toDate: 'MONTH' } } };
// @ts-expect-error There is no such metric.
export const wrongMetric: VariablesOf<typeof needing> = { input: { metrics: ['PSOTS'], window: { toDate: 'MONTH' } } };
// @ts-expect-error Metrics are required.
export const missing: VariablesOf<typeof needing> = { input: { window: { toDate: 'MONTH' } } };
