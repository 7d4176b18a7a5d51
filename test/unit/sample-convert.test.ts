import { describe, expect, test } from 'vitest';
import { partsOfNames, withCommonTopics } from '../../sample/common-topics.ts';
import { helpersOf, partsOf, type Word } from '../../sample/convert/cast.ts';
import { latestWholeDays } from '../../sample/convert/enron-mail.ts';
import { wordsOf } from '../../sample/convert/words.ts';
import { pseudonymiser } from '../../sample/pseudonym.ts';
import { cloudEventSchema } from '../../shared/interaction.ts';
import { cloudEvent } from './ingest-harness.ts';

const word = (author: string, conversation: string, starts = false): Word => ({ author, conversation, starts });
const words = [
  word('ann', '1', true),
  word('hal', '1'),
  word('bob', '2', true),
  word('hal', '2'),
  word('ann', '2'),
  word('cat', '3', true),
  word('hal', '3'),
  word('cat', '3'),
  word('hal', '4', true),
  word('hal', '4'),
  word('hal', 'gone'),
];

describe('the cast of a help channel', () => {
  test('a helper wrote in three conversations that others began', () => {
    expect([...helpersOf(words)]).toEqual(['hal']);
  });

  test('only a helper answers, and nobody answers himself or where the start is unknown', () => {
    expect(partsOf(words)).toEqual([
      ...['question', 'answer', 'question', 'answer', 'remark', 'question', 'answer', 'remark'],
      ...['question', 'remark', 'remark'],
    ]);
  });
});

test('latestWholeDays never cuts a day', () => {
  const rows = ['2001-01-01', '2001-01-02', '2001-01-02', '2001-01-03'].map((day) => ({ time: `${day}T10:00:00Z` }));
  expect(latestWholeDays(rows, 2)).toEqual(rows.slice(3));
  expect(latestWholeDays(rows, 3)).toEqual(rows.slice(1));
  expect(latestWholeDays(rows, 0)).toEqual([]);
});

test('a pseudonym depends on key, set and kind, and on nothing else', () => {
  const key = Buffer.alloc(32, 1);
  const hide = pseudonymiser(key, 'email');
  expect(hide('person', 'ann')).toBe(pseudonymiser(key, 'email')('person', 'ann'));
  const others = [
    hide('mail', 'ann'),
    pseudonymiser(key, 'bluesky')('person', 'ann'),
    pseudonymiser(Buffer.alloc(32, 2), 'email')('person', 'ann'),
  ];
  expect(new Set([hide('person', 'ann'), ...others]).size).toBe(4);
});

test('a topic that fewer than three people wrote about, or that is a part of a name, is taken out', () => {
  const by = (id: string, topics: string[]) =>
    cloudEventSchema.parse(cloudEvent({}, { actor: { id, kind: 'public' }, worded: true, topics }));
  const events = [
    by('ann', ['invoice', 'smith', 'gossip']),
    by('bob', ['invoice', 'smith']),
    by('cat', ['invoice', 'smith', 'gossip']),
    by('cat', ['gossip']),
  ];
  const kept = withCommonTopics(events, partsOfNames(['"Ann Smith" <ann@example.com>']));
  expect(kept.map(({ data }) => data.topics)).toEqual([['invoice'], ['invoice'], ['invoice'], undefined]);
  expect(kept.every(({ data }) => data.worded)).toBe(true);
});

test('of a text the sample keeps that there was one, and what the reader is sure of', () => {
  expect(wordsOf('ok')).toEqual({ worded: true });
  expect(wordsOf('The courier lost my parcel')).toMatchObject({ worded: true, language: 'en' });
  expect(wordsOf('Wo ist mein Paket?', 'de-AT')).toMatchObject({ worded: true, language: 'de-AT', topics: ['paket'] });
  expect(wordsOf(' \n')).toEqual({});
});
