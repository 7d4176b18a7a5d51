import { setTimeout as sleep } from 'node:timers/promises';
import { defaultOrganisation } from '../../shared/organisation.ts';
import type { Stack } from '../../test/stack.ts';
import type { Bench } from '../bench.ts';
import { createComparison } from '../compare-with-raw.ts';
import { describeOrganisation } from '../describe-organisation.ts';
import { createGraphql, graphqlBody } from '../graphql.ts';
import { loadStore } from '../load-store.ts';
import { meterCpu } from '../meter-cpu.ts';
import { percentileOf } from '../percentile-of.ts';
import { residentMegabytes } from '../process-usage.ts';
import { profileProcess } from '../profile-process.ts';
import { type Question, questions } from '../report-questions.ts';
import { runCallers } from '../run-callers.ts';
import { startHost } from '../start-host.ts';
import { surveyCells } from '../survey-cells.ts';

/** Interactions at which the reach is stated, and how much longer an answer may take than at a fifth of them. */
const reachSize = 1_000_000;
const reachRatio = 1.2;

/**
 * How fast reports are answered over GraphQL, in one store that grows over the same 90 days. At each size the answers
 * are compared with a raw count before anything is timed.
 */
export async function reports(bench: Bench): Promise<void> {
  const host = await startHost(bench);
  await describeOrganisation(host);
  const raw = createComparison(defaultOrganisation.homeTimeZone);
  const p50 = new Map<string, number>();
  let loaded = 0;
  for (const [index, size] of bench.sizes.entries()) {
    let told = 0;
    const rate = await loadStore(host, { count: size - loaded, seed: index + 1 }, raw.add, (folded) => {
      if (folded - told < 50_000) return;
      told = folded;
      bench.log(`${loaded + folded} of ${size} interactions folded`);
    });
    bench.print('load', rate, 'interactions/s', { size, added: size - loaded, fold: 4_000, order: 'by time' });
    loaded = size;
    bench.print('withheld', await raw.check(host), 'values', { size });
    await timeFirst(bench, host, size);
    for (const one of questions) p50.set(`${one.name} ${size}`, await timeWarm(bench, host, one, size));
    await sizes(bench, host, size);
  }
  const [large = 0, before = 0] = [...bench.sizes].reverse();
  for (const { name: question } of questions) {
    const ratio = (p50.get(`${question} ${large}`) ?? 0) / (p50.get(`${question} ${before}`) ?? 0);
    const conditions = { question, of: large, to: before, callers: 1, reach: reachRatio };
    if (before > 0) bench.print('ratio of p50', ratio, '', conditions);
  }
  await host.stop();
}

/** A question to a function that has just started and answered only something small: everything is read from the tables. */
async function timeFirst(bench: Bench, host: Stack, size: number): Promise<void> {
  for (const { name: question, body } of questions) {
    const latencies: number[] = [];
    for (let run = 0; run < 3; run++) {
      await restartGraphql(host);
      const graphql = await createGraphql(host);
      await graphql.call(graphqlBody({ query: '{ channels { id } }' }));
      const began = performance.now();
      await graphql.call(body);
      latencies.push(performance.now() - began);
      graphql.close();
    }
    bench.print('first request', percentileOf(latencies, 0.5), 'ms', { question, size, runs: latencies.length });
  }
}

async function restartGraphql(host: Stack): Promise<void> {
  const [old = 0] = host.workerPids('raph');
  process.kill(old, 'SIGKILL');
  const until = Date.now() + 20_000;
  while (Date.now() < until) {
    await sleep(100);
    const [now] = host.workerPids('raph');
    const health = await fetch(`${host.url}/health`).catch(() => undefined);
    if (now !== undefined && now !== old && health?.ok) return;
  }
  throw new Error('The GraphQL function did not come back within 20 s.');
}

/** Gives the median of one caller in milliseconds. */
async function timeWarm(bench: Bench, host: Stack, question: Question, size: number): Promise<number> {
  const { name, body, reach } = question;
  const milliseconds = bench.quick ? 2_000 : 6_000;
  let median = 0;
  for (const callers of [1, 10]) {
    const graphql = await createGraphql(host);
    const run = (time: number, most: number) =>
      runCallers({ callers, work: Array(most).fill(body), milliseconds: time, call: graphql.call });
    // The function was just started anew: its code is slow until it was compiled, and then it is not.
    await run(bench.quick ? 2_500 : 4_000, 2_000);
    const printCpu = meterCpu(bench, processesOf(host));
    const { latencies, rate } = await run(milliseconds, 20_000);
    const conditions = { question: name, size, callers };
    if (callers === 1) median = percentileOf(latencies, 0.5);
    const stated = callers === 1 && size === reachSize && reach !== undefined;
    bench.print('p50', percentileOf(latencies, 0.5), 'ms', { ...conditions, ...(stated && { reach }) });
    bench.print('p99', percentileOf(latencies, 0.99), 'ms', conditions);
    bench.print('rate', rate, 'requests/s', conditions);
    printCpu(latencies.length, 'request', conditions);
    if (bench.profile && callers === 10) {
      const [pid = 0] = host.workerPids('raph');
      const shares = await profileProcess(pid, () => run(milliseconds, 20_000));
      for (const { by, name: of, percent } of shares)
        bench.print('time', percent, '%', { question: name, size, by, of });
    }
    graphql.close();
  }
  return median;
}

const processesOf = (host: Stack) => {
  const { host: own, engines } = host.host().pids;
  return {
    host: [own],
    graphql: host.workerPids('raph'),
    database: [engines.database ?? 0],
    client: [process.pid],
  };
};

/** Memory of the processes, and the largest cell: what bounds how often it can be written. */
async function sizes(bench: Bench, host: Stack, size: number): Promise<void> {
  for (const [name, pids] of Object.entries(processesOf(host))) {
    bench.print('memory', residentMegabytes(pids), 'MB', { size, process: name });
  }
  const { cells, largest } = await surveyCells(host);
  bench.print('cells', cells, 'items', { size });
  bench.print('largest cell', largest.bytes, 'bytes', { size, cell: largest.key });
  bench.print('folds per lane', 1000 / (2 * Math.max(1, Math.ceil(largest.bytes / 1024))), 'folds/s', { size });
}
