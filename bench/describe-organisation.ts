import type { Stack } from '../test/stack.ts';
import { departments, staff } from './generate.ts';
import { createGraphql } from './graphql.ts';

/** Tells a host how many people and managers the departments of the generated interactions have. */
export async function describeOrganisation(host: Stack): Promise<void> {
  const graphql = await createGraphql(host, 'admin');
  const query = 'mutation Tell($input: SetHeadcountInput!) { setHeadcount(input: $input) { id } }';
  const { employees: count, managers } = staff;
  for (const department of departments) {
    await graphql.ask({ query, variables: { input: { department, from: '2024-01-01', count, managers } } });
  }
  graphql.close();
}
