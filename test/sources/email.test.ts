import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { SourceContext } from '../../functions/ingest/sources/adapter.ts';
import { type MailSettings, mailKind, mailSettings } from '../../functions/ingest/sources/email/mail-kind.ts';
import { readMail } from '../../functions/ingest/sources/email/read-mail.ts';
import { email } from '../../functions/ingest/sources/email.ts';
import { mapParts } from '../../functions/ingest/webhook/map-parts.ts';
import { whatBecomes } from './what-becomes.ts';

const settings = mailSettings.parse({ ownDomains: ['acme.example'] });
const context = {
  source: 'urn:acme:mail',
  channel: 'email',
  department: 'service',
  settings,
  opaque: (text: string) => `o(${text})`,
} as unknown as SourceContext<MailSettings>;

const head = {
  From: 'jane@example.com',
  To: 'service@acme.example',
  Date: 'Fri, 20 Nov 2026 10:00:00 +0100',
  'Message-ID': '<1@example.com>',
};
const raw = (headers: Record<string, string | undefined>, body = 'Hello'): Buffer =>
  Buffer.from(
    `${Object.entries(headers)
      .map(([name, value]) => (value === undefined ? '' : `${name}: ${value}\r\n`))
      .join('')}\r\n${body}`,
  );
async function partOf(bytes: Buffer) {
  const mail = await readMail(bytes);
  return mail && { kind: mailKind(mail, settings), payload: mail };
}
async function become(headers: object, body?: string): Promise<string> {
  const part = await partOf(raw({ ...head, ...headers }, body));
  return part === undefined ? 'no mail' : `${part.kind}: ${whatBecomes(part, email, context)}`;
}

describe('mails', () => {
  it.each([
    ['without a date', { Date: undefined }, 'mail.theirs: refused: CHANGED_SHAPE at payload.date'],
    ['without an id', { 'Message-ID': undefined }, 'mail.theirs: refused: CHANGED_SHAPE at payload.messageId'],
    ['without a sender', { From: undefined }, 'mail.theirs: refused: CHANGED_SHAPE at payload.from'],
    ['with a date that is none', { Date: 'yesterday' }, 'mail.theirs: refused: INVALID at time'],
    ['of the year 102', { Date: 'Thu, 22 Aug 0102 12:07:35 +0800' }, 'mail.theirs: refused: INVALID at time'],
    [
      'from the future of their server',
      { Received: 'by b; Fri, 20 Nov 2026 08:49:59 +0000' },
      'mail.theirs: refused: CLOCK_AHEAD at payload.date',
    ],
    ['a little ahead of their server', { Received: 'by b; Fri, 20 Nov 2026 08:50:00 +0000' }, 'mail.theirs: enquiry'],
    ['to a group', { To: 'undisclosed-recipients:;' }, 'mail.theirs: enquiry'],
    [
      'that can be unsubscribed from',
      { 'List-Unsubscribe': '<https://shop.example/u?1>' },
      'bulk: ignored: sent to many, on no list',
    ],
    [
      'of a list that can be left',
      { 'List-Id': '<talk.example>', 'List-Unsubscribe': '<mailto:leave@example>' },
      'mail.list: post',
    ],
    [
      'of ours that can be unsubscribed from',
      { From: 'news@acme.example', To: 'all@example.com', 'List-Unsubscribe': '<mailto:off@acme.example>' },
      'mail.ours: post',
    ],
    ['of ours to nobody named', { From: 'max@acme.example', To: undefined }, 'mail.ours: post'],
    ['of a domain that only ends like ours', { From: 'x@notacme.example' }, 'mail.theirs: enquiry'],
    ['with an answer to a mail without id', { 'In-Reply-To': 'your mail of Friday' }, 'mail.theirs: enquiry'],
    ['that went round', { Received: 'by b; x\r\nReceived: c'.repeat(51) }, 'loop: ignored: it goes round in circles'],
    ['of a mail server', { From: 'MAILER-DAEMON@x.example' }, 'report: ignored: a bounce or a receipt'],
    ['that SES calls spam', { 'X-SES-Spam-Verdict': 'FAIL' }, 'spam: ignored: the server says that it is spam'],
    ['that nobody calls spam', { 'X-Spam-Status': 'No, score=1' }, 'mail.theirs: enquiry'],
    ['of a machine', { 'Auto-Submitted': 'auto-generated' }, 'automatic: ignored: written by a program'],
    ['of a person, who says so', { 'Auto-Submitted': 'no' }, 'mail.theirs: enquiry'],
  ])('%s', async (_, headers, expected) => {
    expect(await become(headers)).toBe(expected);
  });

  it('is none: the body of something else', async () => {
    for (const body of ['', 'null', '{"a":1}', '\u0000\u0001', 'Hello there']) {
      expect(await partOf(Buffer.from(body))).toBeUndefined();
    }
  });

  it('reads the words of the writer, in any encoding', async () => {
    const latin = Buffer.concat([
      raw({ ...head, 'Content-Type': 'text/plain; charset=windows-1252', 'Content-Transfer-Encoding': '8bit' }, ''),
      Buffer.from('Gr\xfc\xdfe \x80\r\n> quoted\r\nAm Freitag schrieb Max:\r\n-- \r\nJane', 'latin1'),
    ]);
    expect((await readMail(latin))?.text).toBe('Grüße €');
    const parts = `--b\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n${Buffer.from('שלום 🎉').toString('base64')}\r\n--b\r\nContent-Type: text/html\r\n\r\n<p>other</p>\r\n--b--`;
    const both = raw({ ...head, 'Content-Type': 'multipart/alternative; boundary=b' }, parts);
    expect((await readMail(both))?.text).toBe('שלום 🎉');
  });

  it('counts the same mail from two mailboxes once', async () => {
    const idsOf = async (headers: object) => {
      const part = await partOf(raw({ ...head, ...headers }));
      const { received } = mapParts(part ? [part] : [], email as never, context as never);
      return received.map((item) => ('event' in item ? item.event : undefined));
    };
    const one = await idsOf({ Received: 'by a; Fri, 20 Nov 2026 09:00:09 +0000', 'Delivered-To': 'one@acme.example' });
    expect(one[0]).toBeDefined();
    expect(await idsOf({ Received: 'by b; Fri, 20 Nov 2026 09:00:20 +0000' })).toEqual(one);
  });
});

