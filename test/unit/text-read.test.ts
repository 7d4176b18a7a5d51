import { describe, expect, test } from 'vitest';
import { readText } from '../../functions/ingest/text/read-text.ts';

const sentimentOf = (text: string, language?: string) => readText(text, language).sentiment ?? 0;

describe('sentiment', () => {
  test.each([
    ['I love it, works perfectly!', 1],
    ['The worst service ever, I am really angry', -1],
    ['Your service is not good', -1],
    // The apostrophe that phones type.
    ['I don’t like this at all, it’s not great', -1],
    ['The parcel is here now 😍👍', 1],
    ['The parcel is still not here 😡😡', -1],
    ['The food was good, but the waiter was horrible and rude', -1],
  ])('English: %s', (text, sign) => expect(Math.sign(sentimentOf(text))).toBe(sign));

  test.each([
    ['Ich bin sehr zufrieden mit dem Service, danke!', 1],
    ['Das funktioniert nicht.', -1],
    ['Nicht schlecht, gefällt mir!', 1],
    ['Keine Antwort seit drei Wochen. Eine Frechheit.', -1],
    ['Danke, aber das hilft mir leider nicht weiter.', -1],
    ['Ein wirklich schlechter Service und unfreundliche Mitarbeiter', -1],
    ['Das Paket ist endlich angekommen 😊😊', 1],
  ])('German: %s', (text, sign) => expect(Math.sign(sentimentOf(text))).toBe(sign));

  test.each([
    ['too short to know the language', 'ok'],
    ['no word of a lexicon', 'The parcel was sent on Monday to the old address'],
    ['weak evidence', 'It is okay, I guess, with the buttons on the left side'],
    ['manners alone', 'Could you please help me with the number of my contract?'],
    ['kein Wort des Lexikons', 'Wann kommt mein Paket bei mir an?'],
    ['a letter that begins kindly', 'Liebe Frau Müller, wann kommt das Paket bei mir an?'],
    ['a name that looks like a word', 'Mein Name ist Petra Müller, wo bleibt mein Paket?'],
    ['mixed evidence', 'Die Hotline war freundlich, die Lieferung war leider schlecht'],
    ['a third language', 'Merci beaucoup, votre service est excellent'],
    ['emoji only', '😡😡😡'],
  ])('abstains: %s', (_why, text) => expect(readText(text).sentiment).toBeUndefined());

  test('is read in the language that the sender says', () => {
    expect(readText('Super!', 'de-AT')).toMatchObject({ language: 'de', sentiment: expect.any(Number) });
    expect(readText('Super!').sentiment).toBeUndefined();
    expect(readText('great service', 'fr')).toEqual({ language: 'fr' });
  });
});

describe('topics', () => {
  test('are what an English text is about, the frequent first, in small letters', () => {
    expect(readText('The invoice is wrong. Please send the invoice to my new address.').topics).toEqual([
      'invoice',
      'address',
    ]);
  });

  test('are the nouns of a German text that follow an article', () => {
    expect(readText('Ich habe eine Frage zur Rechnung für meine letzte Bestellung.').topics).toEqual([
      'frage',
      'rechnung',
      'bestellung',
    ]);
  });

  test.each([
    ['handles and mailboxes', 'Hello @jane_doe, the invoice went to jane.doe@example.com instead of the office'],
    ['numbers', 'the invoice for contract AB12345, phone 0171-5551234, iban de02120300000000202051 for the office'],
    [
      'addresses of pages',
      'the invoice under https://example.com/jane?doe or example.com/doe or www.doe.example, office',
    ],
    ['capitalised names', 'The invoice that Jane Doe from Acme gave to DOE is still at the office'],
    ['German names', 'Guten Tag, hier ist Jane Doe aus Köln, Herr Doe und Frau Doe haben die Rechnung im Büro'],
  ])('never hold %s', (_what, text) => {
    const { topics = [] } = readText(text);
    expect(topics.length).toBeGreaterThan(0);
    expect(topics.join(' ')).not.toMatch(/jane|doe|acme|köln|example|[\d@/.]/i);
  });

  test('are at most five, of 32 characters each and 80 in all', () => {
    const long = Array.from({ length: 40 }, (_, n) => `parcel${'abcdefghij'.repeat(n % 4)}${'xyz'[n % 3]}`).join(
      ' and the ',
    );
    const { topics = [] } = readText(`The ${long} in the office`);
    expect(topics.length).toBeLessThanOrEqual(5);
    expect(topics.every((topic) => topic.length <= 32)).toBe(true);
    expect(topics.join('').length).toBeLessThanOrEqual(80);
  });
});

describe('bad input', () => {
  const rude: [string, string][] = [
    ['empty', ''],
    ['white space', ' \n\t\u00a0 '],
    ['control characters', '\u0000\u0001\u001b[31m\u007f'],
    ['half a character', `good ${'\ud83d'} ${'\udc00'} service`],
    ['from right to left', '\u202eمرحبا كيف حالك يا صديقي\u202c'],
    ['joined emoji', '👩‍👩‍👧‍👦🏳️‍🌈👍🏿'.repeat(50)],
    ['two languages', 'Ich liebe this product so much, aber leider it does not work'],
    ['names of properties', 'constructor __proto__ hasOwnProperty toString valueOf is not good'],
    ['100,000 letters in one word', 'a'.repeat(100_000)],
    ['100,000 characters of words', 'really good service and '.repeat(4_167)],
    ['100,000 characters of signs', '!?.,-@:/'.repeat(12_500)],
    ['100,000 combining marks', 'e\u0301'.repeat(50_000)],
  ];

  test.each(rude)('%s is read without a throw, in bounded time', (_what, text) => {
    readText(text);
    const began = performance.now();
    for (let time = 0; time < 5; time += 1) readText(text);
    // Some milliseconds; the bound is wide for a busy machine.
    expect((performance.now() - began) / 5).toBeLessThan(100);
  });

  test('says nothing where there is nothing to read', () => {
    for (const text of ['', ' \n\t ', '\u0000\u0001', '😡😡😡', '\ud83d']) expect(readText(text)).toEqual({});
  });

  test('reads the beginning of a long text', () => {
    const begin = 'The delivery is horrible and late. ';
    expect(readText(begin + 'Excellent and wonderful! '.repeat(4_000)).sentiment).toBeGreaterThan(0);
    expect(readText(begin.repeat(60) + 'Excellent and wonderful! '.repeat(3_000)).sentiment).toBeLessThan(0);
  });
});
