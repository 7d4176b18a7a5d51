import { expect, test } from 'vitest';
import { whatsapp } from '../../functions/ingest/sources/whatsapp.ts';
import { contextFor, eventsOf, partsOf, realPayloads, tableOf } from './facebook/meta.ts';
import { whatBecomes } from './what-becomes.ts';

/** One was published with words in the place of its times. */
const payloads = realPayloads('whatsapp').map(({ file, body }) => ({
  file,
  body: body.replaceAll('"TIMESTAMP"', '"1698231447"'),
}));
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
    .map(({ data: { actor: _actor, counterpart: _counterpart, text: _text, ...data }, ...event }) => ({
      ...event,
      data,
    }));
  expect(published).toHaveLength(19);
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

test('what is sent through the Cloud API is in the conversation of what it answers, as people or as programs', () => {
  const question = eventsOf(named('text-bsuid').replace('"group_id"', '"other"'), whatsapp, {})[0]?.data;
  const body = JSON.parse(named('status-bsuid'));
  const { value } = body.entry[0].changes[0];
  Object.assign(value.statuses[0], { status: 'sent', pricing: { pricing_model: 'PMP', category: 'service' } });
  const sentBy = (automated: boolean) => eventsOf(JSON.stringify(body), whatsapp, { automated })[0]?.data;
  expect(sentBy(false)).toMatchObject({ conversation: question?.conversation, actor: { kind: 'brand' } });
  expect(sentBy(true)).toMatchObject({ conversation: question?.conversation, actor: { kind: 'bot' } });
  expect(sentBy(false)?.counterpart).toEqual(question?.actor);
});

test('a conversation was charged as marketing before 2025, which says nothing of the answer in it', () => {
  const body = JSON.parse(named('status-ui'));
  body.entry[0].changes[0].value.statuses[0].pricing = { pricing_model: 'CBP', category: 'marketing' };
  expect(eventsOf(JSON.stringify(body), whatsapp, {})).toHaveLength(1);
});
