import { setTimeout as sleep } from 'node:timers/promises';
import { SQSClient } from '@aws-sdk/client-sqs';
import { readBacklog } from '../../cli/backlog.ts';
import { pending } from '../../cli/drain.ts';
import { localClient } from '../../cli/host-file.ts';
import type { Stack } from '../../test/stack.ts';
import { createCaller } from '../caller.ts';
import { createGraphql } from '../graphql.ts';
import { residentMegabytes } from '../process-usage.ts';

/** The source of interactions whose way is followed. */
const probeSource = 'urn:soak:probe';
const probeEvery = 1_000;
const lookEvery = 250;
const day = 86_400_000;

/**
 * Looks after a running host: its processes and queue when asked, and all the time how fresh and how fast reports are. Each
 * second it sends one interaction of its own and looks four times a second whether the API counts it.
 */
export async function watchHost(stack: Stack) {
  const { endpoints, region, queueUrl, deadLetterUrls } = stack.host();
  const sqs = new SQSClient({ ...localClient(endpoints.sqs, region), useQueueUrlAsEndpoint: false, md5: false });
  const [graphql, engineer] = await Promise.all([createGraphql(stack), createGraphql(stack, 'engineer')]);
  const post = createCaller(`${stack.url}/v1/interactions`, {
    authorization: 'Bearer local',
    'content-type': 'application/cloudevents+json',
  });
  const sentAt: number[] = [];
  let probed = 0;
  let freshness: number[] = [];
  let reports: number[] = [];
  let stopped = false;
  let failure: Error | undefined;

  const probe = async () => {
    const { status } = await post(Buffer.from(JSON.stringify(probeEvent(sentAt.length))));
    if (status === 202) sentAt.push(performance.now());
  };
  const look = async () => {
    const { source } = await engineer.ask<{ source: { accepted: number } | null }>({
      query: `{ source(id: "${probeSource}") { accepted } }`,
    });
    const counted = Math.min(source?.accepted ?? 0, sentAt.length);
    for (; probed < counted; probed++) freshness.push((performance.now() - (sentAt[probed] ?? 0)) / 1000);
  };
  const report = async () => {
    const to = new Date().toISOString().slice(0, 10);
    const from = new Date(Date.now() - 27 * day).toISOString().slice(0, 10);
    const began = performance.now();
    await graphql.report({
      metrics: ['INTERACTIONS', 'ENQUIRIES', 'ANSWERED', 'RESPONSE_RATE', 'FIRST_RESPONSE_P50'],
      range: { from, to },
      by: ['DEPARTMENT'],
    });
    reports.push(performance.now() - began);
  };
  const every = async (milliseconds: number, action: () => Promise<void>) => {
    while (!stopped && !failure) {
      await Promise.all([sleep(milliseconds), action()]).catch((error: Error) => {
        failure ??= error;
      });
    }
  };
  const loops = [every(probeEvery, probe), every(lookEvery, look), every(500, report)];

  return {
    /** Megabytes of each process, what waits, and the seconds and milliseconds measured since the last call. */
    async sample() {
      if (failure) throw failure;
      const { pids } = stack.host();
      const all = { host: [pids.host], ...one(pids.engines), ...pids.workers };
      const backlog = await readBacklog(sqs, queueUrl, deadLetterUrls);
      const seen = { freshness, reports };
      freshness = [];
      reports = [];
      return {
        ...seen,
        memory: Object.fromEntries(
          Object.entries(all).map(([name, each]) => [shortName(name), Math.round(residentMegabytes(each) * 10) / 10]),
        ),
        waiting: pending(backlog),
        dead: backlog.dead.reduce((sum, { messages }) => sum + messages, 0),
      };
    },
    /** How many interactions of all sources the API counts. */
    async counted(): Promise<number> {
      const { sources } = await engineer.ask<{ sources: { accepted: number }[] }>({
        query: '{ sources { accepted } }',
      });
      return sources.reduce((sum, { accepted }) => sum + accepted, 0);
    },
    waiting: async () => pending(await readBacklog(sqs, queueUrl, deadLetterUrls)),
    probes: () => sentAt.length,
    /** Ends probes and reports. */
    async rest() {
      stopped = true;
      await Promise.all(loops);
      if (failure) throw failure;
    },
    close() {
      for (const client of [graphql, engineer, post]) client.close();
      sqs.destroy();
    },
  };
}
export type HostWatch = Awaited<ReturnType<typeof watchHost>>;

const one = (pids: Record<string, number>): Record<string, number[]> =>
  Object.fromEntries(Object.entries(pids).map(([name, pid]) => [name, [pid]]));

const probeEvent = (number: number) => ({
  specversion: '1.0',
  id: `probe:${number}`,
  source: probeSource,
  type: 'polylog.message.v1',
  time: new Date().toISOString(),
  data: { channel: 'mail', department: 'management', actor: { id: 'soak:probe', kind: 'employee' } },
});

/** `Polylog-local-Stateless-PollC3D9C052` is `poll`: the CDK adds the stack before and eight digits behind. */
const shortName = (name: string): string => name.replace(/^.*-|[0-9A-F]{8}$/g, '').toLowerCase();
