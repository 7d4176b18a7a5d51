import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import type { Page, RunContext } from '../../functions/ingest/sources/adapter.ts';
import { parseFeed } from '../../functions/ingest/sources/feed/parse-feed.ts';
import { feed } from '../../functions/ingest/sources/feed.ts';
import { mapParts } from '../../functions/ingest/webhook/map-parts.ts';
import { findSourceAdapter } from '../../shared/source-adapters.ts';

const rss = (items: string, head = '<?xml version="1.0"?>') =>
  `${head}<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>News</title>
   <link>https://news.example</link><item-of-nothing/>${items}</channel></rss>`;

const context = (answer: () => Response, cursor?: unknown, settings = {}) =>
  ({
    source: 'https://news.example/rss',
    channel: 'blog',
    department: 'communications',
    settings: feed.settings.parse(settings),
    opaque: (text: string) => `o_${text}`,
    fetch: async () => answer(),
    cursor,
  }) as unknown as RunContext<never>;

async function pagesOf(given: RunContext<never>): Promise<Page[]> {
  const pages: Page[] = [];
  for await (const page of feed.scheduled?.run(given) ?? []) pages.push(page);
  return pages;
}

describe('feeds as they are in the wild', () => {
  it('reads RSS 2.0: the id, else the link; CDATA; dates of e-mail; a creator', () => {
    const entries = parseFeed(
      rss(`<item><title><![CDATA[Parcels &amp; <b>people</b>]]></title><link>https://news.example/1</link>
        <pubDate>Fri, 20 Nov 2026 10:00:00 GMT</pubDate><dc:creator>Jane Doe</dc:creator>
        <description>&lt;p&gt;Hello &amp;eacute;&lt;/p&gt;</description></item>
        <item><guid isPermaLink="false">2</guid><link>https://news.example/2</link></item>`),
    );
    expect(entries).toEqual([
      {
        id: 'https://news.example/1',
        published: 'Fri, 20 Nov 2026 10:00:00 GMT',
        title: 'Parcels & people',
        author: 'Jane Doe',
        text: 'Hello &eacute;',
      },
      { id: '2', text: '' },
    ]);
  });

  it('reads RSS 1.0, and what is not well-formed as far as it goes', () => {
    const rdf = '<rdf:RDF><channel/><item rdf:about="x"><link>https://a.example/1</link><dc:date>2026-11-20</dc:date>';
    expect(parseFeed(`${rdf}<title>Fish &nbsp; chips</title></item></rdf:RDF>`)).toEqual([
      { id: 'https://a.example/1', published: '2026-11-20', title: 'Fish chips', text: '' },
    ]);
    expect(parseFeed('<rss><channel><item><guid>1</guid><title>cut o')).toEqual([]);
  });

  it('does not expand entities that the document defines', () => {
    const bomb = '<!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>';
    expect(parseFeed(rss('<item><guid>1</guid><title>&b;</title></item>', bomb))?.[0]?.title?.length).toBeLessThan(10);
  });

  it('is no feed: undefined', () => {
    for (const text of ['', 'null', '<html><item/></html>', '{"items":[]}']) expect(parseFeed(text)).toBeUndefined();
  });

  it('reads what is not UTF-8 by its declaration', async () => {
    const item = '<item><guid>1</guid><title>Grüße</title></item>';
    const bytes = Buffer.from(rss(item, '<?xml version="1.0" encoding="ISO-8859-1"?>'), 'latin1');
    const [page] = await pagesOf(context(() => new Response(bytes)));
    expect(page?.parts[0]?.payload).toMatchObject({ title: 'Grüße' });
  });

  it('takes entries of others for mentions by their authors', async () => {
    const item =
      '<item><guid>1</guid><pubDate>Fri, 20 Nov 2026 10:00:00 GMT</pubDate><author>jane@a.example</author></item>';
    const given = context(() => new Response(rss(item)), undefined, { whose: 'others' });
    const [page] = await pagesOf(given);
    const { received } = mapParts(page?.parts ?? [], feed as never, given as never);
    expect(received[0]).toMatchObject({
      event: {
        type: 'polylog.mention.v1',
        data: { actor: { id: 'feed:https://news.example/rss:jane@a.example', kind: 'public' } },
      },
    });
  });

  it('refuses an entry without a date, once', async () => {
    const answer = () => new Response(rss('<item><title>No date, no id</title></item>'));
    const [first] = await pagesOf(context(answer));
    const { received } = mapParts(first?.parts ?? [], feed as never, context(answer) as never);
    expect(received[0]).toMatchObject({ refusal: { code: 'CHANGED_SHAPE' } });
    const [second] = await pagesOf(context(answer, first?.cursor));
    expect(second?.parts).toEqual([]);
  });

  it('is left alone when it has not changed or is busy, and complains about anything else', async () => {
    for (const status of [304, 429, 503]) {
      expect(await pagesOf(context(() => new Response(null, { status })))).toEqual([]);
    }
    await expect(pagesOf(context(() => new Response('gone', { status: 410 })))).rejects.toThrow('answers 410');
    const large = context(() => new Response(Buffer.alloc(6 << 20)));
    await expect(pagesOf(large)).rejects.toThrow('larger than 5 MiB');
  });
});

it.each([
  ['nonsense', false],
  ['https://', false],
  ['https://blog.acme.example/feed.xml', true],
  ['http://127.0.0.1:8080/feed.xml', true],
  ['http://localhost/feed.xml', true],
  ['http://blog.acme.example/feed.xml', false],
  ['http://localhost.acme.example/feed.xml', false],
  ['ftp://localhost/feed.xml', false],
])('the address %s can be set: %s', (url, expected) => {
  expect(feed.settings.safeParse({ url }).success).toBe(expected);
  // As who connects a source is told at once.
  const published = z.fromJSONSchema(findSourceAdapter('feed')?.settings ?? {});
  expect(published.safeParse({ url }).success).toBe(expected);
});
