import type { IgnoredKind, SourceAdapter } from './adapter.ts';
import { deleted, post, toPerson, toPost } from './bluesky/events.ts';
import { mapDeleted, mapFollow, mapPost, mapToPost } from './bluesky/map-event.ts';
import { runJetstream } from './bluesky/run-jetstream.ts';
import { type BlueskySettings, blueskySettings } from './bluesky/settings.ts';
import { kind } from './kind.ts';

const ignored = (why: string): IgnoredKind => ({ ignored: why });

/** What accounts do on Bluesky and what others do to them, from the public feed of the network. */
export const bluesky: SourceAdapter<BlueskySettings> = {
  id: 'bluesky',
  name: 'Bluesky',
  description:
    'What accounts do on Bluesky and what others do to them, from the public feed of the network (Jetstream).',
  settings: blueskySettings,
  secrets: {},
  scheduled: { every: 'PT1M', run: runJetstream },
  kinds: {
    'app.bsky.feed.post.create': kind(
      'ours: reply to another, share when it quotes, else post; to an account: comment under its posts, share when it quotes one, mention, enquiry when it opens at a support account',
      post,
      mapPost,
    ),
    'app.bsky.feed.post.update': kind('edit', post, mapPost),
    'app.bsky.feed.post.delete': kind('retraction', deleted, mapDeleted),
    'app.bsky.feed.like.create': kind('reaction', toPost, mapToPost('reaction')),
    'app.bsky.feed.like.delete': kind('retraction', deleted, mapDeleted),
    'app.bsky.feed.like.update': ignored('a like has nothing to change'),
    'app.bsky.feed.repost.create': kind('share', toPost, mapToPost('share')),
    'app.bsky.feed.repost.delete': kind('retraction', deleted, mapDeleted),
    'app.bsky.feed.repost.update': ignored('a repost has nothing to change'),
    'app.bsky.graph.follow.create': kind('follow', toPerson, mapFollow),
    'app.bsky.graph.follow.delete': kind('retraction', deleted, mapDeleted),
    'app.bsky.graph.follow.update': ignored('a follow has nothing to change'),
    'app.bsky.feed.generator.*': ignored('a feed that somebody offers'),
    'app.bsky.feed.threadgate.*': ignored('who may answer'),
    'app.bsky.feed.postgate.*': ignored('who may quote'),
    'app.bsky.graph.block.*': ignored('moderation'),
    'app.bsky.graph.listblock.*': ignored('moderation'),
    'app.bsky.graph.list.*': ignored("somebody's list"),
    'app.bsky.graph.listitem.*': ignored("somebody's list"),
    'app.bsky.graph.starterpack.*': ignored("somebody's list"),
    'app.bsky.graph.verification.*': ignored('a badge'),
    'app.bsky.actor.*': ignored('a profile or its status'),
    'app.bsky.labeler.service.*': ignored('moderation'),
    'app.bsky.notification.declaration.*': ignored('a setting'),
    'chat.bsky.actor.declaration.*': ignored('a setting'),
    identity: ignored('a handle changed'),
    account: ignored('an account was opened or closed'),
  },
};
