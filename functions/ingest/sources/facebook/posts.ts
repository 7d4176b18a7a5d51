import * as z from 'zod';
import type { Kinds, MappedData, MappedInteraction, SourceContext } from '../adapter.ts';
import { kind } from '../kind.ts';
import { metaId } from '../meta/fields.ts';
import type { MetaSettings } from '../meta/settings.ts';
import { retractionOf } from '../meta/talk.ts';
import { authoredChange, authorOf, pageChange, pageObject } from './change.ts';

const post = authoredChange({
  post_id: metaId,
  message: z.string().optional(),
  /** 0: a draft, or planned for later. */
  published: z.union([z.literal(0), z.literal(1)]).optional(),
});
type Post = z.infer<typeof post>;
const removed = authoredChange({ post_id: metaId });
const pageEvent = pageChange({ post_id: metaId });

type Context = SourceContext<MetaSettings>;

/** The ids of a post and of its conversation. */
export function postIds(postId: string, page: string, { opaque }: Context) {
  const own = pageObject(postId, page, opaque);
  return { id: `post:${own}`, conversation: `facebook:${own}` };
}

const made = (payload: Post, context: Context): MappedInteraction | [] => {
  const { entry, change } = payload;
  if (change.value.published === 0) return [];
  const { id, conversation } = postIds(change.value.post_id, entry.id, context);
  return { id, activity: 'post', time: timeOf(payload), data: { ...said(payload), conversation } };
};

/** What the page or a visitor published on the page. */
const published = (payload: Post, context: Context): MappedInteraction | [] => {
  const mapped = made(payload, context);
  if (!('id' in mapped) || mapped.data.actor.kind === 'brand' || !context.settings.support) return mapped;
  const actor = { ...mapped.data.actor, kind: 'customer' as const };
  return { ...mapped, activity: 'enquiry', data: { ...mapped.data, actor } };
};

const shared = (payload: Post, context: Context): MappedInteraction | [] => {
  const mapped = made(payload, context);
  return 'id' in mapped && mapped.data.actor.kind !== 'brand' ? { ...mapped, activity: 'share' } : mapped;
};

const edited = (payload: Post, context: Context): MappedInteraction => {
  const { entry, change } = payload;
  const { id: target, conversation } = postIds(change.value.post_id, entry.id, context);
  return {
    id: `${target}:edit:${entry.time}`,
    activity: 'edit',
    time: entry.time,
    data: { ...said(payload), target, conversation },
  };
};

const timeOf = ({ entry, change }: Post): string => change.value.created_time ?? entry.time;
const said = (payload: Post): MappedData => ({ actor: authorOf(payload), text: payload.change.value.message });

/** Posts of a page's feed, whatever they hold: the same post may come as a status and as a photo. */
export const postKinds: Kinds<MetaSettings> = Object.fromEntries([
  ...['status', 'post', 'photo', 'video'].flatMap((item) => [
    [`feed.${item}.add`, kind('post, unless unpublished; by others with `support`: enquiry', post, published)],
    [`feed.${item}.edited`, kind('edit', post, edited)],
  ]),
  ['feed.share.add', kind('share; a link that the page publishes: post', post, shared)],
  ['feed.share.edited', kind('edit', post, edited)],
  [
    'feed.event.add',
    kind('post by the page', pageEvent, ({ entry, change }, context: Context) => {
      const { id, conversation } = postIds(change.value.post_id, entry.id, context);
      const time = change.value.created_time ?? entry.time;
      return {
        id,
        activity: 'post',
        time,
        data: { actor: { id: `facebook:${entry.id}`, kind: 'brand' }, conversation },
      };
    }),
  ],
  ...['status', 'post', 'photo', 'video', 'share'].map((item) => [
    `feed.${item}.remove`,
    kind('retraction', removed, (payload, context: Context) => {
      const { id } = postIds(payload.change.value.post_id, payload.entry.id, context);
      return retractionOf(id, payload.entry.time, authorOf(payload));
    }),
  ]),
]);
