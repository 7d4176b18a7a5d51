import * as z from 'zod';
import type { Mail } from './read-mail.ts';

const domain = z.string().regex(/^[a-z\d.-]+\.[a-z]{2,}$/, 'a domain in small letters');
const address = z.string().regex(/^[^\s@]+@[^\s@]+$/, 'an e-mail address');

/** Whose mail is whose. A domain stands for those below it, too. */
export const mailSettings = z.strictObject({
  ownDomains: z.array(domain).max(200).default([]),
  /** Addresses that speak for the company and not for a person, e.g. service@acme.example. */
  brandAddresses: z.array(address.toLowerCase()).max(200).default([]),
  partnerDomains: z.array(domain).max(1_000).default([]),
});
export type MailSettings = z.infer<typeof mailSettings>;

/** Servers on the way of a mail that is on a way without end. */
const mostHops = 50;

/** What sort of mail it is. Spam, loops and mails of programs are told before anything else. */
export function mailKind(mail: Mail, settings: MailSettings): string {
  const { headers, thread, to, hops } = mail;
  if (isSpam(headers)) return 'spam';
  if (hops > mostHops || loops(headers['x-loop'], settings)) return 'loop';
  if (isReport(mail)) return 'report';
  const ours = isOurs(mail.from, settings);
  if (isAutomatic(headers)) return ours && thread.length > 0 ? 'automatic-reply.ours' : 'automatic';
  if (ours) return isInternal(to, settings) && headers['list-id'] === undefined ? 'mail.internal' : 'mail.ours';
  if (headers['list-id'] !== undefined) return 'mail.list';
  return isBulk(headers) ? 'bulk' : 'mail.theirs';
}

/** Who sends to many must offer to end it (RFC 2369, RFC 8058), which nobody does who asks something. */
const isBulk = (headers: Record<string, string>): boolean =>
  headers['list-unsubscribe'] !== undefined || /^(?:bulk|junk|list)\b/i.test(headers.precedence ?? '');

/** Whether an address is one of the company. */
export const isOurs = (from: string | undefined, { ownDomains, brandAddresses }: MailSettings): boolean =>
  from !== undefined && (brandAddresses.includes(from) || isOf(from, ownDomains));

/** Whether an address is of one of the domains or of one below. */
export const isOf = (from: string, domains: readonly string[]): boolean => {
  const host = from.slice(from.lastIndexOf('@') + 1);
  return domains.some((one) => host === one || host.endsWith(`.${one}`));
};

const isInternal = (to: readonly string[], settings: MailSettings) =>
  to.length > 0 && to.every((one) => isOurs(one, settings));

/** SpamAssassin, rspamd, Amazon SES and Exchange. */
const isSpam = (headers: Record<string, string>): boolean =>
  /^yes\b/i.test(headers['x-spam-flag'] ?? '') ||
  /^yes\b/i.test(headers['x-spam-status'] ?? '') ||
  /^yes\b/i.test(headers['x-spam'] ?? '') ||
  /^fail\b/i.test(headers['x-ses-spam-verdict'] ?? '') ||
  /^fail\b/i.test(headers['x-ses-virus-verdict'] ?? '') ||
  Number(headers['x-ms-exchange-organization-scl'] ?? 0) >= 5;

const loops = (mark: string | undefined, settings: MailSettings): boolean =>
  mark !== undefined && isOurs(/[^\s<>]+@[^\s<>]+/.exec(mark)?.[0].toLowerCase(), settings);

/** Bounces and receipts (RFC 3464, RFC 8098). An empty return path is kept for them. */
const isReport = ({ headers, from }: Mail): boolean =>
  /^multipart\/report\b/i.test(headers['content-type'] ?? '') ||
  headers['return-path']?.trim() === '<>' ||
  /^(?:mailer-daemon|postmaster)@/.test(from ?? '');

/** RFC 3834, and what was used before it. */
const isAutomatic = (headers: Record<string, string>): boolean =>
  /^auto-/i.test(headers['auto-submitted'] ?? '') ||
  headers['x-autoreply'] !== undefined ||
  headers['x-autorespond'] !== undefined ||
  /^auto_?reply\b/i.test(headers.precedence ?? '');
