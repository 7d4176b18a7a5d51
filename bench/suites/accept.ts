import type { CloudEvent } from '../../shared/interaction.ts';
import { batchesOf } from '../batches-of.ts';
import type { Bench } from '../bench.ts';
import { createCaller } from '../caller.ts';
import { generate } from '../generate.ts';
import { meterCpu } from '../meter-cpu.ts';
import { percentileOf } from '../percentile-of.ts';
import { runCallers } from '../run-callers.ts';
import { startHost } from '../start-host.ts';

/** How fast interactions are accepted: answered 202 with the bus and the durable queue behind, folding or not. */
export async function accept(bench: Bench): Promise<void> {
  const seconds = bench.quick ? 3 : 8;
  const shapes = [
    { batch: 1, callers: 1, count: 10_000 },
    { batch: 1, callers: 10, count: 20_000 },
    { batch: 100, callers: 4, count: bench.quick ? 40_000 : 120_000 },
  ];
  for (const paused of [true, false]) {
    const host = await startHost(bench, { paused });
    let seed = 1;
    for (const { batch, callers, count } of shapes) {
      const bodies = [...batchesOf(generate({ count, seed: seed++ }), batch)].map(bodyOf);
      const type = batch === 1 ? 'application/cloudevents+json' : 'application/cloudevents-batch+json';
      const post = createCaller(`${host.url}/v1/interactions`, {
        authorization: 'Bearer local',
        'content-type': type,
      });
      const call = async (body: Buffer) => {
        const { status, text } = await post(body);
        if (status !== 202) throw new Error(`${status} ${text().slice(0, 300)}`);
      };
      for (const body of bodies.splice(0, 20)) await call(body);
      const { pids } = host.host();
      const printCpu = meterCpu(bench, {
        host: [pids.host],
        functions: Object.values(pids.workers).flat(),
        engines: Object.values(pids.engines),
        client: [process.pid],
      });
      const timing = await runCallers({ callers, work: bodies, milliseconds: seconds * 1000, call });
      const conditions = { batch, callers, folding: !paused };
      bench.print('rate', timing.rate * batch, 'interactions/s', conditions);
      bench.print('p50', percentileOf(timing.latencies, 0.5), 'ms', conditions);
      bench.print('p99', percentileOf(timing.latencies, 0.99), 'ms', conditions);
      printCpu(timing.latencies.length, 'request', conditions);
      post.close();
    }
    await host.stop();
  }
}

const bodyOf = (events: CloudEvent[]): Buffer => Buffer.from(JSON.stringify(events.length === 1 ? events[0] : events));
