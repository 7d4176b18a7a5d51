import { describe, expect, it } from 'vitest';
import type { Page, RunContext } from '../../functions/ingest/sources/adapter.ts';
import { stackExchange } from '../../functions/ingest/sources/stack-exchange.ts';

const now = Date.parse('2026-11-22T12:00:00Z');
const upTo = now / 1000 - 120;

type Answer = { items?: object[]; [field: string]: unknown };

/** Runs once against an API that is played by `answers`, and says what was asked. */
async function runOnce(answers: (method: string, query: URLSearchParams) => Answer, given: Partial<RunContext<never>>) {
  const asked: string[] = [];
  const pages: Page[] = [];
  const fetch = async (url: URL) => {
    const method = url.pathname.slice('/2.3/'.length);
    asked.push([method, url.searchParams.get('tagged'), url.searchParams.get('key')].filter(Boolean).join(' '));
    const { status = 200, ...answer } = answers(method, url.searchParams);
    return Response.json(answer, { status: Number(status) });
  };
  const context = {
    source: 'https://conlang.meta.stackexchange.com',
    settings: stackExchange.settings.parse({}),
    secrets: {},
    cursor: { filter: '!f', until: {}, posts: [] },
    now,
    deadline: now + 60_000,
    fetch,
    ...given,
  } as unknown as RunContext<never>;
  for await (const page of stackExchange.scheduled?.run(context) ?? []) pages.push(page);
  return { asked, pages, cursor: pages.at(-1)?.cursor };
}

describe('polling Stack Exchange', () => {
  it('asks for each tag, keeps answers under one of them, and asks for the comments of what it found', async () => {
    const settings = stackExchange.settings.parse({ tags: ['one', 'two'] });
    const { asked, pages, cursor } = await runOnce(
      (method, query) => {
        const creation_date = Number(query.get('min'));
        if (query.get('sort') !== 'creation') return { items: [] };
        if (method === 'questions')
          return { items: [{ question_id: query.get('tagged') === 'one' ? 1 : 2, creation_date }] };
        if (method === 'answers') {
          return {
            items: ['two', 'three'].map((tag, index) => ({ answer_id: 10 + index, tags: [tag], creation_date })),
          };
        }
        return { items: [] };
      },
      { settings: settings as never, secrets: { key: 'k' } },
    );
    expect(asked).toEqual([
      'questions one k',
      'questions two k',
      'answers k',
      'posts/1;2;10/comments k',
      'questions one k',
      'questions two k',
      'answers k',
    ]);
    expect(pages.flatMap(({ parts }) => parts.map(({ kind }) => kind))).toEqual(['question', 'question', 'answer']);
    expect(cursor).toMatchObject({ until: { questions: upTo, answers: upTo, comments: upTo }, posts: [1, 2, 10] });
  });

  it('leaves a method alone that asks for a pause, and goes on with the others', async () => {
    const creation_date = upTo - 10;
    const { asked, cursor } = await runOnce((method) => {
      return method === 'questions' ? { items: [{ creation_date }], has_more: true, backoff: 10 } : { items: [] };
    }, {});
    expect(asked).toEqual(['questions', 'answers', 'comments', 'answers']);
    expect(cursor).toMatchObject({ until: { questions: creation_date - 1, answers: upTo } });
    expect(cursor).not.toHaveProperty(['until', 'changed questions']);
  });

  it('ends when the quota is used up, and when it is throttled', async () => {
    expect((await runOnce(() => ({ items: [], quota_remaining: 0 }), {})).asked).toHaveLength(1);
    const throttled = { status: 400, error_id: 502, error_name: 'throttle_violation' };
    expect(await runOnce(() => throttled, {})).toMatchObject({ asked: ['questions'], pages: [] });
  });

  it('complains about a key or a site that is wrong', async () => {
    const wrong = { status: 400, error_id: 400, error_name: 'bad_parameter' };
    await expect(runOnce(() => wrong, {})).rejects.toThrow('bad_parameter to questions');
  });
});
