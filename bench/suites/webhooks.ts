import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { gunzipSync } from 'node:zlib';
import { signedRequest } from '../../cli/source/conformance/signed-request.ts';
import { createTrial, trialTime } from '../../cli/source/conformance/trial.ts';
import type { FixtureDelivery, SourceFixture } from '../../cli/source/fixture.ts';
import { loadSource } from '../../cli/source/repository.ts';
import type { Delivery } from '../../functions/ingest/sources/adapter.ts';
import { adapters } from '../../functions/ingest/sources/registry.ts';
import { mapParts } from '../../functions/ingest/webhook/map-parts.ts';
import { verifyDelivery } from '../../functions/ingest/webhook/verify-delivery.ts';
import { connectSource } from '../../test/connect-source.ts';
import type { Bench } from '../bench.ts';
import { percentileOf } from '../percentile-of.ts';
import { startHost } from '../start-host.ts';

const requestsPerSecond = 200;
/** In these, five processes compile what they run and open their connections. */
const warmSeconds = 5;
const message = {
  type: 'polylog.message.v1',
  timestamp: '2026-11-20T10:00:00Z',
  data: { actor: { id: 'crm:77', kind: 'employee' }, worded: true },
};

/**
 * How many deliveries one core verifies and maps in process, of each adapter with its fixture's payloads; and how long a
 * delivery takes to be answered by a running host at 200 a second, mapped, published and durable.
 */
export async function webhooks(bench: Bench): Promise<void> {
  for (const id of Object.keys(adapters)) await mapInProcess(bench, id);
  await mapInProcess(bench, 'github', realPayloads());
  await answerAtRate(bench);
}

async function mapInProcess(bench: Bench, id: string, real?: SourceFixture['deliveries']): Promise<void> {
  const { adapter, fixture } = await loadSource(id);
  const sent = real ?? fixture.deliveries;
  const { webhook } = adapter;
  if (webhook === undefined || typeof webhook.verify !== 'function' || sent === undefined) return;
  const deliveries: Delivery[] = [];
  for (const one of sent) {
    const request = await signedRequest(adapter, fixture, one);
    const body = Buffer.from(await request.arrayBuffer());
    deliveries.push({
      method: 'POST',
      url: new URL(request.url),
      headers: request.headers,
      body,
      receivedAt: trialTime,
    });
  }
  const context = createTrial(adapter, fixture).context();
  const secrets = { values: fixture.secrets ?? {} };
  const stored = { read: async () => secrets, readAgain: async () => secrets };
  const tools = {
    WebSocket,
    fetch: async (...request: Parameters<typeof fetch>) =>
      (await fixture.respond?.(new Request(...request))) ?? new Response(null, { status: 404 }),
  };
  const milliseconds = bench.quick ? 300 : 1000;
  let count = 0;
  let began = 0;
  for (const until of [milliseconds / 2, milliseconds]) {
    count = 0;
    began = performance.now();
    while (performance.now() - began < until) {
      for (const delivery of deliveries) {
        const verified = await verifyDelivery(delivery, adapter, 'hook', stored, tools);
        if (!('secrets' in verified)) throw new Error(`${id}: ${JSON.stringify(verified)}`);
        const read = await webhook.read(delivery, context.settings);
        if (Array.isArray(read)) mapParts(read, adapter, context);
        count += 1;
      }
    }
  }
  const bytes = deliveries.reduce((sum, { body }) => sum + body.length, 0) / deliveries.length;
  const rate = (1000 * count) / (performance.now() - began);
  bench.print('verify and map', rate, 'payloads/s', {
    adapter: id,
    bytes: Math.round(bytes),
    ...(real && { real: real.length }),
  });
}

/** Every payload of GitHub's own examples, of all its 58 events (test/fixtures/webhooks/github, MIT). */
const realPayloads = (): FixtureDelivery[] =>
  gunzipSync(readFileSync(new URL('../../test/fixtures/webhooks/github/payloads.ndjson.gz', import.meta.url)))
    .toString('utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { event: string; payload: unknown })
    .map(({ event, payload }) => ({ name: event, body: payload, headers: { 'x-github-event': event }, becomes: [] }));

/** An open loop: a delivery goes out each 5 ms, whether the ones before were answered or not. */
async function answerAtRate(bench: Bench): Promise<void> {
  const host = await startHost(bench);
  const { adapter, fixture } = await loadSource('standard-webhooks');
  const url = await connectSource(host, {
    id: 'https://bench.example',
    adapter: adapter.id,
    channel: fixture.channel,
    department: fixture.department,
    secrets: fixture.secrets ?? {},
  });
  const seconds = warmSeconds + (bench.quick ? 3 : 20);
  const latencies: number[] = [];
  const send = async (index: number) => {
    const delivery = { ...fixture.deliveries?.[0], headers: { 'webhook-id': `msg_${index}` }, body: message };
    const { headers, body } = await signedRequest(adapter, fixture, delivery, { at: Date.now() });
    const sent = performance.now();
    const answer = await fetch(url, { method: 'POST', headers, body, duplex: 'half' } as RequestInit);
    const text = await answer.text();
    if (answer.status !== 200) throw new Error(`${answer.status} ${text.slice(0, 300)}`);
    if (index >= warmSeconds * requestsPerSecond) latencies.push(performance.now() - sent);
  };
  const underWay: Promise<void>[] = [];
  const began = performance.now();
  for (let index = 0; index < seconds * requestsPerSecond; index += 1) {
    const due = began + (1000 * index) / requestsPerSecond - performance.now();
    if (due > 0) await sleep(due);
    underWay.push(send(index));
  }
  await Promise.all(underWay);
  for (const [name, share] of Object.entries({ p50: 0.5, p99: 0.99 })) {
    bench.print(`answer ${name}`, percentileOf(latencies, share), 'ms', { requests: requestsPerSecond });
  }
  await host.stop();
}
