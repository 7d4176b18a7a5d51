import type { Delivery, Flaw, Secrets, SourceAdapter } from './adapter.ts';
import { hmacVerifier } from './hmac.ts';
import { jsonObject } from './json-body.ts';
import { ignoredKinds } from './zendesk/ignored-kinds.ts';
import { type ZendeskSettings, zendeskSettings } from './zendesk/settings.ts';
import { ticketKinds } from './zendesk/ticket-kinds.ts';
import { wordKinds } from './zendesk/word-kinds.ts';

const prefix = 'zen:event-type:';

/** The tickets of a helpdesk, by whatever way they came: phone, e-mail, form, chat, social networks. */
export const zendesk: SourceAdapter<ZendeskSettings> = {
  id: 'zendesk',
  name: 'Zendesk',
  description: 'Tickets, their comments, statuses and groups of a Zendesk account.',
  settings: zendeskSettings,
  secrets: { signingSecret: 'The signing secret of the webhook.' },
  webhook: {
    verify,
    read(delivery) {
      const body = jsonObject(delivery);
      if ('code' in body) return body;
      const { type } = body.value;
      if (typeof type !== 'string') return [{ kind: 'untyped', payload: body.value }];
      return [{ kind: type.startsWith(prefix) ? type.slice(prefix.length) : type, payload: body.value }];
    },
  },
  kinds: { ...ticketKinds, ...wordKinds, ...ignoredKinds },
};

const mac = hmacVerifier({
  header: 'x-zendesk-webhook-signature',
  algorithm: 'sha256',
  encoding: 'base64',
  secret: 'signingSecret',
  signed: ({ body, headers }) => [headers.get('x-zendesk-webhook-signature-timestamp') ?? '', body],
});
const toleranceMs = 300_000;

/** The signed time is ISO 8601. Zendesk states no window; it tries again within minutes or not at all. */
function verify(delivery: Delivery, secrets: Secrets): Flaw | undefined {
  const time = delivery.headers.get('x-zendesk-webhook-signature-timestamp');
  if (!time) return 'SIGNATURE_MISSING';
  const flaw = mac(delivery, secrets);
  if (flaw !== undefined) return flaw;
  return Math.abs(delivery.receivedAt - Date.parse(time)) <= toleranceMs ? undefined : 'TOO_OLD';
}
