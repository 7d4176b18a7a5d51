import { SaxesParser } from 'saxes';
import { textOfHtml } from '../text-of-html.ts';

/** One entry of a feed; absent is what it does not say. */
export interface FeedEntry {
  id?: string;
  /** As the feed writes it. */
  published?: string;
  updated?: string;
  title?: string;
  text: string;
  author?: string;
}

const roots = new Set(['rss', 'feed', 'rdf:RDF']);
const entries = new Set(['item', 'entry']);
/** Elements of XHTML after which another word begins. */
const blocks = /^(?:p|div|br|li|h[1-6]|tr)$/;
/** Levels within an entry that have a name of their own. */
const deepest = 3;
const textAtMost = 10_000;

/**
 * The entries of an RSS (0.9 to 2.0) or Atom (RFC 4287) document in its order; undefined when it is neither. Many feeds are
 * not well-formed: what can be read of them is read. Entities that a document defines are not, so none can grow.
 */
export function parseFeed(xml: string): FeedEntry[] | undefined {
  const found: FeedEntry[] = [];
  const path: string[] = [];
  let root: string | undefined;
  let depth = 0;
  let fields: Map<string, string> | undefined;
  const parser = new SaxesParser();
  parser.on('error', () => {});
  parser.on('opentag', ({ name, attributes }) => {
    root ??= name;
    path.push(name);
    if (fields === undefined && entries.has(name)) {
      fields = new Map();
      depth = path.length;
    } else if (fields !== undefined && path.length === depth + 1 && name === 'link' && attributes.href !== undefined) {
      const rel = attributes.rel ?? 'alternate';
      if (rel === 'alternate') fields.set('link', attributes.href);
    }
  });
  const onText = (text: string) => {
    if (fields === undefined) return;
    // Also the words of a child belong to a field: content may be XHTML.
    for (let end = depth + 1; end <= Math.min(path.length, depth + deepest); end += 1) {
      const key = path.slice(depth, end).join('/');
      fields.set(key, (fields.get(key) ?? '') + text);
    }
  };
  parser.on('text', onText);
  parser.on('cdata', onText);
  parser.on('closetag', ({ name }) => {
    if (blocks.test(name)) onText('\n');
    if (fields !== undefined && path.length === depth) {
      found.push(entryOf(fields));
      fields = undefined;
    }
    path.pop();
  });
  parser.write(xml).close();
  return root !== undefined && roots.has(root) ? found : undefined;
}

function entryOf(fields: ReadonlyMap<string, string>): FeedEntry {
  const first = (...names: string[]) =>
    names.map((name) => fields.get(name)?.trim()).find((text) => text !== undefined && text !== '');
  const id = first('guid', 'id', 'link');
  const published = first('published', 'pubDate', 'dc:date', 'dcterms:created', 'issued', 'updated');
  const updated = first('updated', 'atom:updated', 'dcterms:modified', 'modified');
  const title = first('title');
  const author = first('author/name', 'dc:creator', 'author');
  const content = first('content:encoded', 'content', 'description', 'summary') ?? '';
  return {
    ...(id !== undefined && { id }),
    ...(published !== undefined && { published }),
    ...(updated !== undefined && { updated }),
    ...(title !== undefined && { title: textOfHtml(title).slice(0, 1_000).toWellFormed() }),
    ...(author !== undefined && { author }),
    text: textOfHtml(content).slice(0, textAtMost).toWellFormed(),
  };
}
