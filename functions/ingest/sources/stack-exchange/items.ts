import * as z from 'zod';
import type { ActorKind } from '../../../../shared/vocabulary.ts';
import type { MappedData, MappedInteraction, SourceContext } from '../adapter.ts';
import { fromSeconds } from '../provider-time.ts';
import { textOfHtml } from '../text-of-html.ts';
import { type StackExchangeSettings, siteOf } from './settings.ts';

/** Somebody who left the site has no id. */
const owner = z.looseObject({ user_id: z.int().optional() }).optional();
/** Seconds since 1970. */
const date = z.int();
const ofPost = { creation_date: date, last_edit_date: date.optional(), owner, body: z.string() };

export const questionSchema = z.looseObject({
  ...ofPost,
  question_id: z.int(),
  title: z.string(),
  tags: z.array(z.string()),
  closed_date: date.optional(),
});
type Question = z.infer<typeof questionSchema>;

export const answerSchema = z.looseObject({
  ...ofPost,
  answer_id: z.int(),
  question_id: z.int(),
  /** Those of its question. */
  tags: z.array(z.string()),
});
type Answer = z.infer<typeof answerSchema>;

export const commentSchema = z.looseObject({
  comment_id: z.int(),
  post_id: z.int(),
  creation_date: date,
  owner,
  body: z.string(),
  /** Its address, the only thing that says which question it belongs to. */
  link: z.string().regex(/\/questions\/\d+/),
});
type Comment = z.infer<typeof commentSchema>;

type Context = SourceContext<StackExchangeSettings>;
const textAtMost = 10_000;

/** A question: an idea by its tags, else an enquiry; by the team, something published. */
export function question(item: Question, context: Context): MappedInteraction {
  const { settings } = context;
  const isTeam = isOfTeam(item.owner, settings);
  const activity = isIdea(item.tags, settings) ? 'idea' : isTeam ? 'post' : 'enquiry';
  const id = `question:${item.question_id}`;
  return { id, activity, time: fromSeconds(item.creation_date), data: questionData(item, context) };
}

/** An answer: a reply by those whose answers are replies, else a comment; to an idea always a comment. */
export function answer(item: Answer, context: Context): MappedInteraction {
  const { settings } = context;
  const replies = settings.answersBy === 'everyone' || isOfTeam(item.owner, settings);
  const activity = replies && !isIdea(item.tags, settings) ? 'reply' : 'comment';
  return {
    id: `answer:${item.answer_id}`,
    activity,
    time: fromSeconds(item.creation_date),
    // Who answers for the company speaks outwards, also a volunteer.
    data: { ...answerData(item, context), ...(activity === 'reply' && { direction: 'outbound' as const }) },
  };
}

export function comment(item: Comment, context: Context): MappedInteraction {
  const { comment_id, post_id, creation_date, owner, body, link } = item;
  return {
    id: `comment:${comment_id}`,
    activity: 'comment',
    time: fromSeconds(creation_date),
    data: {
      actor: actorOf(owner, 'public', context),
      conversation: thread(Number(/\/questions\/(\d+)/.exec(link)?.[1]), context),
      object: `post:${post_id}`,
      text: textOf(body),
    },
  };
}

export const questionEdit = (item: Question, context: Context): MappedInteraction =>
  edit(`question:${item.question_id}`, item.last_edit_date, questionData(item, context));

export const answerEdit = (item: Answer, context: Context): MappedInteraction =>
  edit(`answer:${item.answer_id}`, item.last_edit_date, answerData(item, context));

/** The API does not say who closed a question. */
export function closing({ question_id, closed_date = Number.NaN }: Question, context: Context): MappedInteraction {
  return {
    id: `question:${question_id}:closed:${closed_date}`,
    activity: 'resolution',
    time: fromSeconds(closed_date),
    data: { actor: actorOf(undefined, 'public', context), conversation: thread(question_id, context), stage: 'closed' },
  };
}

/** Questions with one of the tags are ideas. */
export const isIdea = (tags: readonly string[], { ideaTags }: StackExchangeSettings): boolean =>
  tags.some((tag) => ideaTags.includes(tag));

/** The id of a question's conversation, and of the idea that it is. */
export const thread = (questionId: number, context: Context): string =>
  `stack-exchange:${siteOf(context)}:${questionId}`;

export function actorOf(owner: { user_id?: number | undefined } | undefined, kind: ActorKind, context: Context) {
  const id = `stack-exchange:${siteOf(context)}:${owner?.user_id ?? 'unknown'}`;
  return { id, kind: isOfTeam(owner, context.settings) ? ('employee' as const) : kind };
}

function questionData(item: Question, context: Context): MappedData {
  const id = thread(item.question_id, context);
  return {
    actor: actorOf(item.owner, 'customer', context),
    conversation: id,
    object: `post:${item.question_id}`,
    idea: isIdea(item.tags, context.settings) ? id : undefined,
    text: `${textOfHtml(item.title)}\n${textOf(item.body)}`,
  };
}

const answerData = (item: Answer, context: Context): MappedData => ({
  actor: actorOf(item.owner, 'public', context),
  conversation: thread(item.question_id, context),
  object: `post:${item.answer_id}`,
  inReplyTo: `question:${item.question_id}`,
  text: textOf(item.body),
});

/** What is edited is still its author's, whoever edited it. */
const edit = (target: string, at = Number.NaN, data: MappedData): MappedInteraction => ({
  id: `${target}:edit:${at}`,
  activity: 'edit',
  time: fromSeconds(at),
  data: { ...data, target },
});

const isOfTeam = (owner: { user_id?: number | undefined } | undefined, { team }: StackExchangeSettings): boolean =>
  owner?.user_id !== undefined && team.includes(owner.user_id);

const textOf = (html: string): string => textOfHtml(html).slice(0, textAtMost).toWellFormed();
