import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Part } from '../../functions/ingest/sources/adapter.ts';
import { readNotification } from '../../functions/ingest/sources/youtube/read-notification.ts';
import { youtube } from '../../functions/ingest/sources/youtube.ts';
import { opaque } from './opaque.ts';
import { whatBecomes } from './what-becomes.ts';

const read = (text: string) => readNotification({ body: Buffer.from(text) });
const context = (channel: string) => ({
  source: 'https://www.youtube.com/channel/UC',
  channel: 'youtube',
  channelKind: 'social' as const,
  department: 'marketing',
  channels: [],
  departments: [],
  settings: { channels: [channel], team: [] },
  opaque,
});

test.each([
  ['published', 'CHANNEL_ID'],
  ['as-sent', 'UCacmeacmeacmeacmeacmeac'],
])('the notification “%s” is a post, and an edit with its title', (name, channel) => {
  const parts = read(readFileSync(new URL(`../fixtures/webhooks/youtube/${name}.xml`, import.meta.url), 'utf8'));
  expect(parts).toMatchObject([{ kind: 'video', payload: { channelId: channel, title: 'Video title' } }]);
  expect(whatBecomes((parts as Part[])[0] as Part, youtube, context(channel))).toBe('post, edit');
});

const feed = (inside: string, doctype = '') =>
  `<?xml version="1.0"?>${doctype}<feed xmlns="http://www.w3.org/2005/Atom">${inside}</feed>`;

test.each([
  ['a web page', '<html><body/></html>'],
  ['a feed of another vocabulary', '<feed xmlns="urn:x"/>'],
  ['half a feed', feed('<entry><id>1').slice(0, 60)],
  ['entities of its own', feed('<title>&a;</title>', '<!DOCTYPE feed [<!ENTITY a "aaaa">]>')],
])('%s is refused', (_, text) => {
  expect(read(text)).toMatchObject({ code: 'CHANGED_SHAPE' });
});

test('a feed without entries has nothing', () => {
  expect(read(feed('<title>YouTube video feed</title>'))).toEqual([]);
});
