import * as z from 'zod';

const strongRef = z.looseObject({ uri: z.string() });
const record = z.looseObject({ createdAt: z.string() });

/** What a Jetstream event says of a record of one kind; `time_us` is in microseconds since 1970. */
const event = <Commit extends z.ZodType>(commit: Commit) =>
  z.looseObject({ did: z.string(), time_us: z.number(), commit });
const commit = { collection: z.string(), rkey: z.string(), rev: z.string() };

export const deleted = event(z.looseObject(commit));
export type Deleted = z.infer<typeof deleted>;

export const post = event(
  z.looseObject({
    ...commit,
    operation: z.string(),
    record: record.extend({
      text: z.string(),
      langs: z.array(z.string()).optional(),
      reply: z.looseObject({ root: strongRef, parent: strongRef }).optional(),
      /** A quoted post lies in `record`, and one deeper when the post has pictures, too. */
      embed: z
        .looseObject({
          record: z.looseObject({ uri: z.string().optional(), record: strongRef.optional() }).optional(),
        })
        .optional(),
      facets: z.array(z.looseObject({ features: z.array(z.looseObject({ did: z.string().optional() })) })).optional(),
    }),
  }),
);
export type Post = z.infer<typeof post>;

export const toPost = event(z.looseObject({ ...commit, record: record.extend({ subject: strongRef }) }));
export type ToPost = z.infer<typeof toPost>;

export const toPerson = event(z.looseObject({ ...commit, record: record.extend({ subject: z.string() }) }));
export type ToPerson = z.infer<typeof toPerson>;
