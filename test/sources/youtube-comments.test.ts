import { expect, test } from 'vitest';
import { newComments } from '../../functions/ingest/sources/youtube/new-comments.ts';
import { subscribe } from '../../functions/ingest/sources/youtube/subscribe.ts';

const channel = 'UCacmeacmeacmeacmeacmeac';
const minute = (count: number) => new Date(Date.parse('2026-11-22T12:00:00Z') - count * 60_000).toISOString();

/** Plays threads that began a minute apart, newest first, two a page. */
function threads(count: number) {
  const asked: string[] = [];
  const fetch = (async (input: URL) => {
    const from = Number(input.searchParams.get('pageToken') ?? 0);
    asked.push(String(from));
    const items = [from, from + 1].map((age) => {
      const snippet = { publishedAt: minute(age), updatedAt: minute(age), textDisplay: 'Hello' };
      return { id: `t${age}`, snippet: { topLevelComment: { id: `t${age}`, snippet } } };
    });
    return Response.json({ items, ...(from + 2 < count && { nextPageToken: String(from + 2) }) });
  }) as typeof globalThis.fetch;
  return { asked, tools: { fetch, secrets: { apiKey: 'key' } } };
}

test('the first run takes the newest page, and goes on from its latest comment', async () => {
  const { asked, tools } = threads(100);
  expect(await newComments(channel, undefined, tools)).toMatchObject({ parts: { length: 2 }, until: minute(0) });
  expect(asked).toHaveLength(1);
});

test('pages are read back to an hour before the last comment that was taken', async () => {
  const { asked, tools } = threads(200);
  const found = await newComments(channel, minute(-30), tools);
  expect(found?.parts).toHaveLength(30);
  expect(asked).toHaveLength(16);
});

test('no more than twenty pages are read', async () => {
  const { asked, tools } = threads(1_000);
  expect((await newComments(channel, minute(900), tools))?.parts).toHaveLength(40);
  expect(asked).toHaveLength(20);
});

test('a used up quota ends the run quietly', async () => {
  const fetch = async () => new Response('{}', { status: 403 });
  expect(await newComments(channel, undefined, { fetch, secrets: {} })).toBeUndefined();
});

test('a hub that does not take a subscription is asked again with the next run', async () => {
  const context = {
    settings: { channels: [channel], team: [] },
    secrets: { hub: 'word' },
    webhookUrl: 'https://polylog.example/hook',
    now: Date.parse('2026-11-22T12:00:00Z'),
    fetch: async () => new Response('', { status: 503 }),
  };
  expect(await subscribe(context as never, undefined)).toBeUndefined();
});
