import { isUtf8 } from 'node:buffer';
import * as z from 'zod';
import type { Refusal } from '../../../../shared/errors.ts';
import type { Delivery } from '../adapter.ts';
import { jsonObject } from '../json-body.ts';

const vocabulary = /^https?:\/\/www\.w3\.org\/ns\/activitystreams#?$/;
const type = z.string('a name of a type');
const node = z.union([z.string(), z.looseObject({})], 'a link or an object');
const nodes = z.union([node, z.array(node)], 'a link, an object or a list of them');
const words = z.string('a text').nullish();
const language =
  /^[a-z]{2,8}(-[a-z]{3}){0,3}(-[a-z]{4})?(-([a-z]{2}|\d{3}))?(-([a-z\d]{5,8}|\d[a-z\d]{3}))*(-x(-[a-z\d]{1,8})+)?$/i;
const inLanguages = z.record(z.string().regex(language), z.string(), 'texts by their language').nullish();
const address = z.union([z.url('an absolute address'), z.looseObject({})], 'an absolute address');

/** Each field as ActivityStreams 2.0 defines it, so far as it is given. */
const document = z.looseObject({
  '@context': z
    .union([z.string(), z.looseObject({}), z.array(z.unknown())], 'a context')
    .refine((context) => [context].flat().some((one) => typeof one === 'string' && vocabulary.test(one)), {
      error: 'the context of ActivityStreams',
    })
    .optional(),
  id: z.string('an id').nullish(),
  type: z.union([type, z.array(type)], 'a type').optional(),
  name: words,
  content: words,
  summary: words,
  nameMap: inLanguages,
  contentMap: inLanguages,
  summaryMap: inLanguages,
  actor: nodes.nullish(),
  object: nodes.nullish(),
  url: z.union([address, z.array(address)], 'an absolute address').nullish(),
});

/** The ActivityStreams document of a body, or why it is none. The message never quotes what was sent. */
export function activityDocument(delivery: Pick<Delivery, 'body'>): { value: Record<string, unknown> } | Refusal {
  if (!isUtf8(delivery.body)) return { code: 'INVALID', path: '', message: 'The body is not UTF-8.' };
  const body = jsonObject(delivery);
  if ('code' in body) return body;
  const parsed = document.safeParse(body.value);
  const path = parsed.success ? misplacedItems(body.value) : parsed.error.issues[0]?.path.join('.');
  if (path === undefined) return body;
  // The body is kept as text, which has no paths.
  const message = `The field ${path.slice(0, 64)} is not of the form that ActivityStreams 2.0 gives it.`;
  return { code: 'CHANGED_SHAPE', path: '', message };
}

/** Ordered collections have `orderedItems`, others `items`, and both begin with a page. */
function misplacedItems({ type, items, orderedItems, first }: Record<string, unknown>): string | undefined {
  if (type !== 'Collection' && type !== 'OrderedCollection') return undefined;
  if (type === 'Collection' && orderedItems !== undefined) return 'orderedItems';
  if (type === 'OrderedCollection' && items !== undefined) return 'items';
  const firstType = (first as { type?: unknown } | null | undefined)?.type;
  const isPage = typeof firstType !== 'string' || /^((Ordered)?CollectionPage|Link)$/.test(firstType);
  return isPage ? undefined : 'first';
}