const corpus = join(import.meta.dirname, '../../../shared/data/email/emails.jsonl.gz');

describe.skipIf(!existsSync(corpus))('6,046 real mails, put together again from what was read of them', () => {
  it('become by kind', async () => {
    const counts: Record<string, number> = {};
    for (const line of gunzipSync(readFileSync(corpus)).toString('utf8').trim().split('\n')) {
      const row = JSON.parse(line) as Record<string, string | null>;
      const headers = {
        Received: row.received_utc ? `by mail.example; ${row.received_utc}` : undefined,
        From: row.from ?? undefined,
        To: row.to ?? undefined,
        Subject: row.subject ?? undefined,
        Date: row.date_raw ?? undefined,
        'Message-ID': row.message_id ?? undefined,
        'In-Reply-To': row.in_reply_to ?? undefined,
        References: row.references ?? undefined,
        'List-Id': row.list_id ?? undefined,
        'X-Spam-Flag': row.group?.startsWith('spam') ? 'YES' : undefined,
      };
      const single = Object.fromEntries(
        Object.entries(headers).map(([name, value]) => [name, value?.replace(/\s*[\r\n]+\s*/g, ' ')]),
      );
      const part = await partOf(raw(single, row.body_first_2000 ?? ''));
      const what = part === undefined ? 'no mail' : `${part.kind}: ${whatBecomes(part, email, context)}`;
      counts[what] = (counts[what] ?? 0) + 1;
    }
    expect(counts).toEqual({
      'mail.list: comment': 1941,
      'mail.list: post': 860,
      'mail.list: refused: CLOCK_AHEAD at payload.date': 20,
      'mail.theirs: comment': 228,
      'mail.theirs: enquiry': 1088,
      'mail.theirs: refused: CLOCK_AHEAD at payload.date': 8,
      'report: ignored: a bounce or a receipt': 5,
      'spam: ignored: the server says that it is spam': 1896,
    });
  }, 60_000);
});
