import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Stack, startStack } from '../stack.ts';

const run = promisify(execFile);
const root = join(import.meta.dirname, '../..');
const messages = join(root, '../shared/data/ibm-twitter-care/messages.jsonl.gz');
const range = { from: '2018-05-02', to: '2020-04-03' };

interface ConflictPage {
  interactions: {
    edges: { node: { conflicts: unknown[] } }[];
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
  };
}

describe.skipIf(!existsSync(messages))('the customer care set as it was published, in an empty store', () => {
  describe.each(['tweet-session', 'tweet'] as const)('one interaction for each %s', (id) => {
    let stack: Stack;
    let folder: string;
    const polylog = (...args: string[]) =>
      run(process.execPath, [join(root, 'cli/polylog.mjs'), ...args], {
        env: { ...process.env, POLYLOG_DATA: stack.dataDir, PORT: new URL(stack.url).port },
      });
    async function ask<T>(query: string, variables: object): Promise<T> {
      const response = await fetch(`${stack.url}/graphql`, {
        method: 'POST',
        headers: { authorization: `Bearer ${await stack.token('analyst')}`, 'content-type': 'application/json' },
        body: JSON.stringify({ query, variables }),
      });
      const { data, errors } = (await response.json()) as { data?: T; errors?: unknown };
      if (!data || errors) throw new Error(JSON.stringify(errors));
      return data;
    }

    beforeAll(async () => {
      folder = mkdtempSync(join(tmpdir(), 'polylog-care-'));
      const file = join(folder, 'care.ndjson');
      const converted = await run(process.execPath, [join(root, 'sample/convert-ibm.ts'), messages, '--id', id], {
        maxBuffer: 16 << 20,
      });
      writeFileSync(file, converted.stdout);
      stack = await startStack();
      await polylog('import', file);
      await polylog('drain', '--timeout', '60');
    }, 150_000);
    afterAll(async () => {
      await stack?.stop();
      rmSync(folder, { recursive: true, force: true });
    });

    it('leaves cells that are the fold of the ledger', async () => {
      expect((await polylog('verify')).stdout).toContain(' 0 differences');
    }, 60_000);

    it.runIf(id === 'tweet-session')(
      'has 1,025 first responses: median 7,482 s, 90th percentile 200,096 s',
      async () => {
        const { report } = await ask<{ report: { totals: { value: number; n: number }[] } }>(
          'query ($input: ReportInput!) { report(input: $input) { totals { value n } } }',
          { input: { metrics: ['FIRST_RESPONSE_P50', 'FIRST_RESPONSE_P90'], range } },
        );
        expect(report.totals.map(({ n }) => n)).toEqual([1025, 1025]);
        expect(Math.abs((report.totals[0]?.value ?? 0) / 7482 - 1)).toBeLessThanOrEqual(0.01);
        expect(Math.abs((report.totals[1]?.value ?? 0) / 200_096 - 1)).toBeLessThanOrEqual(0.01);
      },
    );

    const conflicts = id === 'tweet' ? 7 : 0;
    it(`shows ${conflicts} tweets whose sessions tell different things of them`, async () => {
      const found: { conflicts: unknown[] }[] = [];
      // A page ends early when it looked at many that do not match; the next goes on behind it.
      for (let after: string | null = null, more = true; more; ) {
        const { interactions }: ConflictPage = await ask(
          `query ($filter: InteractionFilter!, $after: String) {
            interactions(filter: $filter, first: 50, after: $after) {
              edges { node { conflicts { activity } } }
              pageInfo { hasNextPage endCursor }
            }
          }`,
          { filter: { range, conflicting: true }, after },
        );
        found.push(...interactions.edges.map(({ node }) => node));
        more = interactions.pageInfo.hasNextPage;
        after = interactions.pageInfo.endCursor;
      }
      expect(found.map((interaction) => interaction.conflicts.length)).toEqual(Array(conflicts).fill(1));
    });
  });
});
