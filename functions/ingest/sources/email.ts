import * as z from 'zod';
import type { Refusal } from '../../../shared/errors.ts';
import type { MappedData, MappedInteraction, SourceAdapter, SourceContext } from './adapter.ts';
import { isOf, isOurs, type MailSettings, mailKind, mailSettings } from './email/mail-kind.ts';
import { readMail } from './email/read-mail.ts';
import { kind } from './kind.ts';

const mailSchema = z.looseObject({
  messageId: z.string(),
  thread: z.array(z.string()),
  date: z.string(),
  received: z.string().optional(),
  from: z.string(),
  to: z.array(z.string()),
  subject: z.string().optional(),
  text: z.string(),
});
type Mail = z.infer<typeof mailSchema>;
type Context = SourceContext<MailSettings>;

/** Senders' clocks differ; more than this after the server's is a mistake, also in a mail of long ago. */
const aheadMs = 10 * 60_000;
const clockAhead: Refusal = {
  code: 'CLOCK_AHEAD',
  path: 'date',
  message: 'The mail is dated more than ten minutes after it was received: the clock was wrong.',
};

/** Any mailbox or list: a mail server hands each mail over as it is. */
export const email: SourceAdapter<MailSettings> = {
  id: 'email',
  name: 'E-mail',
  description: 'Mailboxes and mailing lists: the mail server hands over each mail as it is (RFC 5322).',
  settings: mailSettings,
  secrets: {},
  webhook: {
    verify: 'key',
    async read({ body }, settings) {
      const mail = await readMail(body);
      if (mail === undefined) return { code: 'INVALID', path: '', message: 'The body is not a mail.' };
      return [{ kind: mailKind(mail, settings), payload: mail }];
    },
  },
  kinds: {
    'mail.theirs': mapped('enquiry, else comment within a thread', (mail, { settings }) => ({
      activity: mail.thread.length === 0 ? 'enquiry' : 'comment',
      data: { actor: person(mail.from, isOf(mail.from, settings.partnerDomains) ? 'partner' : 'customer') },
    })),
    'mail.list': mapped('post, else comment within a thread, by the public', (mail) => ({
      activity: mail.thread.length === 0 ? 'post' : 'comment',
      data: { actor: person(mail.from, 'public'), direction: 'inbound' },
    })),
    'mail.ours': mapped('reply within a thread, else post', (mail, { settings }) => {
      const to = mail.to.find((one) => !isOurs(one, settings));
      return {
        activity: mail.thread.length === 0 ? 'post' : 'reply',
        data: {
          actor: person(mail.from, settings.brandAddresses.includes(mail.from) ? 'brand' : 'employee'),
          counterpart: to === undefined ? undefined : { id: `email:${to}` },
        },
      };
    }),
    'mail.internal': mapped('message', (mail) => ({
      activity: 'message',
      data: {
        actor: person(mail.from, 'employee'),
        counterpart: { id: `email:${mail.to.find((one) => one !== mail.from) ?? mail.from}`, kind: 'employee' },
      },
    })),
    'automatic-reply.ours': mapped('reply by a bot', (mail) => ({
      activity: 'reply',
      data: { actor: person(mail.from, 'bot') },
    })),
    automatic: { ignored: 'written by a program' },
    bulk: { ignored: 'sent to many, on no list' },
    report: { ignored: 'a bounce or a receipt' },
    loop: { ignored: 'it goes round in circles' },
    spam: { ignored: 'the server says that it is spam' },
  },
};

const person = (from: string, as: MappedData['actor']['kind']) => ({ id: `email:${from}`, kind: as });

/** What all mails have in common: Message-IDs hold names of people and machines, so ids are made of them, keyed. */
function mapped(becomes: string, role: (mail: Mail, context: Context) => Pick<MappedInteraction, 'activity' | 'data'>) {
  return kind<Mail, MailSettings>(becomes, mailSchema, (mail, context) => {
    const { messageId, thread, date, received } = mail;
    if (received !== undefined && Date.parse(date) - Date.parse(received) > aheadMs) return clockAhead;
    const { activity, data } = role(mail, context);
    const before = thread.at(-1);
    return {
      id: `mail:${context.opaque(messageId)}`,
      activity,
      time: date,
      data: {
        ...data,
        conversation: `email:${context.opaque(thread[0] ?? messageId)}`,
        inReplyTo: before === undefined ? undefined : `mail:${context.opaque(before)}`,
        text: before === undefined && mail.subject !== undefined ? `${mail.subject}\n${mail.text}` : mail.text,
      },
    };
  });
}
