import { describe, expect, it } from 'vitest';
import { ownWords } from '../../functions/ingest/sources/email/own-words.ts';
import { parseFeed } from '../../functions/ingest/sources/feed/parse-feed.ts';
import { textOfHtml } from '../../functions/ingest/sources/text-of-html.ts';

describe('the words of HTML', () => {
  it.each([
    ['<p>One</p><p>two<br>three</p>', 'One\n\ntwo\nthree'],
    ['a<STYLE>p{}</STYLE>b<script>x("</p>")</script>c', 'a b c'],
    ['mine <blockquote>his <blockquote>hers</blockquote> his</blockquote> mine', 'mine mine'],
    ['<!-- <p>no</p> > -->yes<!--[if mso]>no<![endif]-->', 'yes'],
    ['&lt;b&gt; &amp;amp; &#128230; &#x1F389; &eacute; &#0; &nbsp;', '<b> &amp; 📦 🎉 &eacute;'],
    ['1 < 2 and no end', '1'],
    ['<pre>not closed', ''],
    ['no HTML', 'no HTML'],
  ])('%s', (html, text) => {
    expect(textOfHtml(html)).toBe(text);
  });
});

describe('text that was made to take long', () => {
  const megabytes = (text: string) => text.repeat((2 << 20) / text.length);
  it.each(['<pre>', '<', '<a', '<!--', '</p>', '&#', '<blockquote>x', ' ', '-', '>', 'wrote:  '])(
    '%j for 2 MB',
    (piece) => {
      const begun = performance.now();
      textOfHtml(megabytes(piece));
      ownWords(megabytes(piece));
      expect(performance.now() - begun).toBeLessThan(5_000);
    },
  );

  it('a feed of elements that never end', () => {
    const begun = performance.now();
    parseFeed(`<rss><item><title>${megabytes('<b>x')}`);
    expect(performance.now() - begun).toBeLessThan(20_000);
  });
});
