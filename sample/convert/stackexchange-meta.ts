import type { CloudEvent, InteractionData } from '../../shared/interaction.ts';
import type { Activity, ActorKind, Amendment } from '../../shared/vocabulary.ts';
import departments from '../departments.json' with { type: 'json' };
import { type ConvertedSet, type Hide, setEvent } from './set-event.ts';
import { type Post, readStackexchange, type Vote } from './stackexchange-rows.ts';
import { handlesIn, textOfHtml, wordsOf } from './words.ts';

const postTypes = { question: '1', answer: '2' } as const;
const voteTypes: Record<string, 'accepted' | 'up' | 'down' | 'favourite'> = {
  '1': 'accepted',
  '2': 'up',
  '3': 'down',
  '5': 'favourite',
};
/** A question with one of these tags proposes how the site should be; any other asks. */
const proposalTags = /<(?:scope|on-topic|tags|tag-synonyms|challenge|site-promotion|vote-to-close|badges)>/;

/**
 * A complete meta site: proposals are ideas, other questions enquiries, answers to these replies, the rest comments. An
 * edit counts when the author made it. Votes carry no voter and only a day: one anonymous actor, the day's last second,
 * so that no vote comes before what it is about.
 */
export function convertStackexchangeMeta(folder: string, hide: Hide): ConvertedSet {
  const { posts, comments, votes } = readStackexchange(`${folder}/stackexchange-meta`);
  const byId = new Map(posts.map((post) => [post.Id, post]));
  const edits = posts.filter((post) => post.LastEditDate !== undefined);
  const ownEdits = edits.filter(
    (post) => post.LastEditorUserId !== undefined && post.LastEditorUserId === post.OwnerUserId,
  );
  const counted = votes.filter((vote) => voteTypes[vote.VoteTypeId] !== undefined);
  const events = [
    ...posts.map((post) => postEvent(post, byId, hide)),
    ...ownEdits.map((post) => editEvent(post, byId, hide)),
    ...comments.map((comment) =>
      event(hide, 'comment', 'comment', comment.Id, comment.CreationDate, {
        ...about(threadOf(comment.PostId, byId), hide),
        ...by(hide, comment.UserId, 'public'),
        inReplyTo: hide('post', comment.PostId),
        ...wordsOf(comment.Text),
      }),
    ),
    ...counted.map((vote) => voteEvent(vote, byId, hide)),
  ];
  const leftOut = {
    'edits by somebody else than the author': edits.length - ownEdits.length,
    'votes of moderation (deletion, review)': votes.length - counted.length,
  };
  const names = [...comments.map(({ Text }) => Text), ...posts.map(({ Body }) => Body)].flatMap(handlesIn);
  return { events, names, leftOut };
}

const isProposal = (post: Post | undefined) => post !== undefined && proposalTags.test(post.Tags ?? '');

/** The question that a post belongs to; undefined when the post is gone. */
function threadOf(postId: string, byId: Map<string, Post>): Post | undefined {
  const post = byId.get(postId);
  return post?.ParentId === undefined ? post : byId.get(post.ParentId);
}

const by = (hide: Hide, user: string | undefined, kind: ActorKind) => ({
  actor: { id: hide('person', user ?? 'unknown'), kind },
});

function about(question: Post | undefined, hide: Hide) {
  if (question === undefined) return {};
  const id = hide('post', question.Id);
  return { conversation: id, ...(isProposal(question) && { idea: id }) };
}

function roleOf(post: Post, byId: Map<string, Post>): { activity: Activity; kind: ActorKind } {
  const question = threadOf(post.Id, byId);
  if (post.PostTypeId === postTypes.question)
    return isProposal(post) ? { activity: 'idea', kind: 'customer' } : { activity: 'enquiry', kind: 'customer' };
  if (post.PostTypeId !== postTypes.answer) return { activity: 'contribution', kind: 'employee' };
  const answers = !isProposal(question) && question?.OwnerUserId !== post.OwnerUserId;
  return answers ? { activity: 'reply', kind: 'employee' } : { activity: 'comment', kind: 'public' };
}

function postData(post: Post, byId: Map<string, Post>, hide: Hide) {
  const { activity, kind } = roleOf(post, byId);
  const data = {
    ...about(threadOf(post.Id, byId), hide),
    ...by(hide, post.OwnerUserId, kind),
    object: hide('post', post.Id),
  };
  return { activity, data };
}

function postEvent(post: Post, byId: Map<string, Post>, hide: Hide): CloudEvent {
  const { activity, data } = postData(post, byId, hide);
  const words = wordsOf(`${post.Title ?? ''} ${textOfHtml(post.Body)}`);
  return event(hide, 'post', activity, post.Id, post.CreationDate, { ...data, ...words });
}

/** An edit carries the state of the post after it. The set has no other text of the post, so nothing differs here. */
function editEvent(post: Post, byId: Map<string, Post>, hide: Hide): CloudEvent {
  const data = { ...postData(post, byId, hide).data, target: `post:${hide('post', post.Id)}:create` };
  return event(hide, 'post', 'edit', post.Id, post.LastEditDate ?? post.CreationDate, data);
}

function voteEvent(vote: Vote, byId: Map<string, Post>, hide: Hide): CloudEvent {
  const question = threadOf(vote.PostId, byId);
  const onIdea = isProposal(byId.get(vote.PostId));
  const accepted = isProposal(question)
    ? ({ activity: 'stage', stage: 'accepted' } as const)
    : ({ activity: 'resolution', stage: 'closed' } as const);
  const forms: Record<'accepted' | 'up' | 'down' | 'favourite', { activity: Activity; [key: string]: string }> = {
    accepted,
    up: onIdea ? { activity: 'vote' } : { activity: 'reaction', reaction: 'like' },
    down: { activity: 'reaction', reaction: 'dislike' },
    favourite: { activity: 'follow' },
  };
  const { activity, ...form } = forms[voteTypes[vote.VoteTypeId] ?? 'up'];
  const worded = activity === 'stage' || activity === 'resolution';
  const { conversation, idea } = about(question, hide) as { conversation?: string; idea?: string };
  return event(hide, 'vote', activity, vote.Id, `${vote.CreationDate.slice(0, 10)}T23:59:59`, {
    ...(worded ? by(hide, question?.OwnerUserId, 'customer') : by(hide, 'anonymous', 'public')),
    ...((activity === 'vote' || activity === 'stage') && idea !== undefined && { idea }),
    ...(activity === 'resolution' && conversation !== undefined && { conversation }),
    object: hide('post', vote.PostId),
    ...form,
  });
}

function event(
  hide: Hide,
  thing: 'post' | 'comment' | 'vote',
  activity: Activity | Amendment,
  id: string,
  time: string,
  data: Omit<InteractionData, 'channel' | 'department'>,
): CloudEvent {
  return setEvent({
    set: 'stackexchange-meta',
    id: `${thing}:${hide(thing, id)}:${activity === 'edit' ? 'edit' : 'create'}`,
    activity,
    time: `${time}Z`,
    data: { channel: 'stackexchange', department: departments['stackexchange-meta'], ...data },
  });
}
