import type { SourceAdapter } from './adapter.ts';
import { conversationKinds } from './chatwoot/conversation-kinds.ts';
import { messageKinds } from './chatwoot/message-kinds.ts';
import { type ChatwootSettings, chatwootSettings } from './chatwoot/settings.ts';
import { hmacVerifier } from './hmac.ts';
import { ignoredByReason } from './ignored-by-reason.ts';
import { jsonObject } from './json-body.ts';

/** The conversations of a helpdesk, by e-mail, web chat, WhatsApp and other inboxes. */
export const chatwoot: SourceAdapter<ChatwootSettings> = {
  id: 'chatwoot',
  name: 'Chatwoot',
  description: 'Conversations of a Chatwoot account: what customers ask, what agents and bots answer.',
  settings: chatwootSettings,
  secrets: { secret: 'The secret of the webhook.' },
  webhook: {
    verify: hmacVerifier({
      header: 'x-chatwoot-signature',
      prefix: 'sha256=',
      algorithm: 'sha256',
      encoding: 'hex',
      secret: 'secret',
      timestamp: { header: 'x-chatwoot-timestamp', toleranceSeconds: 300 },
      signed: ({ body }, timestamp) => [`${timestamp}.`, body],
    }),
    read(delivery) {
      const body = jsonObject(delivery);
      if ('code' in body) return body;
      const { event } = body.value;
      return [{ kind: typeof event === 'string' ? event : 'unnamed', payload: body.value }];
    },
  },
  kinds: {
    ...messageKinds,
    ...conversationKinds,
    ...ignoredByReason({
      'told by its first message': 'conversation_created',
      'told by conversation_status_changed': 'conversation_opened conversation_resolved',
      'nothing is said yet': 'conversation_typing_on conversation_typing_off webwidget_triggered',
      'a contact, no word': 'contact_created contact_updated',
      'administration of the account': 'inbox_created inbox_updated',
    }),
  },
};
