import { readFileSync } from 'node:fs';
import { XMLParser } from 'fast-xml-parser';
import * as z from 'zod';

const postSchema = z.object({
  Id: z.string(),
  PostTypeId: z.string(),
  ParentId: z.string().optional(),
  CreationDate: z.string(),
  OwnerUserId: z.string().optional(),
  LastEditDate: z.string().optional(),
  LastEditorUserId: z.string().optional(),
  Tags: z.string().optional(),
  Title: z.string().optional(),
  Body: z.string(),
});
export type Post = z.infer<typeof postSchema>;
const commentSchema = z.object({
  Id: z.string(),
  PostId: z.string(),
  CreationDate: z.string(),
  UserId: z.string().optional(),
  Text: z.string(),
});
const voteSchema = z.object({ Id: z.string(), PostId: z.string(), VoteTypeId: z.string(), CreationDate: z.string() });
export type Vote = z.infer<typeof voteSchema>;

/** The posts, comments and votes of a Stack Exchange dump, in file order. Throws when a row lacks a field. */
export function readStackexchange(folder: string) {
  return {
    posts: readRows(`${folder}/Posts.xml`, postSchema),
    comments: readRows(`${folder}/Comments.xml`, commentSchema),
    votes: readRows(`${folder}/Votes.xml`, voteSchema),
  };
}

function readRows<T>(file: string, schema: z.ZodType<T>): T[] {
  const parser = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '', parseAttributeValue: false });
  const document: Record<string, { row?: unknown[] }> = parser.parse(readFileSync(file, 'utf8').replace(/^\uFEFF/, ''));
  const rows = Object.values(document).flatMap((table) => table.row ?? []);
  return rows.map((row) => schema.parse(row));
}
