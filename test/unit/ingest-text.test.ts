import { describe, expect, test } from 'vitest';
import { normalise } from '../../functions/ingest/normalise.ts';
import { type ReadText, readText } from '../../functions/ingest/text/read-text.ts';
import { applyInteraction, currentInteraction } from '../../shared/fact.ts';
import { type CloudEvent, cloudEventSchema, type Interaction } from '../../shared/interaction.ts';
import { textModel } from '../../shared/text-model.ts';
import { cloudEvent, ingest, keys } from './ingest-harness.ts';

const text = 'The delivery of my parcel is horrible and late, I am really angry about the courier';

async function publishedOf(...data: Record<string, unknown>[]): Promise<Interaction[]> {
  const { post, published } = ingest();
  await post(data.map((one, n) => cloudEvent({ id: `c:${n}` }, one)));
  return published();
}

describe('text at ingest', () => {
  test('is read and dropped', async () => {
    const [interaction] = await publishedOf({ text });
    expect(interaction).toMatchObject({
      worded: true,
      derivedBy: textModel.id,
      language: 'en',
      sentiment: expect.closeTo(-0.8, 0),
      topics: ['delivery', 'parcel', 'late', 'courier'],
    });
    expect(JSON.stringify(interaction)).not.toContain('horrible');
  });

  test.each([
    ['language', 'en-GB'],
    ['sentiment', 1],
    ['topics', ['courier']],
    ['topics', []],
  ])('what the sender says of %s wins: %j', async (field, value) => {
    const [interaction] = await publishedOf({ text, [field]: value });
    const read = readText(text);
    expect(interaction).toMatchObject({ ...read, [field]: value, worded: true, derivedBy: textModel.id });
  });

  test('is not read when the sender says all of it', async () => {
    const given = { language: 'de', sentiment: 0.5, topics: ['paket'] };
    const [interaction] = await publishedOf({ text, ...given });
    expect(interaction).toMatchObject({ ...given, worded: true });
    expect(interaction).not.toHaveProperty('derivedBy');
  });

  test('of which nothing is sure leaves the name of the model', async () => {
    const [interaction] = await publishedOf({ text: 'ok' });
    expect(interaction).toMatchObject({ worded: true, derivedBy: textModel.id });
    for (const field of ['language', 'sentiment', 'topics']) expect(interaction).not.toHaveProperty(field);
  });

  test('that is white space, or is not there, is nothing', async () => {
    for (const interaction of await publishedOf({ text: ' \n' }, {}, { language: 'de' })) {
      expect(interaction).not.toHaveProperty('derivedBy');
      expect(interaction).not.toHaveProperty('worded');
    }
  });

  test('that the sender has read itself is known by `worded`, which is true or left out', async () => {
    const [interaction] = await publishedOf({ worded: true, language: 'de' });
    expect(interaction).toMatchObject({ worded: true, language: 'de' });
    expect(interaction).not.toHaveProperty('derivedBy');
    const { post } = ingest();
    expect((await post([cloudEvent({}, { worded: false })])).body.rejected).toMatchObject([{ path: 'data.worded' }]);
  });

  test('of 100,000 characters is accepted, of more refused', async () => {
    const { post } = ingest();
    const long = 'really good service and '.repeat(4_167).slice(0, 100_000);
    expect((await post([cloudEvent({}, { text: long })])).body).toEqual({ accepted: 1, rejected: [] });
    expect((await post([cloudEvent({}, { text: `${long}!` })])).body.rejected).toMatchObject([{ path: 'data.text' }]);
  });

  test('never makes an interaction larger than 1 KB', async () => {
    const words = Array.from({ length: 300 }, (_, n) => `${'abcdefghij'[n % 10]?.repeat(30)}x and the`).join(' ');
    const read = await publishedOf({ text: `The ${words} in the office with my horrible courier`, language: 'en' });
    expect(JSON.stringify(read[0]).length).toBeLessThan(1_000);
  });
});

/** What ingest makes of an event when text is read by another model. */
function readBy(model: ReadText, over: Record<string, unknown>, data: Record<string, unknown>): Interaction {
  const event: CloudEvent = cloudEventSchema.parse(cloudEvent(over, data));
  const context = { digestKey: keys.digest, pseudonymise: (id: string) => id, recordedAt: '2026-11-20T12:00:00.000Z' };
  return normalise({ event, time: new Date(event.time).toISOString() }, { ...context, readText: model });
}
const newer: ReadText = () => ({ language: 'nl', sentiment: 0.9, topics: ['other'] });

describe('another model', () => {
  test('leaves a redelivery a duplicate that changes nothing', () => {
    const first = applyInteraction(undefined, readBy(readText, {}, { text }));
    const again = applyInteraction(first.fact, readBy(newer, {}, { text }));
    expect(again).toEqual({ outcome: 'duplicate', fact: first.fact });
    expect(currentInteraction(again.fact)).toMatchObject({ language: 'en', sentiment: expect.closeTo(-0.8, 0) });
  });

  test('leaves a redelivered edit a duplicate, too', () => {
    const edit = { id: 'e:1', type: 'polylog.edit.v1' };
    const data = { target: 'comment:1:create', text };
    const first = applyInteraction(undefined, readBy(readText, edit, data));
    expect(applyInteraction(first.fact, readBy(newer, edit, data))).toEqual({ outcome: 'duplicate', fact: first.fact });
  });
});

describe('an edit with text', () => {
  const original = readBy(readText, {}, { text });
  const edited = (data: Record<string, unknown>) => {
    const edit = readBy(readText, { id: 'e:1', type: 'polylog.edit.v1' }, { target: 'comment:1:create', ...data });
    const orders = [
      [original, edit],
      [edit, original],
    ].map((order) => {
      const fact = order.reduce(
        (known, one) => applyInteraction(known, one).fact,
        undefined as ReturnType<typeof applyInteraction>['fact'] | undefined,
      );
      return currentInteraction(fact);
    });
    expect(orders[0]).toEqual(orders[1]);
    return orders[0];
  };

  test('replaces what was read of the old text', () => {
    expect(edited({ text: 'The courier was wonderful, thanks, I am really happy' })).toMatchObject({
      sentiment: expect.closeTo(0.9, 0),
      topics: ['courier'],
    });
  });

  test('replaces it also where the reader is not sure of the new text', () => {
    const current = edited({ text: 'ok' });
    expect(current).toMatchObject({ worded: true, derivedBy: textModel.id });
    for (const field of ['language', 'sentiment', 'topics']) expect(current).not.toHaveProperty(field);
  });

  test('keeps what was read when it brings no text', () => {
    const { language, sentiment, topics, derivedBy } = original;
    expect(edited({ department: 'sales' })).toMatchObject({ language, sentiment, topics, derivedBy });
  });
});
