import * as z from 'zod';
import type { Kinds, MappedData, SourceContext } from '../adapter.ts';
import { kind } from '../kind.ts';
import { fromText } from '../provider-time.ts';
import { readableText } from '../readable-text.ts';
import { editOf, retractionOf } from './changes.ts';
import { labelChange } from './label-change.ts';
import { authoredShape, authorOf, isOutside, repositorySchema, senderOf, userSchema } from './people.ts';
import type { GithubSettings } from './settings.ts';
import { threadOf } from './thread.ts';

const discussionSchema = z.looseObject({
  ...authoredShape,
  number: z.number(),
  title: z.string(),
  body: z.string().nullish(),
  category: z.looseObject({ slug: z.string(), is_answerable: z.boolean() }),
  created_at: z.string(),
  updated_at: z.string(),
});
const eventShape = { discussion: discussionSchema, repository: repositorySchema, sender: userSchema };
const event = z.looseObject(eventShape);
const answering = z.looseObject({
  ...eventShape,
  discussion: discussionSchema.extend({ answer_chosen_at: z.string() }),
});
const labelling = z.looseObject({ ...eventShape, label: z.looseObject({ id: z.number(), name: z.string() }) });
type Event = z.infer<typeof event>;
type Context = SourceContext<GithubSettings>;

/** Discussions: ideas and questions by their category, else posts. */
export const discussionKinds: Kinds<GithubSettings> = {
  'discussion.created': kind(
    'idea in an idea category, enquiry in one for questions (of the team a post), else post',
    event,
    (payload, context: Context) => {
      const { discussion, repository } = payload;
      const { id, conversation } = threadOf('discussion', repository, discussion.number);
      const data = { ...said(payload, context), conversation };
      const time = fromText(discussion.created_at);
      if (context.settings.ideaCategories.includes(discussion.category.slug)) {
        return { id, activity: 'idea', time, data: { ...data, idea: conversation } };
      }
      if (!isQuestion(payload, context)) return { id, activity: 'post', time, data };
      return { id, activity: 'enquiry', time, data: { ...data, actor: { ...data.actor, kind: 'customer' } } };
    },
  ),
  'discussion.edited': kind('edit', event, (payload, context: Context) => {
    const { discussion, repository } = payload;
    const { id } = threadOf('discussion', repository, discussion.number);
    return editOf(id, discussion.updated_at, { ...said(payload, context), ...changedBy(payload, context) });
  }),
  'discussion.deleted': kind('retraction', event, goneBy),
  'discussion.transferred': kind('retraction: it goes on under another number in the other repository', event, goneBy),
  'discussion.answered': kind('resolution (closed) of a question', answering, (payload, context: Context) =>
    resolved(payload, 'closed', payload.discussion.answer_chosen_at, context),
  ),
  'discussion.closed': kind('resolution (closed) of a question', event, (payload, context: Context) =>
    resolved(payload, 'closed', payload.discussion.updated_at, context),
  ),
  'discussion.unanswered': kind('resolution (reopened) of a question', event, reopened),
  'discussion.reopened': kind('resolution (reopened) of a question', event, reopened),
  'discussion.labeled': kind('idea or stage by the setting `labels`', labelling, (payload, context: Context) => {
    const { discussion, label, repository } = payload;
    const thread = threadOf('discussion', repository, discussion.number);
    const sender = changedBy(payload, context).actor;
    return labelChange({ thread, opening: discussion, label, sender, repository }, context);
  }),
};

/** Asked from outside: the team's own questions await no answer of the team. */
const isQuestion = ({ discussion, repository }: Event, { settings }: Context): boolean =>
  discussion.category.is_answerable && isOutside(discussion, { repository, settings });

const said = ({ discussion, repository }: Event, { settings }: Context): MappedData => ({
  actor: authorOf(discussion, { repository, settings }),
  text: readableText(discussion.title, discussion.body),
});

const changedBy = ({ discussion, repository, sender }: Event, { settings }: Context): MappedData => ({
  actor: senderOf(sender, discussion, { repository, settings }),
  conversation: threadOf('discussion', repository, discussion.number).conversation,
});

function goneBy(payload: Event, context: Context) {
  const { discussion, repository } = payload;
  const { id } = threadOf('discussion', repository, discussion.number);
  return retractionOf(id, discussion.updated_at, changedBy(payload, context));
}

function reopened(payload: Event, context: Context) {
  return resolved(payload, 'reopened', payload.discussion.updated_at, context);
}

function resolved(payload: Event, stage: 'closed' | 'reopened', at: string, context: Context) {
  const { discussion, repository } = payload;
  if (!isQuestion(payload, context)) return [];
  const thread = threadOf('discussion', repository, discussion.number).id;
  // GitHub counts seconds, and turns of one second go by their ids: what was said on closing (`discussion_comment:…`) comes
  // before the closing, and after a reopening.
  const id = `${stage === 'closed' ? 'resolution:' : ''}${thread}:${stage}:${fromText(at)}`;
  return { id, activity: 'resolution' as const, time: fromText(at), data: { ...changedBy(payload, context), stage } };
}
