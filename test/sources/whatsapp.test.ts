import { expect, test } from 'vitest';
import { whatsapp } from '../../functions/ingest/sources/whatsapp.ts';
import { realPayloads, tableOf } from './facebook/meta.ts';

test('each of the real payloads of WhatsApp is mapped or of no interest', async () => {
  const payloads = realPayloads('whatsapp');
  expect(payloads).toHaveLength(34);
  const table = tableOf(payloads, whatsapp, {});
  await expect(table).toMatchFileSnapshot('whatsapp/payloads.md');
  expect(table).not.toMatch(/\| (refused|unknown)/);
});
