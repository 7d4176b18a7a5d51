import { gql } from '@urql/core';
import { afterEach, expect, it, vi } from 'vitest';
import { createApi } from '../../../dashboard/api/create-api.ts';

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it('a view that is opened again shows what it had, and asks for what came meanwhile', async () => {
  vi.useFakeTimers();
  let count = 0;
  vi.stubGlobal('fetch', async () => {
    count += 1;
    return Response.json({ data: { report: { count, __typename: 'Report' } } });
  });
  const api = createApi({ url: 'http://polylog.test/graphql', token: async () => 'token', onSignedOut: () => {} });
  const open = async () => {
    const shown: number[] = [];
    const { unsubscribe } = api
      .query(gql('query Count { report { count __typename } }'), {})
      .subscribe(({ data }) => shown.push(data.report.count));
    await vi.advanceTimersByTimeAsync(10);
    unsubscribe();
    return shown;
  };
  expect(await open()).toEqual([1]);
  expect(await open()).toEqual([1]);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(await open()).toEqual([1, 2]);
  expect(count).toBe(2);
});
