import { createHmac } from 'node:crypto';
import type { Delivery, Part, Secrets, SourceAdapter } from './adapter.ts';
import { challengeToken } from './challenge-token.ts';
import { hmacVerifier } from './hmac.ts';
import { jsonObject } from './json-body.ts';
import { activityKinds, activityParts } from './x/activity.ts';
import { peopleKinds } from './x/people.ts';
import { formOf, postKinds } from './x/posts.ts';
import { type XSettings, xSettings } from './x/tweet.ts';

/** Accounts on X, by the Account Activity API (version 2 and enterprise) and the X Activity API, which follows it. */
export const x: SourceAdapter<XSettings> = {
  id: 'x',
  name: 'X',
  description: 'Posts, replies, mentions, likes, follows and direct messages of accounts on X.',
  settings: xSettings,
  secrets: { consumerSecret: 'The API key secret (consumer secret) of the app.' },
  webhook: {
    verify: hmacVerifier({
      header: 'x-twitter-webhooks-signature',
      prefix: 'sha256=',
      algorithm: 'sha256',
      encoding: 'base64',
      secret: 'consumerSecret',
    }),
    handshake: answerChallenge,
    read(delivery) {
      const body = jsonObject(delivery);
      if ('code' in body) return body;
      const parts = partsOf(body.value);
      if (parts.length > 0) return parts;
      return {
        code: 'CHANGED_SHAPE',
        path: '',
        message: 'It has no event of the Account Activity API or the X Activity API.',
      };
    },
  },
  kinds: {
    ...postKinds,
    ...peopleKinds,
    ...activityKinds,
    'block_events.*': { ignored: 'a setting of the account' },
    'mute_events.*': { ignored: 'a setting of the account' },
    direct_message_indicate_typing_events: { ignored: 'nothing said yet' },
    direct_message_mark_read_events: { ignored: 'a receipt' },
    'user_event.revoke': { ignored: 'the account left the app: no more will come' },
    replay_job_status: { ignored: 'about the delivery itself' },
  },
};

/** The challenge-response check, which X repeats every hour. */
function answerChallenge({ url }: Delivery, { consumerSecret }: Secrets): Response | undefined {
  const token = challengeToken(url, 'crc_token');
  if (token === undefined || consumerSecret === undefined) return undefined;
  const hash = createHmac('sha256', consumerSecret).update(token).digest('base64');
  return Response.json({ response_token: `sha256=${hash}` });
}

function partsOf(body: Record<string, unknown>): Part[] {
  return Object.entries(body).flatMap(([key, value]): Part[] => {
    if (key.endsWith('_events') && Array.isArray(value)) {
      return value.map((event) => ({
        kind: `${key}${flavour(key, event)}`,
        payload: { for_user_id: body.for_user_id, event },
      }));
    }
    if (key === 'user_event') return [{ kind: `user_event.${Object.keys(value ?? {})[0]}`, payload: { [key]: value } }];
    if (key === 'replay_job_status') return [{ kind: key, payload: { [key]: value } }];
    return key === 'data' ? activityParts(value) : [];
  });
}

function flavour(key: string, event: unknown): string {
  const told = (typeof event === 'object' && event !== null ? event : {}) as Record<string, unknown>;
  if (key === 'tweet_create_events') return `.${formOf(told)}`;
  return typeof told.type === 'string' ? `.${told.type}` : '';
}
