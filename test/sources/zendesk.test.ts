import { expect, test } from 'vitest';
import { zendesk } from '../../functions/ingest/sources/zendesk.ts';
import { compareTurns, episodesOf, turnOf } from '../../shared/conversation.ts';
import { type Interaction, isCounted } from '../../shared/interaction.ts';
import { publishedBy } from './published-by.ts';
import { fixture } from './zendesk/fixture.ts';

const episodes = (interactions: readonly Interaction[]) =>
  episodesOf(interactions.filter(isCounted).map(turnOf).sort(compareTurns));

test('a trigger stops no clock; solved, and opened again after days, a ticket is a new episode', async () => {
  const interactions = await publishedBy(zendesk as never, fixture, [
    'a customer writes a mail',
    'the mail once more, as the first comment',
    ['a trigger answers', { time: '2026-11-20T10:05:00Z' }],
    ['the ticket is solved', { time: '2026-11-20T11:00:00Z' }],
    ['a solved ticket is closed', { time: '2026-11-21T11:00:00Z' }],
    ['the customer opens it again', { time: '2026-11-22T09:00:00Z' }],
    [
      'the team answers',
      {
        time: '2026-11-22T09:10:00Z',
        event: { comment: { id: '9100', body: 'Here.', is_public: true, author: { id: '900', is_staff: true } } },
      },
    ],
  ]);
  const [first, second] = episodes(interactions);
  expect(first).toMatchObject({ closedAt: Date.parse('2026-11-20T11:00:00Z'), channel: 'email' });
  expect(first).not.toHaveProperty('reply');
  expect(second).toMatchObject({ reply: { at: Date.parse('2026-11-22T09:10:00Z') } });
});

test('a new group and its agent at once are one handover', async () => {
  const [group, agent] = ['the ticket goes to another department', 'an agent of another department takes it'];
  const settings = { departments: { 71: 'sales', 901: 'sales' } };
  const body = fixture.deliveries?.find(({ name }) => name === group)?.body as { detail: object };
  const interactions = await publishedBy(zendesk as never, { ...fixture, settings }, [
    group,
    [agent, { detail: body.detail, time: '2026-11-20T10:30:00.2Z' }],
  ]);
  expect(interactions.filter(({ activity }) => activity === 'handover')).toHaveLength(1);
});

test('an account that a program writes with stops no clock, though Zendesk shows it as an agent', async () => {
  const told = ['a customer writes a mail', 'the team answers'];
  const interactions = await publishedBy(zendesk as never, { ...fixture, settings: { bots: ['900'] } }, told);
  expect(interactions.at(-1)?.actor.kind).toBe('bot');
  expect(episodes(interactions)[0]).not.toHaveProperty('reply');
  expect(episodes(await publishedBy(zendesk as never, fixture, told))[0]).toHaveProperty('reply');
});
