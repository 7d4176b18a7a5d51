import { expect, test } from 'vitest';
import { instagram } from '../../functions/ingest/sources/instagram.ts';
import { realPayloads, tableOf } from './facebook/meta.ts';

test('each of the real payloads of Instagram is mapped or of no interest', async () => {
  const payloads = realPayloads('instagram');
  expect(payloads).toHaveLength(7);
  const table = tableOf(payloads, instagram, {});
  await expect(table).toMatchFileSnapshot('instagram/payloads.md');
  expect(table).not.toMatch(/\| (refused|unknown)/);
});
