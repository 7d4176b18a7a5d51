import { expect, test } from 'vitest';
import { whatsapp } from '../../functions/ingest/sources/whatsapp.ts';
import { contextFor, eventsOf, partsOf, realPayloads, tableOf } from './facebook/meta.ts';
import { whatBecomes } from './what-becomes.ts';

const payloads = realPayloads('whatsapp');
const named = (name: string): string => payloads.find(({ file }) => file.endsWith(`-${name}.json`))?.body ?? '';

test('each of the real payloads of WhatsApp is mapped or of no interest', async () => {
  expect(payloads).toHaveLength(34);
  const table = tableOf(payloads, whatsapp, {});
  await expect(table).toMatchFileSnapshot('whatsapp/payloads.md');
  expect(table).not.toMatch(/\| (refused|unknown)/);
});

test('no number, name or message id of the real payloads is left beside the people', () => {
  const all = payloads.map(({ body }) => body).join();
  const fields = '(?:from|from_user_id|wa_id|user_id|name|username|phone|display_phone_number)';
  const personal = new Set([
    ...(all.match(new RegExp(`(?<="${fields}":\\s*")[^"]{4,}`, 'g')) ?? []),
    ...(all.match(/wamid\.[^"]+/g) ?? []),
  ]);
  expect(personal.size).toBeGreaterThan(20);
  const published = payloads
    .flatMap(({ body }) => eventsOf(body, whatsapp, {}))
    .map(({ data: { actor: _actor, text: _text, ...data }, ...event }) => ({ ...event, data }));
  expect(published).toHaveLength(18);
  const words = JSON.stringify(published);
  expect([...personal].filter((one) => words.includes(one))).toEqual([]);
});

test('several messages of one delivery are each one interaction', () => {
  const body = JSON.parse(named('text'));
  const { value } = body.entry[0].changes[0];
  value.messages.push({ ...value.messages[0], id: 'wamid.another', text: { body: 'Noch da?' } });
  value.statuses = [{ id: 'wamid.x', status: 'read' }];
  expect(partsOf(JSON.stringify(body), whatsapp)).toHaveLength(3);
  expect(eventsOf(JSON.stringify(body), whatsapp, {}).map(({ data }) => data.text)).toEqual(['Test', 'Noch da?']);
});

test('a message of nobody is refused, as it would be in everybody’s conversation', () => {
  const [part] = partsOf(named('text').replaceAll(/"(from|wa_id)"/g, '"other"'), whatsapp);
  if (part === undefined) throw new Error('It has no part.');
  expect(whatBecomes(part, whatsapp, contextFor('whatsapp', {}))).toBe(
    'refused: CHANGED_SHAPE at payload.message.from',
  );
});
