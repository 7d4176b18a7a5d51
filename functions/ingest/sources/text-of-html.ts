const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };

/** What stands in them is nobody's words, or somebody else's. */
const skipped = new Set(['style', 'script', 'pre', 'code', 'blockquote']);
/** Elements before and after which another word begins. */
const blocks = new Set(['p', 'div', 'br', 'li', 'tr', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6']);

/** The words of a piece of HTML, without its code, style and quotations; linear in its length, whatever it is. */
export function textOfHtml(html: string): string {
  let text = '';
  let skip = '';
  let depth = 0;
  for (let at = 0; at < html.length; ) {
    const begin = html.indexOf('<', at);
    if (skip === '') text += html.slice(at, begin === -1 ? html.length : begin);
    if (begin === -1) break;
    const mark = html.startsWith('<!--', begin) ? '-->' : '>';
    const end = html.indexOf(mark, begin);
    if (end === -1) break;
    at = end + mark.length;
    const [, closing, name = ''] = /^<(\/?)([a-z][a-z\d]*)/i.exec(html.slice(begin, begin + 20)) ?? [];
    const element = name.toLowerCase();
    if (skip !== '') {
      if (element === skip) depth += closing ? -1 : 1;
      if (depth === 0) skip = '';
    } else if (!closing && skipped.has(element)) {
      skip = element;
      depth = 1;
    }
    if (skip === '') text += blocks.has(element) ? '\n' : ' ';
  }
  return text
    .replace(entity, character)
    .replace(/[ \t]+/g, ' ')
    .toWellFormed()
    .trim();
}

const entity = /&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,6}));/gi;

function character(whole: string, decimal?: string, hexadecimal?: string, name?: string): string {
  if (name !== undefined) return named[name.toLowerCase()] ?? whole;
  const code = decimal === undefined ? Number.parseInt(hexadecimal ?? '', 16) : Number(decimal);
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : ' ';
}
