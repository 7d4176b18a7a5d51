import { expect, test } from 'vitest';
import { chatwoot } from '../../functions/ingest/sources/chatwoot.ts';
import { compareTurns, episodesOf, turnOf } from '../../shared/conversation.ts';
import { isCounted } from '../../shared/interaction.ts';
import { fixture } from './chatwoot/fixture.ts';
import { publishedBy } from './published-by.ts';

test('a bot stops no clock; resolved, and opened again after days, a conversation is a new episode', async () => {
  const days = 86_400;
  const interactions = await publishedBy(chatwoot as never, fixture, [
    'a customer asks',
    ['a bot answers', { id: 130, created_at: '2026-11-20T10:05:00.000Z' }],
    'the conversation is resolved',
    ['the conversation opens again', { updated_at: 1_795_168_800 + 2 * days }],
    ['an agent answers', { id: 131, created_at: '2026-11-22T10:10:00.000Z' }],
  ]);
  const [first, second] = episodesOf(interactions.filter(isCounted).map(turnOf).sort(compareTurns));
  expect(first).toMatchObject({ closedAt: Date.parse('2026-11-20T11:00:00.500Z'), channel: 'form' });
  expect(first).not.toHaveProperty('reply');
  expect(second).toMatchObject({
    openedAt: Date.parse('2026-11-22T10:00:00Z'),
    reply: { at: Date.parse('2026-11-22T10:10:00Z') },
  });
});
