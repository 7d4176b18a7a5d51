import * as z from 'zod';
import type { SourceAdapter, SourceContext } from './adapter.ts';
import { ignoredKinds } from './discourse/ignored-kinds.ts';
import {
  activityOf,
  authorOf,
  conversationOf,
  isIdea,
  type Post,
  personOf,
  postSchema,
  resolutionOf,
  wordsOf,
} from './discourse/post.ts';
import { type DiscourseSettings, discourseSettings } from './discourse/settings.ts';
import { hmacVerifier } from './hmac.ts';
import { jsonObject } from './json-body.ts';
import { kind } from './kind.ts';
import { fromText } from './provider-time.ts';

const posted = z.looseObject({ post: postSchema });
const solved = z.looseObject({ solved: postSchema });
const user = z.looseObject({ id: z.number(), username: z.string().nullish() });
const liked = z.looseObject({ like: z.looseObject({ post: postSchema, user }) });
const joined = z.looseObject({ user: user.extend({ created_at: z.string() }) });
type Context = SourceContext<DiscourseSettings>;

/** A forum of ours: what people ask, propose and discuss, and what the team answers. */
export const discourse: SourceAdapter<DiscourseSettings> = {
  id: 'discourse',
  name: 'Discourse',
  description: 'Questions, ideas, discussions, likes and solutions of a Discourse forum.',
  settings: discourseSettings,
  secrets: { secret: 'The secret of the webhook.' },
  webhook: {
    verify: hmacVerifier({
      header: 'x-discourse-event-signature',
      prefix: 'sha256=',
      algorithm: 'sha256',
      encoding: 'hex',
      secret: 'secret',
    }),
    read(delivery) {
      const body = jsonObject(delivery);
      if ('code' in body) return body;
      const { headers } = delivery;
      const event = headers.get('x-discourse-event') ?? headers.get('x-discourse-event-type') ?? 'unnamed';
      return [{ kind: event, payload: body.value }];
    },
  },
  kinds: {
    post_created: kind(
      'idea or enquiry by its category, else post; reply by the team, else comment; message when whispered; resolution when it closes or reopens the topic',
      posted,
      ({ post }, context: Context) => {
        const { id, created_at } = post;
        const conversation = conversationOf(post, context.source);
        const actor = authorOf(post, context);
        const time = fromText(created_at);
        const stage = resolutionOf(post, context);
        if (stage !== undefined)
          return { id: `post:${id}`, activity: 'resolution', time, data: { actor, conversation, stage } };
        const activity = activityOf(post, context);
        if (activity === undefined) return [];
        const data = { actor, conversation, text: wordsOf(post) };
        if (activity === 'idea') return { id: `post:${id}`, activity, time, data: { ...data, idea: conversation } };
        if (activity !== 'enquiry') return { id: `post:${id}`, activity, time, data };
        return { id: `post:${id}`, activity, time, data: { ...data, actor: { ...actor, kind: 'customer' } } };
      },
    ),
    post_edited: kind('edit', posted, ({ post }, context: Context) => {
      if (activityOf(post, context) === undefined) return [];
      const target = `post:${post.id}`;
      const data = { target, actor: authorOf(post, context), text: wordsOf(post) };
      return { id: `${target}:edit:${post.updated_at}`, activity: 'edit', time: fromText(post.updated_at), data };
    }),
    post_destroyed: kind('retraction', posted, ({ post }, context: Context) => {
      const target = `post:${post.id}`;
      const time = fromText(post.deleted_at ?? post.updated_at);
      return { id: `${target}:delete`, activity: 'retraction', time, data: { target, actor: authorOf(post, context) } };
    }),
    post_liked: kind('vote for an idea, else reaction', liked, ({ like: { post, user } }, context: Context) => {
      if (activityOf(post, context) === undefined) return [];
      const { source, opaque } = context;
      const conversation = conversationOf(post, source);
      const actor = personOf(user, 'public', context);
      const data = { actor, object: `post:${post.id}` };
      const time = fromText(post.updated_at);
      const like = `like:${post.id}:${opaque(actor.id)}`;
      if (isIdea(post, context)) return { id: like, activity: 'vote', time, data: { ...data, idea: conversation } };
      return { id: like, activity: 'reaction', time, data: { ...data, reaction: 'like' } };
    }),
    accepted_solution: kind('resolution (closed)', solved, ({ solved: post }, context: Context) => {
      const data = { ...solution(post, context), stage: 'closed' as const };
      return { id: solutionId(post), activity: 'resolution', time: fromText(post.created_at), data };
    }),
    unaccepted_solution: kind('retraction of the resolution', solved, ({ solved: post }, context: Context) => {
      const data = { ...solution(post, context), target: solutionId(post) };
      return { id: `${solutionId(post)}:undone`, activity: 'retraction', time: fromText(post.updated_at), data };
    }),
    user_created: kind('follow', joined, ({ user }, context: Context) => ({
      id: `user:${user.id}`,
      activity: 'follow',
      time: fromText(user.created_at),
      data: { actor: personOf(user, 'public', context) },
    })),
    ...ignoredKinds,
  },
};

const solutionId = ({ id }: Post): string => `post:${id}:solution`;

/** Discourse says neither who chose a solution nor when: it is dated by the answer itself, which solved it. */
const solution = (post: Post, context: Context) => ({
  actor: authorOf(post, context),
  conversation: conversationOf(post, context.source),
});
