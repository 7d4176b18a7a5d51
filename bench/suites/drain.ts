import { setTimeout as sleep } from 'node:timers/promises';
import { SQSClient } from '@aws-sdk/client-sqs';
import { readBacklog } from '../../cli/backlog.ts';
import { pending } from '../../cli/drain.ts';
import { localClient } from '../../cli/host-file.ts';
import { readHostFile } from '../../local/host-file.ts';
import type { Stack } from '../../test/stack.ts';
import type { Bench, Conditions } from '../bench.ts';
import { fillQueue } from '../fill-queue.ts';
import { createGraphql } from '../graphql.ts';
import { meterCpu } from '../meter-cpu.ts';
import { profileProcess } from '../profile-process.ts';
import { startHost } from '../start-host.ts';

/** Of a million in 90 days: by time the first days as a live feed brings them, shuffled anything from all of them. */
const of = 1_000_000;
const batch = 500;
const callers = 4;

/**
 * From a full queue to an empty one. The queue is filled while the template's event source mapping is off; then the host
 * is started again with the mapping as it deploys, and the clock runs from the moment its functions are ready.
 */
export async function drain(bench: Bench): Promise<void> {
  const count = bench.quick ? 15_000 : 40_000;
  for (const shuffled of [false, true]) {
    const conditions = { order: shuffled ? 'shuffled' : 'by time', interactions: count, of, batch };
    const filled = await startHost(bench, { paused: true });
    const { dataDir } = filled;
    await fillQueue(filled.url, { count, of, shuffled, batch, callers });
    await filled.stop();
    bench.log(`${count} interactions are in the queue, ${conditions.order}`);
    await drainBacklog(bench, dataDir, count, conditions);
  }
  await importAndDrain(bench, count);
}

async function drainBacklog(bench: Bench, dataDir: string, count: number, conditions: Conditions): Promise<void> {
  const starting = startHost(bench, { dataDir });
  while (!readHostFile(dataDir)) await Promise.race([sleep(5), starting]);
  const began = performance.now();
  const printCpu = meterCpu(bench, processesOf(dataDir));
  const host = await starting;
  const [worker = 0] = host.workerPids('ggregate');
  const profiled = bench.profile ? profileProcess(worker, () => untilDrained(host)) : undefined;
  const shares = await (profiled ?? untilDrained(host).then(() => []));
  const seconds = (performance.now() - began) / 1000;
  bench.print('rate', count / seconds, 'interactions/s', { ...conditions, profiled: bench.profile });
  printCpu(count, 'interaction', conditions);
  for (const { by, name, percent } of shares) bench.print('time', percent, '%', { ...conditions, by, of: name });
  await checkCount(host, count);
  await host.stop();
}

/** As an import runs: accepting and folding share the machine. */
async function importAndDrain(bench: Bench, count: number): Promise<void> {
  const host = await startHost(bench);
  const began = performance.now();
  const posted = await fillQueue(host.url, { count, of, batch, callers });
  await untilDrained(host);
  const seconds = (performance.now() - began) / 1000;
  const conditions = { order: 'by time', interactions: count, of, batch, callers };
  bench.print('import and drain', count / seconds, 'interactions/s', { ...conditions, posted });
  await checkCount(host, count);
  await host.stop();
}

async function untilDrained(host: Stack): Promise<void> {
  const { endpoints, region, queueUrl, deadLetterUrls } = host.host();
  const sqs = new SQSClient({ ...localClient(endpoints.sqs, region), useQueueUrlAsEndpoint: false, md5: false });
  const until = Date.now() + 300_000;
  for (;;) {
    const backlog = await readBacklog(sqs, queueUrl, deadLetterUrls);
    if (backlog.dead.length > 0) throw new Error(`Dead letters: ${JSON.stringify(backlog.dead)}`);
    if (pending(backlog) === 0) return sqs.destroy();
    if (Date.now() > until) throw new Error(`Not drained within 300 s: ${JSON.stringify(backlog)}`);
    await sleep(100);
  }
}

function processesOf(dataDir: string): Record<string, number[]> {
  const { pids } = readHostFile(dataDir) ?? { pids: { host: 0, engines: {}, workers: {} } };
  return {
    host: [pids.host],
    ...Object.fromEntries(Object.entries(pids.engines).map(([name, pid]) => [name, [pid]])),
    ...Object.fromEntries(Object.entries(pids.workers).map(([name, all]) => [shortName(name), all])),
    client: [process.pid],
  };
}

/** A speed is worth nothing when something was lost or counted twice. */
async function checkCount(host: Stack, count: number): Promise<void> {
  const graphql = await createGraphql(host);
  const { totals } = await graphql.report({
    metrics: ['INTERACTIONS'],
    range: { from: '2025-01-01', to: '2025-04-30' },
  });
  graphql.close();
  const counted = totals[0]?.value;
  if (counted !== count) throw new Error(`${count} interactions were accepted and ${counted} are counted.`);
}

/** `Polylog-local-Stateless-PollC3D9C052` is `poll`: the CDK adds the stack before and eight digits behind. */
const shortName = (name: string): string => name.replace(/^.*-|[0-9A-F]{8}$/g, '').toLowerCase();
