import type { IgnoredKind, SourceAdapter } from './adapter.ts';
import { hmacVerifier } from './hmac.ts';
import { jsonObject } from './json-body.ts';
import { kind } from './kind.ts';
import { followSchema, responseSchema, statusSchema, wordsSchema } from './mastodon/entities.ts';
import { mapFollow, mapResponse } from './mastodon/map-response.ts';
import { mapEdit, mapStatus, mapWords } from './mastodon/map-status.ts';
import { pollAccount } from './mastodon/poll-account.ts';
import { type MastodonSettings, mastodonSettings } from './mastodon/settings.ts';

const ignored = (why: string): IgnoredKind => ({ ignored: why });

const verifySignature = hmacVerifier({
  header: 'x-hub-signature',
  prefix: 'sha256=',
  algorithm: 'sha256',
  encoding: 'hex',
  secret: 'webhook',
});

/** An account on a Mastodon server, by its API, and what its server tells by webhook. */
export const mastodon: SourceAdapter<MastodonSettings> = {
  id: 'mastodon',
  name: 'Mastodon',
  description:
    'An account on a Mastodon server: what it publishes, and who answers, mentions, likes, boosts and follows it.',
  settings: mastodonSettings,
  secrets: {
    token: 'An access token of the account: to ask for what happens there.',
    webhook: "The signing secret of the server's webhook.",
  },
  optionalSecrets: ['token', 'webhook'],
  webhook: {
    verify: verifySignature,
    read(delivery) {
      const body = jsonObject(delivery);
      if ('code' in body) return body;
      const { event, object } = body.value;
      return [{ kind: typeof event === 'string' ? event : 'untyped', payload: { status: object } }];
    },
  },
  scheduled: { every: 'PT1M', run: pollAccount },
  kinds: {
    'status.created': kind(
      "ours: reply to another, share of another's, else post; to the account: enquiry when direct or opening at a support account, comment to its statuses, else mention",
      statusSchema,
      mapStatus,
    ),
    'status.updated': kind('edit', statusSchema, mapEdit),
    'notification.mention': kind(
      'enquiry when direct or opening at a support account, comment to its statuses, else mention',
      wordsSchema,
      mapWords(false),
    ),
    'notification.quote': kind('share', wordsSchema, mapWords(true)),
    'notification.favourite': kind('reaction', responseSchema, mapResponse('reaction')),
    'notification.reblog': kind('share', responseSchema, mapResponse('share')),
    'notification.follow': kind('follow', followSchema, mapFollow),
    'notification.follow_request': ignored('becomes a follow when it is granted'),
    'notification.status': ignored('somebody whom the account watches published something'),
    'notification.poll': ignored('a poll ended'),
    'notification.update': ignored('a status that the account boosted was edited'),
    'notification.quoted_update': ignored('a status that the account quoted was edited'),
    'notification.severed_relationships': ignored('moderation'),
    'notification.moderation_warning': ignored('moderation'),
    'notification.annual_report': ignored('a summary of the year'),
    'notification.admin.*': ignored('administration of the server'),
    'account.*': ignored('administration of the server'),
    'report.*': ignored('moderation'),
  },
};
