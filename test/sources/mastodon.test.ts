import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { createTrial } from '../../cli/source/conformance/trial.ts';
import type { FixtureRun } from '../../cli/source/fixture.ts';
import type { SourceAdapter } from '../../functions/ingest/sources/adapter.ts';
import { mastodon } from '../../functions/ingest/sources/mastodon.ts';
import { fixture } from './mastodon/fixture.ts';

const adapter = mastodon as SourceAdapter;
const [first, second] = fixture.runs ?? [];
const play = first?.respond ?? (() => new Response());
const run = async (over: Partial<FixtureRun>, of: Partial<typeof fixture> = {}) => {
  const tried = { ...second, name: 'tried', becomes: [], leaves: undefined, ...over };
  const trial = createTrial(adapter, { ...fixture, ...of }, { run: tried });
  const { cursor } = await trial.run(tried.cursor);
  return { ids: trial.published.map(({ id }) => id), published: trial.published, cursor };
};

test('without a webhook secret nobody can sign, not with an empty one either', async () => {
  const body = Buffer.from('{}');
  const headers = new Headers({
    'x-hub-signature': `sha256=${createHmac('sha256', '').update(body).digest('hex')}`,
  });
  const delivery = { method: 'POST', url: new URL('https://polylog.example/'), headers, body, receivedAt: 0 };
  const verify = adapter.webhook?.verify as (...given: unknown[]) => unknown;
  expect(verify(delivery, { token: 'token' })).toBe('SIGNATURE_WRONG');
});

test('without a token nothing is asked', async () => {
  const respond = () => {
    throw new Error('It asks.');
  };
  const { ids } = await run({ respond }, { secrets: { webhook: 'word' } });
  expect(ids).toEqual([]);
});

test('what is published is not asked for when the webhook tells it', async () => {
  const { ids } = await run({}, { settings: { webhook: true } });
  expect(ids).toContain('status:101');
  expect(ids).not.toContain('status:102');
});

test('a thread whose beginning cannot be asked for waits for the next run', async () => {
  const respond = (request: Request) =>
    request.url.endsWith('/context') ? new Response('', { status: 429 }) : play(request);
  expect(await run({ respond })).toMatchObject({ ids: [], cursor: { notifications: '500' } });
});

test('a thread whose statuses are gone goes by what was answered', async () => {
  const respond = (request: Request) =>
    request.url.endsWith('/context') ? new Response('', { status: 404 }) : play(request);
  const { published } = await run({ respond });
  expect(published.find(({ id }) => id === 'status:103')?.conversation).toBe('mastodon:social.example:102');
});

test('a support account is asked', async () => {
  const { published } = await run({}, { settings: { support: true } });
  expect(published.find(({ id }) => id === 'status:101')?.activity).toBe('enquiry');
});

test('a page is small enough that a slow server can tell the threads of all in it', async () => {
  const sizes: (string | null)[] = [];
  const respond = (request: Request) => {
    const { pathname, searchParams } = new URL(request.url);
    if (searchParams.has('limit')) sizes.push(`${pathname.split('/').at(-1)} ${searchParams.get('limit')}`);
    return play(request);
  };
  await run({ respond, cursor: undefined });
  expect(sizes).toEqual(['notifications 40', 'statuses 40']);
  sizes.length = 0;
  await run({ respond });
  expect(new Set(sizes)).toEqual(new Set(['notifications 20', 'statuses 20']));
});

test('a language that is no tag is left out, and the status counts', async () => {
  const respond = async (request: Request) => {
    const answer = await play(request);
    return new Response((await answer.text()).replaceAll('"language":"de"', '"language":"zh_TW?"'), answer);
  };
  const { published } = await run({ respond });
  const found = published.find(({ id }) => id === 'status:101');
  expect([found?.activity, found?.language]).toEqual(['mention', undefined]);
});
