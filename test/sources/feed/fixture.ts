import type { SourceFixture } from '../../../cli/source/fixture.ts';

const address = 'https://blog.acme.example/feed.xml';

const entry = (id: string, published: string, updated: string, words: string) => `
  <entry>
    <title type="html">${words} &amp;amp; more</title>
    <link href="https://blog.acme.example/jane-doe/${id}"/>
    <link rel="edit" href="https://blog.acme.example/admin"/>
    <id>tag:blog.acme.example,2026:/jane-doe/${id}</id>
    <published>${published}</published><updated>${updated}</updated>
    <author><name>Jane Doe</name><email>jane@acme.example</email></author>
    <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Hallo <b>Welt</b> 🎉</p><p>مرحبا</p></div></content>
  </entry>`;
const atom = (...entries: string[]) =>
  `<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom"><title>Acme</title>${entries.join('')}</feed>`;

const first = entry('one', '2026-11-01T08:00:00+01:00', '2026-11-01T08:00:00+01:00', 'First');
const changed = entry('one', '2026-11-01T08:00:00+01:00', '2026-11-05T12:00:00+01:00', 'First, mended');
const second = entry('two', '2026-11-04T09:30:00Z', '2026-11-04T09:30:00Z', 'Second');

function respond(body: string, etag: string) {
  return (request: Request): Response => {
    if (request.url !== address) throw new Error(`asked for ${request.url}`);
    if (request.headers.get('if-none-match') === etag) return new Response(null, { status: 304 });
    return new Response(body, { headers: { 'content-type': 'application/atom+xml; charset=utf-8', etag } });
  };
}

const one = 'o_PlWTBvLPR9Lb9bJ7BJZ9Qn';
const two = 'o_dEn7v5f-Uc7wyAxhw0xWEL';
const seenFirst = [[one, '2026-11-01T08:00:00+01:00']];
const brand = { id: `feed:${address}`, kind: 'brand' } as const;

export const fixture: SourceFixture = {
  source: address,
  channel: 'blog',
  department: 'communications',
  runs: [
    {
      name: 'what the blog has when it is connected',
      respond: respond(atom(first), '"a"'),
      becomes: [
        {
          id: `entry:${one}`,
          activity: 'post',
          time: '2026-11-01T07:00:00.000Z',
          data: { actor: brand, text: 'First & more\nHallo Welt 🎉\nمرحبا' },
        },
      ],
      leaves: { etag: '"a"', seen: seenFirst },
    },
    {
      name: 'an entry that was changed, and a new one',
      cursor: { etag: '"a"', seen: seenFirst },
      respond: respond(atom(second, changed), '"b"'),
      becomes: [
        {
          id: `entry:${one}:edit:2026-11-05T11:00:00.000Z`,
          activity: 'edit',
          time: '2026-11-05T11:00:00.000Z',
          data: { target: `entry:${one}`, actor: brand },
        },
        { id: `entry:${two}`, activity: 'post', time: '2026-11-04T09:30:00.000Z', data: { actor: brand } },
      ],
      leaves: {
        etag: '"b"',
        seen: [
          [one, '2026-11-05T12:00:00+01:00'],
          [two, '2026-11-04T09:30:00Z'],
        ],
      },
    },
  ],
  personal: ['Jane', 'jane-doe'],
};
