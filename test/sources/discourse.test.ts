import { expect, test } from 'vitest';
import { signedRequest } from '../../cli/source/conformance/signed-request.ts';
import { createTrial } from '../../cli/source/conformance/trial.ts';
import { discourse } from '../../functions/ingest/sources/discourse.ts';
import { compareTurns, episodesOf, turnOf } from '../../shared/conversation.ts';
import { isCounted } from '../../shared/interaction.ts';
import { fixture } from './discourse/fixture.ts';

async function published(names: readonly string[]) {
  const trial = createTrial(discourse as never, fixture);
  for (const name of names) {
    const delivery = fixture.deliveries?.find((one) => one.name === name);
    if (delivery === undefined) throw new Error(name);
    await trial.send(await signedRequest(discourse as never, fixture, delivery));
  }
  return trial.published;
}

test('a solution has the time of its answer, and yet the answer comes first: the question was answered, then closed', async () => {
  const interactions = await published(['the answer is the solution', 'the team answers', 'somebody asks']);
  const at = Date.parse('2026-11-20T10:30:00.000Z');
  expect(episodesOf(interactions.filter(isCounted).map(turnOf).sort(compareTurns))).toMatchObject([
    { openedAt: Date.parse('2026-11-20T10:00:00.329Z'), reply: { at }, closedAt: at },
  ]);
});

test('two forums of one company are kept apart, also below one host', async () => {
  const trial = createTrial(discourse as never, { ...fixture, source: 'https://acme.example/forum/' });
  const [delivery] = fixture.deliveries ?? [];
  if (delivery === undefined) throw new Error('The fixture is empty.');
  await trial.send(await signedRequest(discourse as never, fixture, delivery));
  expect(trial.published).toMatchObject([{ conversation: 'discourse:acme.example/forum:42' }]);
});
