import * as z from 'zod';
import type { Kinds, MappedData, MappedInteraction } from '../adapter.ts';
import { kind } from '../kind.ts';
import { metaId } from '../meta/fields.ts';
import type { MetaSettings } from '../meta/settings.ts';
import { retractionOf } from '../meta/talk.ts';
import { pageChange } from './change.ts';
import { commentKinds, type SubjectIds } from './comments.ts';
import { reactionKinds } from './reactions.ts';

const rating = pageChange({
  open_graph_story_id: metaId,
  reviewer_id: metaId,
  /** 1 to 5, before there were recommendations. */
  rating: z.number().nullish(),
  recommendation_type: z.string().nullish(),
  review_text: z.string().nullish(),
});
type Rating = z.infer<typeof rating>;

const ids = (story: string) => ({ id: `rating:${story}`, conversation: `facebook:rating:${story}` });

/** A review is a post of its author: the part of the id that would name the author is left out. */
const reviewIds: SubjectIds = (postId) => ids(postId.slice(postId.indexOf('_') + 1));

function said({ change }: Rating): MappedData {
  const { open_graph_story_id, reviewer_id, review_text, rating, recommendation_type } = change.value;
  return {
    actor: { id: `facebook:${reviewer_id}`, kind: 'public' },
    conversation: ids(open_graph_story_id).conversation,
    text: review_text ?? undefined,
    sentiment: statedSentiment(recommendation_type, rating),
  };
}

/** What the author states counts for more than what the words sound like. */
function statedSentiment(recommendation?: string | null, stars?: number | null): number | undefined {
  if (recommendation === 'POSITIVE') return 1;
  if (recommendation === 'NEGATIVE') return -1;
  return stars == null || stars < 1 || stars > 5 ? undefined : (stars - 3) / 2;
}

/** Reviews of a page, and what people say and feel about them. */
export const ratingKinds: Kinds<MetaSettings> = {
  'ratings.rating.add': kind('mention, with the sentiment that is stated', rating, (payload) => ({
    id: ids(payload.change.value.open_graph_story_id).id,
    activity: 'mention',
    time: payload.change.value.created_time ?? payload.entry.time,
    data: said(payload),
  })),
  'ratings.rating.edited': kind('edit', rating, (payload): MappedInteraction => {
    const target = ids(payload.change.value.open_graph_story_id).id;
    const { time } = payload.entry;
    return { id: `${target}:edit:${time}`, activity: 'edit', time, data: { ...said(payload), target } };
  }),
  'ratings.rating.remove': kind('retraction', rating, (payload) =>
    retractionOf(ids(payload.change.value.open_graph_story_id).id, payload.entry.time, said(payload).actor),
  ),
  ...commentKinds('ratings', reviewIds),
  ...reactionKinds('ratings', reviewIds),
};
