import type { Part, SourceContext } from '../../../functions/ingest/sources/adapter.ts';
import { isIdea } from '../../../functions/ingest/sources/stack-exchange/items.ts';
import {
  type StackExchangeSettings,
  stackExchangeSettings,
} from '../../../functions/ingest/sources/stack-exchange/settings.ts';
import { stackExchange as adapter } from '../../../functions/ingest/sources/stack-exchange.ts';
import type { ImportFormat } from '../format.ts';
import { eventOf, madeOf } from '../import-context.ts';
import type { InputFile } from '../input.ts';
import type { Made } from '../record.ts';
import { type KnownPost, voteOf } from './stack-exchange-votes.ts';
import { type XmlRow, xmlRows } from './xml-rows.ts';

type Row = XmlRow['row'];
type Context = SourceContext<StackExchangeSettings>;
/** Descriptions of tags and the like belong to no question. */
type Posts = Map<string, KnownPost | 'of the site'>;

/** Posts first: the others name them. */
const tables = ['Posts.xml', 'Comments.xml', 'Votes.xml'];
const postTypes: Readonly<Record<string, 'question' | 'answer'>> = { 1: 'question', 2: 'answer' };

/**
 * A site's data dump (archive.org/details/stackexchange), with the ids that the adapter's poll gives. What it knows of each
 * post is kept in memory: about 200 bytes for each.
 */
export const stackExchange: ImportFormat = {
  wanted: (name) => tables.includes(name),
  settings: (given) => stackExchangeSettings.parse(given),
  async *records(files, options) {
    const context = options.context as Context;
    const posts = new Map() as Posts;
    let before = 0;
    for (const table of tables) {
      const file = files.find(({ name }) => name === table);
      if (file === undefined) continue;
      let last = 0;
      for await (const { line, row } of xmlRows(file)) {
        last = line;
        yield {
          number: before + line,
          text: JSON.stringify({ table, ...row }),
          made: madeOfRow(file, row, posts, context),
        };
      }
      before += last;
    }
  },
};

function madeOfRow({ name }: InputFile, row: Row, posts: Posts, context: Context): Made {
  if (name === 'Votes.xml') {
    const vote = voteOf(row, posts.get(row.PostId ?? ''), context);
    return 'ignored' in vote ? vote : { events: [eventOf(vote, context)] };
  }
  if (name === 'Posts.xml') return madeOfPost(row, posts, context);
  const post = posts.get(row.PostId ?? '');
  if (post === undefined || post === 'of the site') return { ignored: 'a comment whose post is gone' };
  return madeOf([{ kind: 'comment', payload: commentOf(row, post) }], adapter, context);
}

function madeOfPost(row: Row, posts: Posts, context: Context): Made {
  const type = postTypes[row.PostTypeId ?? ''];
  if (type === undefined) {
    posts.set(row.Id ?? '', 'of the site');
    return { ignored: 'a post of the site itself' };
  }
  // `<one><two>` until 2024, `|one|two|` since.
  const tags = type === 'question' ? (row.Tags?.match(/[^<>|]+/g) ?? []) : tagsOf(posts.get(row.ParentId ?? ''));
  if (tags === undefined) return { ignored: 'an answer whose question is gone' };
  posts.set(row.Id ?? '', {
    questionId: Number(row.ParentId ?? row.Id),
    tags,
    onIdea: isIdea(tags, context.settings),
    isQuestion: type === 'question',
  });
  const payload = postOf(row, type, tags);
  const parts: Part[] = [{ kind: type, payload }];
  if (row.LastEditDate !== undefined) parts.push({ kind: `${type}.edited`, payload });
  if (row.ClosedDate !== undefined && type === 'question') parts.push({ kind: 'question.closed', payload });
  return madeOf(parts, adapter, context);
}

const tagsOf = (question: KnownPost | 'of the site' | undefined) =>
  typeof question === 'object' ? question.tags : undefined;

/** A post as the API tells it. */
const postOf = (row: Row, type: 'question' | 'answer', tags: string[]) => ({
  ...(type === 'question'
    ? { question_id: Number(row.Id), title: row.Title }
    : { answer_id: Number(row.Id), question_id: Number(row.ParentId) }),
  tags,
  body: row.Body,
  owner: ownerOf(row.OwnerUserId),
  creation_date: secondsOf(row.CreationDate),
  ...(row.LastEditDate !== undefined && { last_edit_date: secondsOf(row.LastEditDate) }),
  ...(row.ClosedDate !== undefined && { closed_date: secondsOf(row.ClosedDate) }),
});

const commentOf = (row: Row, { questionId }: KnownPost) => ({
  comment_id: Number(row.Id),
  post_id: Number(row.PostId),
  body: row.Text,
  owner: ownerOf(row.UserId),
  creation_date: secondsOf(row.CreationDate),
  link: `/questions/${questionId}`,
});

const ownerOf = (user: string | undefined) => (user === undefined ? {} : { user_id: Number(user) });

/** The API counts whole seconds; the dump names no zone, and means UTC. */
const secondsOf = (date: string | undefined): number => Math.floor(Date.parse(`${date}Z`) / 1000);
