import { mailKind, mailSettings } from '../../../functions/ingest/sources/email/mail-kind.ts';
import { readMail } from '../../../functions/ingest/sources/email/read-mail.ts';
import { email } from '../../../functions/ingest/sources/email.ts';
import type { ImportFormat } from '../format.ts';
import { madeOf } from '../import-context.ts';
import type { Made } from '../record.ts';
import { mailsOf } from './mails-of-mbox.ts';

const unreadable: Made = { refused: { code: 'UNREADABLE', path: '', message: 'It is not a mail.' } };

/** Mailboxes (RFC 4155), each mail as the adapter `email` maps it. A mail is numbered by its first line. */
export const mbox: ImportFormat = {
  wanted: (name) => /\.mbox(?:\.gz)?$/i.test(name),
  settings: (given) => mailSettings.parse(given),
  async *records(files, { context }) {
    const settings = mailSettings.parse(context.settings);
    for (const { bytes } of files) {
      for await (const { line, raw } of mailsOf(bytes())) {
        const mail = await readMail(raw);
        const made =
          mail === undefined
            ? unreadable
            : madeOf([{ kind: mailKind(mail, settings), payload: mail }], email, { ...context, settings });
        yield { number: line, text: raw.toString('utf8'), made };
      }
    }
  },
};
