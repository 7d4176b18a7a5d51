import { batchesOf } from './batches-of.ts';
import { createCaller } from './caller.ts';
import { generate } from './generate.ts';
import { runCallers } from './run-callers.ts';

type Filling = Parameters<typeof generate>[0] & { of: number; batch: number; callers: number };

/** Posts the first `count` of `of` generated interactions to a host; throws when one is not accepted. Gives the seconds it took. */
export async function fillQueue(url: string, { batch, callers, of, count, ...generated }: Filling): Promise<number> {
  const post = createCaller(`${url}/v1/interactions`, {
    authorization: 'Bearer local',
    'content-type': 'application/cloudevents-batch+json',
  });
  const call = async (body: Buffer) => {
    const { status, text } = await post(body);
    if (status !== 202) throw new Error(`${status} ${text().slice(0, 300)}`);
  };
  const bodies = [...batchesOf(generate({ ...generated, count: of }).take(count), batch)].map((events) =>
    Buffer.from(JSON.stringify(events)),
  );
  const { seconds } = await runCallers({ callers, work: bodies, milliseconds: 300_000, call });
  post.close();
  return seconds;
}
