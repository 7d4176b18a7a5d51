import type { ActivityContext } from './activity-meaning.ts';
import { mapActivity } from './map-activity.ts';
import { isProblem, type Problem } from './problem.ts';
import { parseJson, tooMany, unreadable } from './read-cloud-events.ts';
import type { Received } from './received.ts';

/** Where the parts of a mapped CloudEvent come from, so that a refusal names a place the sender knows. */
const places = new Map(
  Object.entries({
    id: 'id',
    time: 'published',
    'data.actor.id': 'actor.id',
    'data.object': 'object.id',
    'data.target': 'object.id',
    'data.inReplyTo': 'object.inReplyTo',
    'data.conversation': 'object.context',
    'data.text': 'object.content',
    'data.language': 'object.contentMap',
    'data.reaction': 'content',
  }),
);
/** Where a part of the mapped CloudEvent lies in its activity; empty when nowhere. */
export const pathInActivity = (path: string): string => places.get(path) ?? '';

const collections = ['OrderedCollection', 'OrderedCollectionPage', 'Collection', 'CollectionPage'];

/**
 * Reads an ActivityStreams 2.0 body: one activity, or a collection that carries its activities itself (pages are not
 * fetched). 400 when it is not a JSON object or a collection without items, 413 when there are too many.
 */
export function readActivityStreams(text: string, context: ActivityContext): Received[] | Problem {
  const body = parseJson(text);
  if (isProblem(body)) return body;
  const { value } = body;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return unreadable('An ActivityStreams body is one activity or one OrderedCollection.');
  }
  const { type, orderedItems, items } = value as Record<string, unknown>;
  const receive = (payload: unknown): Received => ({
    payload,
    source: context.source,
    format: 'activitystreams',
    pathInPayload: pathInActivity,
    ...mapActivity(payload, context),
  });
  if (typeof type !== 'string' || !collections.includes(type)) return [receive(value)];
  const activities = orderedItems ?? items;
  if (!Array.isArray(activities)) return unreadable('A collection carries its activities in orderedItems.');
  return tooMany(activities.length) ?? activities.map(receive);
}
