import type { Part, SourceAdapter } from './adapter.ts';
import { metaSecrets } from './meta/settings.ts';
import { type MetaEntry, metaWebhook } from './meta/webhook.ts';
import { whatsappKinds } from './whatsapp/kinds.ts';
import { type WhatsappSettings, whatsappSettings } from './whatsapp/settings.ts';

/** Numbers on the WhatsApp Business Platform (Cloud API). */
export const whatsapp: SourceAdapter<WhatsappSettings> = {
  id: 'whatsapp',
  name: 'WhatsApp',
  description: 'What people write to numbers on the WhatsApp Business Platform, and what is answered.',
  settings: whatsappSettings,
  secrets: metaSecrets,
  webhook: metaWebhook('whatsapp_business_account', partsOf),
  kinds: whatsappKinds,
};

/** Fields whose changes hold several messages or statuses, and where these are. */
const lists = [
  { field: 'messages', list: 'messages' },
  { field: 'messages', list: 'statuses' },
  { field: 'smb_message_echoes', list: 'message_echoes' },
] as const;

function partsOf({ id, time, changes = [] }: MetaEntry): Part[] {
  return changes.flatMap((change) => {
    const value = recordOf(change.value);
    const parts = lists
      .filter(({ field, list }) => field === change.field && Array.isArray(value[list]))
      .flatMap(({ field, list }) => messageParts(list === 'statuses' ? list : field, value, value[list] as unknown[]));
    if (parts.length > 0) return parts;
    const kind = change.field === 'messages' && 'errors' in value ? 'errors' : change.field;
    return [{ kind, payload: { entry: { id, time }, change } }];
  });
}

const recordOf = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};

/** One part for each message: people and number are those of the change. */
const messageParts = (name: string, { metadata, contacts }: Record<string, unknown>, list: unknown[]): Part[] =>
  list.map((message) => {
    const { type, status } = recordOf(message);
    return {
      kind: `${name}.${name === 'statuses' ? status : type}`,
      payload: { value: { metadata, contacts }, message },
    };
  });
