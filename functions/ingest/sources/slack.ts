import type { SourceAdapter } from './adapter.ts';
import { hmacVerifier } from './hmac.ts';
import { jsonObject } from './json-body.ts';
import { ignoredKinds } from './slack/ignored-kinds.ts';
import { messageKinds } from './slack/message-kinds.ts';
import { reactionKinds } from './slack/reaction-kinds.ts';
import { type SlackSettings, slackSettings } from './slack/settings.ts';

/** Words between employees, and with partners in shared channels, by the Events API. */
export const slack: SourceAdapter<SlackSettings> = {
  id: 'slack',
  name: 'Slack',
  description: 'Messages, files and reactions in the channels of a workspace, also those shared with partners.',
  settings: slackSettings,
  secrets: { signingSecret: 'The signing secret of the app, at “Basic Information”.' },
  webhook: {
    // Slack's own library for it (@slack/bolt) is a web framework.
    verify: hmacVerifier({
      header: 'x-slack-signature',
      prefix: 'v0=',
      algorithm: 'sha256',
      encoding: 'hex',
      secret: 'signingSecret',
      timestamp: { header: 'x-slack-request-timestamp', toleranceSeconds: 300 },
      signed: ({ body }, timestamp) => [`v0:${timestamp}:`, body],
    }),
    read(delivery) {
      const body = jsonObject(delivery);
      if ('code' in body) return body;
      const { type, challenge, event } = body.value;
      if (type === 'url_verification' && typeof challenge === 'string') {
        return { answer: new Response(challenge, { headers: { 'content-type': 'text/plain' } }) };
      }
      return [{ kind: type === 'event_callback' ? eventKind(event) : outerKind(type), payload: body.value }];
    },
  },
  kinds: { ...messageKinds, ...reactionKinds, ...ignoredKinds },
};

/** `message.file_share`: messages are told apart by their subtype. */
function eventKind(event: unknown): string {
  const { type, subtype } = typeof event === 'object' && event !== null ? (event as Record<string, unknown>) : {};
  if (typeof type !== 'string') return 'untyped';
  return type === 'message' && typeof subtype === 'string' ? `message.${subtype}` : type;
}

const outerKind = (type: unknown): string => (typeof type === 'string' ? type : 'untyped');
