import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import type { Delivery, Part, SourceContext } from '../../functions/ingest/sources/adapter.ts';
import type { GithubSettings } from '../../functions/ingest/sources/github/settings.ts';
import { github } from '../../functions/ingest/sources/github.ts';
import { mapParts } from '../../functions/ingest/webhook/map-parts.ts';
import { compareTurns, type Turn } from '../../shared/conversation.ts';
import { fixture } from './github/fixture.ts';
import { whatBecomes } from './what-becomes.ts';

const context = (settings: Partial<GithubSettings> = {}): SourceContext<GithubSettings> => ({
  source: 'https://github.com/acme',
  channel: 'github',
  channelKind: 'social',
  department: 'product',
  channels: ['github'],
  departments: ['product'],
  settings: { team: [], bots: [], ideaCategories: ['ideas'], labels: {}, ...settings },
  opaque: (text) => `o_${Buffer.from(text).toString('base64url').slice(0, 22)}`,
});

const delivery = (event: string, body: string): Delivery => ({
  method: 'POST',
  url: new URL('https://polylog.example/v1/sources/github/hook'),
  headers: new Headers({ 'x-github-event': event }),
  body: Buffer.from(body),
  receivedAt: 0,
});

function partOf(event: string, payload: unknown): Part {
  const read = github.webhook?.read(delivery(event, JSON.stringify(payload)), context().settings);
  if (!Array.isArray(read)) throw new Error('It is no delivery.');
  return read[0] as Part;
}

const payloads: { event: string; payload: Record<string, unknown> }[] = gunzipSync(
  readFileSync(new URL('../fixtures/webhooks/github/payloads.ndjson.gz', import.meta.url)),
)
  .toString('utf8')
  .trimEnd()
  .split('\n')
  .map((line) => JSON.parse(line));

const interactionsOf = (parts: readonly Part[], settings: Partial<GithubSettings> = {}) =>
  mapParts(parts, github as never, context(settings) as never).received.map((item) => {
    if (!('event' in item)) throw new Error(item.refusal.message);
    return item.event as { id: string; type: string; time: string; data: Record<string, unknown> };
  });

test('every real payload is mapped or of no interest by its kind; none is unknown or refused', async () => {
  expect(payloads).toHaveLength(329);
  expect(new Set(payloads.map(({ event }) => event)).size).toBe(58);
  const rows = new Map<string, number>();
  for (const { event, payload } of payloads) {
    const part = partOf(event, payload);
    // In nearly all of them the owner of the repository speaks: what would it be from somebody outside?
    const outside = JSON.stringify(payload).replaceAll(/(?<="author_association":")[A-Z_]+/g, 'NONE');
    const becomes = [part, partOf(event, JSON.parse(outside))].map((one) => whatBecomes(one, github, context()));
    const row = `| ${part.kind} | ${becomes.join(' | ')} |`;
    rows.set(row, (rows.get(row) ?? 0) + 1);
  }
  const table = [...rows].sort().map(([row, count]) => `${row} ${count} |`);
  const head = ['| kind | becomes | written by somebody outside | payloads |', '|---|---|---|---|'];
  await expect([...head, ...table, ''].join('\n')).toMatchFileSnapshot('github/payloads.md');
  expect(table.filter((row) => /unknown|refused/.test(row))).toEqual([]);
});

test('no login of the real payloads is left in what they become', () => {
  const logins = new Set(JSON.stringify(payloads).match(/(?<="login":")[^"]{4,}/g));
  const parts = payloads.map(({ event, payload }) => partOf(event, payload));
  const published = interactionsOf(parts).map(({ data: { text: _, ...data }, ...event }) => ({ ...event, data }));
  expect(published.length).toBe(54);
  const words = JSON.stringify(published).toLowerCase();
  // The organisation `github` has the name of the prefix.
  expect([...logins].filter((login) => login !== 'github' && words.includes(login.toLowerCase()))).toEqual([]);
});

const delivered = (name: string): Part => {
  const found = fixture.deliveries?.find((one) => one.name === name);
  if (found === undefined) throw new Error(name);
  return partOf(found.headers?.['x-github-event'] ?? '', found.body);
};

test('a member who keeps the membership private is of the team once the settings say so', () => {
  const parts = [delivered('somebody asks')];
  expect(interactionsOf(parts)[0]).toMatchObject({ type: 'polylog.enquiry.v1', data: { actor: { kind: 'customer' } } });
  expect(interactionsOf(parts, { team: ['Asking-Alice'] })[0]).toMatchObject({
    type: 'polylog.post.v1',
    data: { actor: { kind: 'employee' } },
  });
});

test('an account of the team that a program writes with is a bot once the settings say so, and answers nobody', () => {
  const part = delivered('the team answers');
  const { comment } = part.payload as { comment: { user: { login: string } } };
  expect(interactionsOf([part])[0]).toMatchObject({ type: 'polylog.reply.v1', data: { actor: { kind: 'employee' } } });
  expect(interactionsOf([part], { bots: [comment.user.login.toUpperCase()] })[0]).toMatchObject({
    type: 'polylog.comment.v1',
    data: { actor: { kind: 'bot' } },
  });
});

test('what is said on closing comes before the closing of the same second, and what is said on reopening after it', () => {
  const turn = (name: string) => ({ at: 0, source: 's', id: String(interactionsOf([delivered(name)])[0]?.id) }) as Turn;
  const orderOf = (names: readonly string[]) => names.toSorted((one, other) => compareTurns(turn(one), turn(other)));
  const stories = [
    ['the team answers', 'the team closes it'],
    ['the discussion is opened again', 'the team answers in the discussion', 'the discussion is closed'],
  ];
  for (const story of stories) expect(orderOf(story.toReversed())).toEqual(story);
});

test('nothing of an issue that the team opened is resolved, as it asked for no answer', () => {
  const part = delivered('the team closes it');
  const { issue } = part.payload as { issue: object };
  const own = { ...part, payload: { ...(part.payload as object), issue: { ...issue, author_association: 'OWNER' } } };
  expect(interactionsOf([part])).toHaveLength(1);
  expect(interactionsOf([own])).toEqual([]);
});

test('a body that is not UTF-8, and none at all, have no signature of GitHub', async () => {
  const verify = github.webhook?.verify as (delivery: Delivery, secrets: Record<string, string>) => Promise<unknown>;
  const unsigned = { ...delivery('issues', ''), headers: new Headers({ 'x-hub-signature-256': 'sha256=00' }) };
  expect(await verify(unsigned, { secret: 's' })).toBe('SIGNATURE_WRONG');
  expect(await verify({ ...unsigned, body: Buffer.from([0xff, 0xfe]) }, { secret: 's' })).toBe('SIGNATURE_WRONG');
});
