import * as z from 'zod';
import type { Kinds, MappedData, SourceContext } from '../adapter.ts';
import { kind } from '../kind.ts';
import { fromText } from '../provider-time.ts';
import { readableText } from '../readable-text.ts';
import { editOf, retractionOf } from './changes.ts';
import { type Authored, authoredShape, authorOf, repositorySchema, senderOf, userSchema } from './people.ts';
import { remarkActivity } from './remark-activity.ts';
import type { GithubSettings } from './settings.ts';
import { threadOf } from './thread.ts';

const pullRequestSchema = z.looseObject({
  ...authoredShape,
  number: z.number(),
  title: z.string(),
  body: z.string().nullish(),
  created_at: z.string(),
  updated_at: z.string(),
});
/** Within a review's events GitHub leaves some of it out. */
const pullRequestOfReview = z.looseObject({ ...authoredShape, number: z.number(), updated_at: z.string() });
const common = { repository: repositorySchema, sender: userSchema };
const event = z.looseObject({ ...common, pull_request: pullRequestSchema });
const review = z.looseObject({
  ...common,
  pull_request: pullRequestOfReview,
  review: z.looseObject({
    ...authoredShape,
    id: z.number(),
    body: z.string().nullish(),
    state: z.string(),
    submitted_at: z.string(),
  }),
});
const remark = z.looseObject({
  ...common,
  pull_request: pullRequestOfReview,
  comment: z.looseObject({
    ...authoredShape,
    id: z.number(),
    in_reply_to_id: z.number().optional(),
    body: z.string(),
    created_at: z.string(),
    updated_at: z.string(),
  }),
});
type Context = SourceContext<GithubSettings>;

/**
 * Pull requests and their reviews. A pull request is a post and no `contribution`, which is an internal word: it is
 * published for everybody to see. It asks nothing, so merging or closing it resolves nothing.
 */
export const pullRequestKinds: Kinds<GithubSettings> = {
  'pull_request.opened': kind('post', event, ({ pull_request, repository }, { settings }: Context) => {
    const { id, conversation } = threadOf('pull', repository, pull_request.number);
    const text = readableText(pull_request.title, pull_request.body);
    const data = { actor: authorOf(pull_request, { repository, settings }), conversation, text };
    return { id, activity: 'post', time: fromText(pull_request.created_at), data };
  }),
  'pull_request.edited': kind('edit', event, ({ pull_request, repository, sender }, { settings }: Context) => {
    const { id, conversation } = threadOf('pull', repository, pull_request.number);
    const text = readableText(pull_request.title, pull_request.body);
    const actor = senderOf(sender, pull_request, { repository, settings });
    return editOf(id, pull_request.updated_at, { actor, conversation, text });
  }),
  'pull_request_review.submitted': kind(
    'reply by the team to somebody outside, else comment; nothing when its words are all in its comments',
    review,
    (payload, context: Context) => {
      const { id, state, body, submitted_at } = payload.review;
      if (state.toLowerCase() === 'commented' && readableText(body) === undefined) return [];
      const data = { ...said(payload, payload.review, context), text: readableText(body) };
      return {
        id: `review:${id}`,
        activity: activityOf(payload, payload.review, context),
        time: fromText(submitted_at),
        data,
      };
    },
  ),
  'pull_request_review.edited': kind('edit', review, (payload, context: Context) => {
    const { id, body } = payload.review;
    const data = { ...changedBy(payload, payload.review, context), text: readableText(body) };
    return editOf(`review:${id}`, payload.pull_request.updated_at, data);
  }),
  'pull_request_review_comment.created': kind(
    'reply by the team to somebody outside, else comment',
    remark,
    (payload, context: Context) => {
      const { id, in_reply_to_id, created_at, body } = payload.comment;
      const data = said(payload, payload.comment, context);
      const inReplyTo = in_reply_to_id === undefined ? data.inReplyTo : `review_comment:${in_reply_to_id}`;
      const activity = activityOf(payload, payload.comment, context);
      const time = fromText(created_at);
      return { id: `review_comment:${id}`, activity, time, data: { ...data, inReplyTo, text: readableText(body) } };
    },
  ),
  'pull_request_review_comment.edited': kind('edit', remark, (payload, context: Context) => {
    const { id, updated_at, body } = payload.comment;
    const data = { ...changedBy(payload, payload.comment, context), text: readableText(body) };
    return editOf(`review_comment:${id}`, updated_at, data);
  }),
  'pull_request_review_comment.deleted': kind('retraction', remark, (payload, context: Context) => {
    const { id, updated_at } = payload.comment;
    return retractionOf(`review_comment:${id}`, updated_at, changedBy(payload, payload.comment, context));
  }),
};

interface InReview {
  pull_request: z.infer<typeof pullRequestOfReview>;
  repository: z.infer<typeof repositorySchema>;
  sender: z.infer<typeof userSchema>;
}

const activityOf = ({ pull_request, repository }: InReview, authored: Authored, { settings }: Context) =>
  remarkActivity(authored, pull_request, { repository, settings });

function said({ pull_request, repository }: InReview, authored: Authored, { settings }: Context): MappedData {
  const { id, conversation } = threadOf('pull', repository, pull_request.number);
  return { actor: authorOf(authored, { repository, settings }), conversation, inReplyTo: id };
}

function changedBy(
  { pull_request, repository, sender }: InReview,
  authored: Authored,
  { settings }: Context,
): MappedData {
  const { conversation } = threadOf('pull', repository, pull_request.number);
  return { actor: senderOf(sender, authored, { repository, settings }), conversation };
}
