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

const issueSchema = z.looseObject({
  ...authoredShape,
  number: z.number(),
  title: z.string(),
  body: z.string().nullish(),
  created_at: z.string(),
  updated_at: z.string(),
});
const eventShape = { issue: issueSchema, repository: repositorySchema, sender: userSchema };
const event = z.looseObject(eventShape);
const closing = z.looseObject({ ...eventShape, issue: issueSchema.extend({ closed_at: z.string() }) });
const labelling = z.looseObject({ ...eventShape, label: z.looseObject({ id: z.number(), name: z.string() }) });
type Event = z.infer<typeof event>;
type Context = SourceContext<GithubSettings>;

/** Issues: a question when somebody outside opens one. Those of the team are no questions, so nothing of them is resolved. */
export const issueKinds: Kinds<GithubSettings> = {
  'issues.opened': kind('enquiry; post by the team or a bot', event, (payload, context: Context) => {
    const { issue, repository } = payload;
    const thread = threadOf('issue', repository, issue.number);
    const outside = isOutside(issue, { repository, settings: context.settings });
    const data = said(payload, context);
    const actor = outside ? { ...data.actor, kind: 'customer' as const } : data.actor;
    return {
      id: thread.id,
      activity: outside ? 'enquiry' : 'post',
      time: fromText(issue.created_at),
      data: { ...data, actor },
    };
  }),
  'issues.edited': kind('edit', event, (payload, context: Context) => {
    const { issue, repository } = payload;
    const { id } = threadOf('issue', repository, issue.number);
    return editOf(id, issue.updated_at, { ...said(payload, context), ...changedBy(payload, context) });
  }),
  'issues.deleted': kind('retraction', event, goneBy),
  'issues.transferred': kind('retraction: it goes on under another number in the other repository', event, goneBy),
  'issues.closed': kind('resolution (closed) of a question', closing, (payload, context: Context) =>
    resolved(payload, 'closed', payload.issue.closed_at, context),
  ),
  'issues.reopened': kind('resolution (reopened) of a question', event, (payload, context: Context) =>
    resolved(payload, 'reopened', payload.issue.updated_at, context),
  ),
  'issues.labeled': kind('idea or stage by the setting `labels`', labelling, (payload, context: Context) => {
    const { issue, label, repository } = payload;
    const thread = threadOf('issue', repository, issue.number);
    const sender = changedBy(payload, context).actor;
    return labelChange({ thread, opening: issue, label, sender, repository }, context);
  }),
};

function said({ issue, repository }: Event, { settings }: Context): MappedData {
  const { conversation } = threadOf('issue', repository, issue.number);
  const text = readableText(issue.title, issue.body);
  return { actor: authorOf(issue, { repository, settings }), conversation, text };
}

function changedBy({ issue, repository, sender }: Event, { settings }: Context): MappedData {
  const { conversation } = threadOf('issue', repository, issue.number);
  return { actor: senderOf(sender, issue, { repository, settings }), conversation };
}

function goneBy(payload: Event, context: Context) {
  const { issue, repository } = payload;
  return retractionOf(threadOf('issue', repository, issue.number).id, issue.updated_at, changedBy(payload, context));
}

function resolved(payload: Event, stage: 'closed' | 'reopened', at: string, context: Context) {
  const { issue, repository } = payload;
  if (!isOutside(issue, { repository, settings: context.settings })) return [];
  const id = `${threadOf('issue', repository, issue.number).id}:${stage}:${at}`;
  return { id, activity: 'resolution' as const, time: fromText(at), data: { ...changedBy(payload, context), stage } };
}
