import { expect, test } from 'vitest';
import { facebook } from '../../functions/ingest/sources/facebook.ts';
import { realPayloads, tableOf } from './facebook/meta.ts';

test('each of the real payloads of pages and Messenger is mapped or of no interest; one of them nobody knows', async () => {
  const payloads = realPayloads('webhooks');
  expect(payloads).toHaveLength(140);
  const table = tableOf(payloads, facebook, {});
  await expect(table).toMatchFileSnapshot('facebook/payloads.md');
  expect(table.split('\n').filter((row) => /\| (refused|unknown)/.test(row))).toEqual([
    '| unknown-change-value.json | foo.bar.remove | unknown |',
  ]);
});
