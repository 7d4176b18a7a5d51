import { GraphQLError } from 'graphql';
import { expect, it } from 'vitest';
import { problemOf } from '../../../dashboard/api/problem.ts';

const failed = { networkError: new Error('Failed to fetch'), graphQLErrors: [], message: '[Network] Failed to fetch' };

it('blames the connection only when nobody answered', () => {
  expect(problemOf(failed).kind).toBe('offline');
  expect(problemOf({ ...failed, response: { status: 503 } }).kind).toBe('failed');
});

it('tells an engine that did not answer from what went wrong', () => {
  const said = (code: string) => ({ graphQLErrors: [new GraphQLError('', { extensions: { code } })], message: '' });
  expect(problemOf(said('UNAVAILABLE')).kind).toBe('busy');
  expect(problemOf(said('INTERNAL')).kind).toBe('failed');
});
