import type { SourceAdapter } from './adapter.ts';
import { conversationKinds } from './chatwoot/conversation-kinds.ts';
import { messageKinds } from './chatwoot/message-kinds.ts';
import { type ChatwootSettings, chatwootSettings } from './chatwoot/settings.ts';
import { hmacVerifier } from './hmac.ts';
import { jsonObject } from './json-body.ts';

const contact = { ignored: 'a contact, no word' };
const typing = { ignored: 'nothing is said yet' };
const inbox = { ignored: 'administration of the account' };
const told = { ignored: 'told by conversation_status_changed' };

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
    conversation_created: { ignored: 'told by its first message' },
    conversation_opened: told,
    conversation_resolved: told,
    conversation_typing_on: typing,
    conversation_typing_off: typing,
    contact_created: contact,
    contact_updated: contact,
    webwidget_triggered: { ignored: 'somebody opened the chat window' },
    inbox_created: inbox,
    inbox_updated: inbox,
  },
};
