import * as z from 'zod';
import type { MappedData } from '../adapter.ts';

const urn = z.string().startsWith('urn:li:');

/** What somebody made: a share or a comment, and whose it is. */
const made = z.looseObject({ entity: urn.optional(), owner: urn.optional(), text: z.string().optional() });

/** A notification of a social action, as administrators of a page get it. */
export const notification = z.looseObject({
  notificationId: z.union([z.number(), z.string()]),
  organizationalEntity: urn,
  sourcePost: urn,
  decoratedSourcePost: made.optional(),
  generatedActivity: urn.optional(),
  decoratedGeneratedActivity: z
    .looseObject({ share: made.optional(), comment: made.extend({ object: urn.optional() }).optional() })
    .optional(),
  /** Milliseconds since 1970. */
  lastModifiedAt: z.number(),
});
export type Notification = z.infer<typeof notification>;

/** The end of a URN, `activity:7094637247890620418`. */
export const nameOf = (text: string): string => text.slice('urn:li:'.length);

/** The page itself is the brand; one unknown person stands for all that LinkedIn does not name. */
export function actorOf(owner: string | undefined, { organizationalEntity }: Notification): MappedData['actor'] {
  if (owner === undefined) return { id: 'linkedin:unknown', kind: 'public' };
  return { id: `linkedin:${nameOf(owner)}`, kind: owner === organizationalEntity ? 'brand' : 'public' };
}

/** All below a post is one conversation. */
export const conversationOf = ({ sourcePost }: Notification): string => `linkedin:${nameOf(sourcePost)}`;

export const postId = (text: string): string => `post:${nameOf(text)}`;
