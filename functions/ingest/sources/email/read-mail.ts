import PostalMime, { type Address, type Email } from 'postal-mime';
import { textOfHtml } from '../text-of-html.ts';
import { ownWords } from './own-words.ts';

/** What is read of a mail (RFC 5322); absent is what it does not have. */
export interface Mail {
  messageId?: string;
  /** Ids of the mails before it in its thread, the first one first. */
  thread: string[];
  /** RFC 3339, or the text of the header when that is no time. */
  date?: string;
  /** When the server that was last on its way took it, RFC 3339. */
  received?: string;
  /** Addresses in small letters. */
  from?: string;
  to: string[];
  subject?: string;
  text: string;
  /** Headers that say what sort of mail it is, by their small names. */
  headers: Record<string, string>;
  /** Servers that it passed. */
  hops: number;
}

/** What tells mails of programs, lists and spam from those of people. */
const telling = new Set([
  'auto-submitted',
  'x-autoreply',
  'x-autorespond',
  'precedence',
  'list-id',
  'list-unsubscribe',
  'x-loop',
  'x-spam-flag',
  'x-spam-status',
  'x-spam',
  'x-ses-spam-verdict',
  'x-ses-virus-verdict',
  'x-ms-exchange-organization-scl',
  'return-path',
  'content-type',
]);
const threadAtMost = 100;

/** Reads a mail as it was sent. Undefined when the bytes are no mail at all. */
export async function readMail(bytes: Buffer): Promise<Mail | undefined> {
  const email = await PostalMime.parse(bytes, { forceRfc822Attachments: true, maxNestingDepth: 50 }).catch(
    () => undefined,
  );
  if (email === undefined || (email.messageId === undefined && email.from === undefined)) return undefined;
  const messageId = messageIds(email.messageId)[0] ?? email.messageId?.trim();
  const received = timeOf(
    email.headers
      .find(({ key }) => key === 'received')
      ?.value.split(';')
      .at(-1),
  );
  const from = addresses([email.from ?? email.sender])[0];
  const thread = [...new Set([...messageIds(email.references), ...messageIds(email.inReplyTo)])].filter(
    (id) => id !== messageId,
  );
  return {
    ...(messageId && { messageId }),
    thread: thread.length > threadAtMost ? [...thread.slice(0, 1), ...thread.slice(1 - threadAtMost)] : thread,
    ...(email.date !== undefined && { date: timeOf(email.date) ?? email.date.slice(0, 100) }),
    ...(received !== undefined && { received }),
    ...(from !== undefined && { from }),
    to: addresses([...(email.to ?? []), ...(email.cc ?? [])]),
    ...(email.subject !== undefined && { subject: email.subject.slice(0, 1_000).toWellFormed() }),
    text: wordsOf(email),
    headers: Object.fromEntries(
      email.headers.filter(({ key }) => telling.has(key)).map(({ key, value }) => [key, value.slice(0, 500)]),
    ),
    hops: email.headers.filter(({ key }) => key === 'received').length,
  };
}

/** `<…>`, which some programs put among other words. */
const messageIds = (header = ''): string[] => header.match(/<[^<>\s]{1,400}>/g) ?? [];

const addresses = (given: readonly (Address | undefined)[]): string[] =>
  given
    .flatMap((one) => (one?.group === undefined ? [one] : one.group))
    .flatMap((one) => one?.address?.trim().toLowerCase() || []);

function timeOf(text: string | undefined): string | undefined {
  const date = new Date(text?.trim() ?? '');
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}

function wordsOf({ text, html }: Email): string {
  const plain = text !== undefined && text.trim() !== '' ? text : '';
  return ownWords(plain !== '' || html === undefined ? plain : textOfHtml(html));
}
