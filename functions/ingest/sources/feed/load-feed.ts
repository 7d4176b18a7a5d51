import type { Tools } from '../adapter.ts';
import { type FeedEntry, parseFeed } from './parse-feed.ts';

/** What the last answer said of itself, to be asked whether it still holds. */
export interface Validators {
  etag?: string | undefined;
  lastModified?: string | undefined;
}

const mostBytes = 5 << 20;
const busy = new Set([429, 502, 503, 504]);

/**
 * Asks for a feed (RFC 9110, conditional requests). Undefined when it has not changed, or when the server wants to be left
 * alone for now; throws when the address answers something else than a feed.
 */
export async function loadFeed(
  url: string,
  { etag, lastModified }: Validators,
  { fetch }: Pick<Tools, 'fetch'>,
): Promise<{ entries: FeedEntry[]; validators: Validators } | undefined> {
  const response = await fetch(url, {
    headers: {
      accept: 'application/atom+xml, application/rss+xml, application/xml;q=0.9, */*;q=0.1',
      'user-agent': 'Polylog',
      ...(etag !== undefined && { 'if-none-match': etag }),
      ...(lastModified !== undefined && { 'if-modified-since': lastModified }),
    },
    signal: AbortSignal.timeout(20_000),
  });
  if (response.status === 304 || busy.has(response.status)) {
    await response.body?.cancel();
    return undefined;
  }
  if (!response.ok) throw new Error(`The feed answers ${response.status}.`);
  const bytes = await bodyOf(response);
  const entries = parseFeed(decoded(bytes, response.headers.get('content-type') ?? ''));
  if (entries === undefined) throw new Error('The address does not answer a feed.');
  const validators = {
    etag: response.headers.get('etag') ?? undefined,
    lastModified: response.headers.get('last-modified') ?? undefined,
  };
  return { entries, validators };
}

async function bodyOf(response: Response): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response.body ?? []) {
    chunks.push(chunk);
    length += chunk.byteLength;
    if (length > mostBytes) throw new Error(`The feed is larger than ${mostBytes >> 20} MiB.`);
  }
  return Buffer.concat(chunks);
}

/** By the header, else by the declaration in the document, else UTF-8 (RFC 7303). */
function decoded(bytes: Buffer, contentType: string): string {
  const declared = /^<\?xml[^>]*\sencoding=["']([\w-]+)["']/.exec(bytes.subarray(0, 200).toString('latin1'))?.[1];
  const charset = /charset=["']?([\w-]+)/i.exec(contentType)?.[1] ?? declared ?? 'utf-8';
  try {
    return new TextDecoder(charset).decode(bytes);
  } catch {
    return new TextDecoder().decode(bytes);
  }
}
