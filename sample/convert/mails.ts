import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import * as z from 'zod';
import { textOfHtml } from './words.ts';

const mailSchema = z.object({
  group: z.string(),
  message_id: z.string().nullable(),
  in_reply_to: z.string().nullable(),
  references: z.string().nullable(),
  date_utc: z.iso.datetime().nullable().catch(null),
  received_utc: z.iso.datetime().nullable(),
  from: z.string().nullable(),
  list_id: z.string().nullable(),
  body_first_2000: z.string().nullable(),
});

/** A mail that a person sent, with the thread it belongs to. */
export interface Mail {
  id: string;
  author: string;
  /** As it stands in the head of the mail. */
  name: string;
  conversation: string;
  starts: boolean;
  time: string;
  /** What the author wrote: without quotations, signature and the list's footer. */
  text: string;
  newsletter: boolean;
  list?: string;
}

type Reason = 'spam' | 'without message id' | 'without time of receipt' | 'clock wrong' | 'message id seen before';
const latestAfterReceipt = 5 * 60_000;
const earliestBeforeReceipt = 7 * 86_400_000;

/**
 * The mails that are no spam and whose own date lies at most 5 minutes after and 7 days before their receipt, in file
 * order, and how many were left out for which reason.
 */
export function readMails(file: string): { mails: Mail[]; leftOut: Record<Reason, number> } {
  const leftOut: Record<Reason, number> = {
    spam: 0,
    'without message id': 0,
    'without time of receipt': 0,
    'clock wrong': 0,
    'message id seen before': 0,
  };
  const mails: Mail[] = [];
  const seen = new Set<string>();
  const lines = gunzipSync(readFileSync(file)).toString('utf8').split('\n').filter(Boolean);
  for (const line of lines) {
    const mail = readMail(JSON.parse(line));
    const reason = typeof mail === 'string' ? mail : seen.has(mail.id) ? 'message id seen before' : undefined;
    if (reason !== undefined) leftOut[reason] += 1;
    else if (typeof mail !== 'string') {
      seen.add(mail.id);
      mails.push(mail);
    }
  }
  return { mails, leftOut };
}

function readMail(value: unknown): Mail | Reason {
  const mail = mailSchema.parse(value);
  if (mail.group.startsWith('spam')) return 'spam';
  if (mail.message_id === null) return 'without message id';
  if (mail.received_utc === null) return 'without time of receipt';
  const ahead = mail.date_utc === null ? Number.NaN : Date.parse(mail.date_utc) - Date.parse(mail.received_utc);
  if (!(ahead <= latestAfterReceipt && ahead >= -earliestBeforeReceipt)) return 'clock wrong';
  const before = /<[^>]+>/.exec(mail.references ?? '')?.[0] ?? /<[^>]+>/.exec(mail.in_reply_to ?? '')?.[0];
  const list = /<([^>]+)>/.exec(mail.list_id ?? '')?.[1];
  return {
    id: mail.message_id,
    author: (/<([^>]+)>/.exec(mail.from ?? '')?.[1] ?? mail.from ?? '').toLowerCase(),
    name: mail.from ?? '',
    conversation: before ?? mail.message_id,
    starts: before === undefined,
    time: mail.date_utc ?? mail.received_utc,
    text: ownWords(mail.body_first_2000 ?? ''),
    newsletter: mail.group.startsWith('hard-ham'),
    ...(list !== undefined && { list }),
  };
}

/** Where the words of the author end: a signature, the footer of a list, a mail quoted whole. */
const end = /^(?:-- ?$|_{5,}|-{5,}|={5,}| *-+ ?(?:original|forwarded) message)/i;
/** Quotations, who is quoted, and the heads of parts. */
const notOwn = /^\s*(?:>|\||--\S|content-[\w-]+:|this is a multi-part)|\b(?:wrote|writes|said):?\s*$/i;

function ownWords(body: string): string {
  const lines = body.split(/\r?\n/);
  const last = lines.findIndex((line) => end.test(line));
  const own = (last === -1 ? lines : lines.slice(0, last)).filter((line) => !notOwn.test(line)).join('\n');
  return /<(?:html|body|table|p|br)\b/i.test(own) ? textOfHtml(own) : own;
}
