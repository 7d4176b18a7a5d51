import { expect, test } from 'vitest';
import { discourse } from '../../functions/ingest/sources/discourse.ts';
import { compareTurns, episodesOf, turnOf } from '../../shared/conversation.ts';
import { isCounted } from '../../shared/interaction.ts';
import { fixture } from './discourse/fixture.ts';
import { publishedBy } from './published-by.ts';

test('a solution has the time of its answer, and yet the answer comes first: the question was answered, then closed', async () => {
  const names = ['the answer is the solution', 'the team answers', 'somebody asks'];
  const interactions = await publishedBy(discourse as never, fixture, names);
  const at = Date.parse('2026-11-20T10:30:00.000Z');
  expect(episodesOf(interactions.filter(isCounted).map(turnOf).sort(compareTurns))).toMatchObject([
    { openedAt: Date.parse('2026-11-20T10:00:00.329Z'), reply: { at }, closedAt: at },
  ]);
});

test('two forums of one company are kept apart, also below one host', async () => {
  const forum = { ...fixture, source: 'https://acme.example/forum/' };
  expect(await publishedBy(discourse as never, forum, ['somebody asks'])).toMatchObject([
    { conversation: 'discourse:acme.example/forum:42' },
  ]);
});

const kindOf = async (delivery: string, settings: object) =>
  (await publishedBy(discourse as never, { ...fixture, settings }, [delivery]))[0]?.actor.kind;

test('a like is by one of the team when the settings name who likes', async () => {
  const liked = 'somebody likes the answer';
  expect(await kindOf(liked, { team: ['Builder_Bob'] })).toBe('employee');
  expect(await kindOf(liked, { bots: ['12'] })).toBe('bot');
  expect(await kindOf(liked, {})).toBe('public');
});

test.each(['Caring_Carol', '13'])(
  'an account that a program writes with (%s) stops no clock, also as a moderator',
  async (bot) => {
    const told = ['somebody asks', 'the team answers'];
    const interactions = await publishedBy(discourse as never, { ...fixture, settings: { bots: [bot] } }, told);
    const [episode] = episodesOf(interactions.filter(isCounted).map(turnOf).sort(compareTurns));
    expect(episode).toMatchObject({ openedAt: Date.parse('2026-11-20T10:00:00.329Z') });
    expect(episode).not.toHaveProperty('reply');
  },
);
