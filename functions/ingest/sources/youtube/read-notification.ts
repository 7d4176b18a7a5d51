import { SaxesParser } from 'saxes';
import type { Refusal } from '../../../../shared/errors.ts';
import type { Delivery, Part } from '../adapter.ts';

const atom = 'http://www.w3.org/2005/Atom';
const tombstones = 'http://purl.org/atompub/tombstones/1.0';
/** Fields of an entry that are read. */
const fields = new Set(['videoId', 'channelId', 'title', 'published', 'updated']);

/**
 * The videos of an Atom feed (RFC 4287) as YouTube's hub sends it, and the deletions among them (RFC 6721): `video` and
 * `video.deleted`. Entities that a document defines itself are an error, so none can grow.
 */
export function readNotification({ body }: Pick<Delivery, 'body'>): readonly Part[] | Refusal {
  const parts: Part[] = [];
  const path: string[] = [];
  let entry: Record<string, string> | undefined;
  const parser = new SaxesParser({ xmlns: true });
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ uri, local, attributes }) => {
    path.push(local);
    if (path.length === 1 && !(uri === atom && local === 'feed')) throw new Error('It is not a feed.');
    if (path.length !== 2) return;
    if (uri === atom && local === 'entry') entry = {};
    if (uri === tombstones && local === 'deleted-entry') {
      const payload = { ref: attributes.ref?.value, when: attributes.when?.value };
      parts.push({ kind: 'video.deleted', payload });
    }
  });
  const onText = (text: string) => {
    const field = path[2] ?? '';
    if (entry !== undefined && path.length === 3 && fields.has(field)) entry[field] = (entry[field] ?? '') + text;
  };
  parser.on('text', onText);
  parser.on('cdata', onText);
  parser.on('closetag', () => {
    path.pop();
    if (path.length !== 1 || entry === undefined) return;
    parts.push({ kind: 'video', payload: entry });
    entry = undefined;
  });
  try {
    parser.write(body.toString('utf8')).close();
    return parts;
  } catch {
    // The parser's own message quotes the body.
    return { code: 'CHANGED_SHAPE', path: '', message: 'The body is not a feed in Atom.' };
  }
}
