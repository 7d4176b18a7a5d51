import { Client, cacheExchange, fetchExchange, gql } from '@urql/core';
import { expect, it, vi } from 'vitest';
import { askOvertakenAgain } from '../../../dashboard/api/ask-overtaken-again.ts';

const question = gql('query Paused { source { paused __typename } }');
const change = gql('mutation Pause { pause { paused __typename } }');

it('a change that is answered while a question is on its way is seen: the question is asked again', async () => {
  let paused = false;
  let asked = 0;
  const answers: (() => void)[] = [];
  const source = () => ({ paused, __typename: 'Source' });
  const client = new Client({
    url: 'http://polylog.test/graphql',
    preferGetMethod: false,
    exchanges: [cacheExchange, askOvertakenAgain, fetchExchange],
    fetch: async (_url, init) => {
      if (String(init?.body).includes('mutation')) {
        paused = true;
        return Response.json({ data: { pause: source() } });
      }
      asked += 1;
      // What is told is how it is now, however long the answer takes.
      const answer = Response.json({ data: { source: source() } });
      await new Promise<void>((done) => answers.push(done));
      return answer;
    },
  });
  const seen: boolean[] = [];
  const { unsubscribe } = client
    .query(question, {})
    .subscribe(({ data, stale }) => !stale && data && seen.push(data.source.paused));
  await vi.waitFor(() => expect(answers).toHaveLength(1));
  await client.mutation(change, {}).toPromise();
  answers[0]?.();
  await vi.waitFor(() => expect(answers).toHaveLength(2));
  answers[1]?.();
  await vi.waitFor(() => expect(seen.at(-1)).toBe(true));
  // And no more often than that.
  await new Promise((done) => setTimeout(done, 20));
  expect(asked).toBe(2);
  unsubscribe();
});
