import { signedRequest } from '../../cli/source/conformance/signed-request.ts';
import { createTrial } from '../../cli/source/conformance/trial.ts';
import type { SourceFixture } from '../../cli/source/fixture.ts';
import type { SourceAdapter } from '../../functions/ingest/sources/adapter.ts';
import type { Interaction } from '../../shared/interaction.ts';

/** What is on the bus once these deliveries of a fixture came, in this order, each perhaps with other fields in its body. */
export async function publishedBy(
  adapter: SourceAdapter,
  fixture: SourceFixture,
  deliveries: readonly (string | [name: string, fields: object])[],
): Promise<Interaction[]> {
  const trial = createTrial(adapter, fixture);
  for (const [name, fields] of deliveries.map((one) => (typeof one === 'string' ? ([one, {}] as const) : one))) {
    const delivery = fixture.deliveries?.find((one) => one.name === name);
    if (delivery === undefined) throw new Error(`The fixture has no delivery “${name}”.`);
    const body = { ...(delivery.body as object), ...fields };
    await trial.send(await signedRequest(adapter, fixture, { ...delivery, body }));
  }
  if (trial.rejected.length > 0) throw new Error(trial.rejected.map(({ message }) => message).join(' '));
  return trial.published;
}
