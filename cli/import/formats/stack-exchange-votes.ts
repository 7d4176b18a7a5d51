import type { MappedInteraction, SourceContext } from '../../../functions/ingest/sources/adapter.ts';
import { actorOf, thread } from '../../../functions/ingest/sources/stack-exchange/items.ts';
import type { StackExchangeSettings } from '../../../functions/ingest/sources/stack-exchange/settings.ts';

/** What is known of a post when something else names it. */
export interface KnownPost {
  questionId: number;
  tags: string[];
  /** The question is an idea; an answer to it is not. */
  onIdea: boolean;
  isQuestion: boolean;
}

/** Types of votes that say what somebody thinks; the others are of moderation. */
const types = new Map([
  ['1', 'accepted'],
  ['2', 'up'],
  ['3', 'down'],
  ['5', 'favourite'],
] as const);

/** What a vote is, or why it is of no interest. Votes carry a day and, but for favourites, no voter. */
export function voteOf(
  row: Record<string, string>,
  post: KnownPost | 'of the site' | undefined,
  context: SourceContext<StackExchangeSettings>,
): MappedInteraction | { ignored: string } {
  if (post === undefined) return { ignored: 'a vote whose post is gone' };
  if (post === 'of the site') return { ignored: 'a vote on a post of the site itself' };
  const type = types.get(row.VoteTypeId as '1');
  if (type === undefined) return { ignored: 'a vote of moderation' };
  const id = thread(post.questionId, context);
  const voter = row.UserId === undefined ? undefined : { user_id: Number(row.UserId) };
  const common = { actor: actorOf(voter, 'public', context), object: `post:${row.PostId}` };
  return {
    id: `vote:${row.Id}`,
    // The end of the day, so that no vote comes before what it is about.
    time: `${row.CreationDate?.slice(0, 10)}T23:59:59.000Z`,
    ...meaning(type, post, id, common),
  };
}

function meaning(
  type: 'accepted' | 'up' | 'down' | 'favourite',
  { onIdea, isQuestion }: KnownPost,
  thread: string,
  data: MappedInteraction['data'],
): Pick<MappedInteraction, 'activity' | 'data'> {
  if (type === 'favourite') return { activity: 'follow', data };
  if (type === 'accepted') {
    return onIdea
      ? { activity: 'stage', data: { ...data, idea: thread, stage: 'accepted' } }
      : { activity: 'resolution', data: { ...data, conversation: thread, stage: 'closed' } };
  }
  if (type === 'up' && onIdea && isQuestion) return { activity: 'vote', data: { ...data, idea: thread } };
  return { activity: 'reaction', data: { ...data, reaction: type === 'up' ? 'like' : 'dislike' } };
}
