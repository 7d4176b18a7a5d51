import * as z from 'zod';
import type { Kinds, MappedData, SourceContext } from '../adapter.ts';
import { kind } from '../kind.ts';
import { fromText } from '../provider-time.ts';
import { readableText } from '../readable-text.ts';
import { editOf, retractionOf } from './changes.ts';
import { authoredShape, authorOf, repositorySchema, senderOf, userSchema } from './people.ts';
import { remarkActivity } from './remark-activity.ts';
import type { GithubSettings } from './settings.ts';
import { threadOf } from './thread.ts';

const commentSchema = z.looseObject({
  ...authoredShape,
  id: z.number(),
  body: z.string(),
  created_at: z.string(),
  updated_at: z.string(),
});
const openingSchema = z.looseObject({ ...authoredShape, number: z.number() });
const common = { repository: repositorySchema, sender: userSchema };
const onIssue = z.looseObject({
  ...common,
  comment: commentSchema,
  /** GitHub calls a pull request an issue here, and says so by this field. */
  issue: openingSchema.extend({ pull_request: z.looseObject({}).optional() }),
});
const onDiscussion = z.looseObject({
  ...common,
  comment: commentSchema.extend({ parent_id: z.number().nullish() }),
  discussion: openingSchema,
});
const onCommit = z.looseObject({
  ...common,
  comment: commentSchema.extend({ commit_id: z.string() }),
});
type Context = SourceContext<GithubSettings>;
const becomes = 'reply by the team to somebody outside, else comment';

/** Comments on issues, pull requests, discussions and commits. */
export const commentKinds: Kinds<GithubSettings> = {
  'issue_comment.created': kind(becomes, onIssue, (payload, context: Context) =>
    created(remarkOnIssue(payload), payload.repository, context),
  ),
  'issue_comment.edited': kind('edit', onIssue, (payload, context: Context) =>
    edited(remarkOnIssue(payload), payload, context),
  ),
  'issue_comment.deleted': kind('retraction', onIssue, (payload, context: Context) =>
    deleted(remarkOnIssue(payload), payload, context),
  ),
  'discussion_comment.created': kind(becomes, onDiscussion, (payload, context: Context) =>
    created(remarkOnDiscussion(payload), payload.repository, context),
  ),
  'discussion_comment.edited': kind('edit', onDiscussion, (payload, context: Context) =>
    edited(remarkOnDiscussion(payload), payload, context),
  ),
  'discussion_comment.deleted': kind('retraction', onDiscussion, (payload, context: Context) =>
    deleted(remarkOnDiscussion(payload), payload, context),
  ),
  'commit_comment.created': kind('comment', onCommit, ({ comment, repository }, { settings }: Context) => {
    const actor = authorOf(comment, { repository, settings });
    const conversation = `github:${repository.id}@${comment.commit_id}`;
    const data = { actor, conversation, text: readableText(comment.body) };
    return { id: `commit_comment:${comment.id}`, activity: 'comment', time: fromText(comment.created_at), data };
  }),
};

interface Remark {
  id: string;
  comment: z.infer<typeof commentSchema>;
  opening: z.infer<typeof openingSchema>;
  conversation: string;
  inReplyTo: string;
}
type Repository = z.infer<typeof repositorySchema>;
type Change = { repository: Repository; sender: z.infer<typeof userSchema> };

function remarkOnIssue({ comment, issue, repository }: z.infer<typeof onIssue>): Remark {
  const thread = threadOf(issue.pull_request === undefined ? 'issue' : 'pull', repository, issue.number);
  const { conversation } = thread;
  return { id: `comment:${comment.id}`, comment, opening: issue, conversation, inReplyTo: thread.id };
}

function remarkOnDiscussion({ comment, discussion, repository }: z.infer<typeof onDiscussion>): Remark {
  const { id, conversation } = threadOf('discussion', repository, discussion.number);
  const inReplyTo = comment.parent_id == null ? id : `discussion_comment:${comment.parent_id}`;
  return { id: `discussion_comment:${comment.id}`, comment, opening: discussion, conversation, inReplyTo };
}

function created({ id, comment, opening, conversation, inReplyTo }: Remark, repository: Repository, context: Context) {
  const place = { repository, settings: context.settings };
  const data = { actor: authorOf(comment, place), conversation, inReplyTo, text: readableText(comment.body) };
  return { id, activity: remarkActivity(comment, opening, place), time: fromText(comment.created_at), data };
}

const edited = (remark: Remark, change: Change, context: Context) =>
  editOf(remark.id, remark.comment.updated_at, {
    ...changedBy(remark, change, context),
    text: readableText(remark.comment.body),
  });

const deleted = (remark: Remark, change: Change, context: Context) =>
  retractionOf(remark.id, remark.comment.updated_at, changedBy(remark, change, context));

const changedBy = (
  { comment, conversation }: Remark,
  { repository, sender }: Change,
  { settings }: Context,
): MappedData => ({ actor: senderOf(sender, comment, { repository, settings }), conversation });
