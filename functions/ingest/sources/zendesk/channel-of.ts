import type { SourceContext } from '../adapter.ts';
import type { ZendeskSettings } from './settings.ts';

const ways: Readonly<Record<string, string>> = {
  phone:
    'voice voicemail phone_call_inbound phone_call_outbound api_phone_call_inbound api_phone_call_outbound api_voicemail',
  email: 'mail email mailgun connect_mail',
  form: 'web web_form web_service web_widget helpcenter api mobile mobile_sdk iphone lotus topic closed_ticket',
  facebook: 'facebook facebook_post facebook_message sunshine_conversations_facebook_messenger',
  instagram: 'instagram_dm',
  x: 'twitter twitter_dm twitter_favorite sunshine_conversations_twitter_dm',
  whatsapp: 'whatsapp',
  github: 'github',
};
const known = new Map(
  Object.entries(ways).flatMap(([channel, names]) => names.split(' ').map((via) => [via, channel])),
);

/** The channel of ours that a ticket came by, as far as the organisation has it; undefined: the source's own. */
export function channelOf(via: string, { channels, settings }: SourceContext<ZendeskSettings>): string | undefined {
  const channel = settings.channels[via] ?? known.get(via.toLowerCase());
  return channel !== undefined && channels.includes(channel) ? channel : undefined;
}
