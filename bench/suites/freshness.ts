import { setTimeout as sleep } from 'node:timers/promises';
import { addDays, utcDay } from '../../shared/zone.ts';
import type { Bench } from '../bench.ts';
import { createCaller } from '../caller.ts';
import { generate } from '../generate.ts';
import { createGraphql } from '../graphql.ts';
import { percentileOf } from '../percentile-of.ts';
import { startHost } from '../start-host.ts';

const perSecond = 200;
const posts = 20;

/**
 * From accepted to visible in a report, with 200 interactions of now each second. In two of five posts one interaction
 * is marked: it happened in a channel and on a day that no other has, so the report tells exactly when it is counted.
 */
export async function freshness(bench: Bench): Promise<void> {
  const seconds = bench.quick ? 8 : 24;
  const host = await startHost(bench);
  const post = createCaller(`${host.url}/v1/interactions`, {
    authorization: 'Bearer local',
    'content-type': 'application/cloudevents-batch+json',
  });
  const graphql = await createGraphql(host);
  const marked = Math.floor((seconds * posts * 2) / 5);
  const lastDay = utcDay(Date.now() - 86_400_000);
  const firstDay = addDays(lastDay, -marked);
  const accepted = new Map<string, number>();
  const latencies: number[] = [];

  const send = async () => {
    const stream = generate({ count: seconds * perSecond });
    const began = performance.now();
    const answers: Promise<void>[] = [];
    for (let index = 0; index < seconds * posts; index++) {
      const events = Array.from({ length: perSecond / posts }, () => stream.next().value).flatMap((event) =>
        event ? [{ ...event, time: new Date().toISOString() }] : [],
      );
      const day = index % 5 < 2 ? addDays(firstDay, accepted.size + 1) : undefined;
      const [first] = events;
      if (day && first) {
        accepted.set(day, 0);
        first.time = `${day}T12:00:00.000Z`;
        first.data = { ...first.data, channel: 'letter' };
      }
      answers.push(
        post(Buffer.from(JSON.stringify(events))).then(({ status, text }) => {
          if (status !== 202) throw new Error(`${status} ${text().slice(0, 300)}`);
          if (day) accepted.set(day, performance.now());
        }),
      );
      await sleep(Math.max(0, began + ((index + 1) * 1000) / posts - performance.now()));
    }
    await Promise.all(answers);
    return (seconds * perSecond) / ((performance.now() - began) / 1000);
  };

  const watch = async (stopped: () => boolean) => {
    const seen = new Set<string>();
    const until = Date.now() + (seconds + 30) * 1000;
    while (!(stopped() && seen.size === accepted.size)) {
      if (Date.now() > until) throw new Error(`${accepted.size - seen.size} accepted interactions are not visible.`);
      const { rows } = await graphql.report({
        metrics: ['INTERACTIONS'],
        range: { from: firstDay, to: lastDay },
        granularity: 'DAY',
        filter: { channels: ['letter'] },
      });
      const now = performance.now();
      rows.forEach(({ values }, index) => {
        const day = addDays(firstDay, index);
        if (seen.has(day) || !values[0]?.value) return;
        seen.add(day);
        // Counted before the answer came back: it cost the sender no waiting at all.
        latencies.push(Math.max(0, now - (accepted.get(day) || now)));
      });
      await sleep(20);
    }
  };

  let done = false;
  const sending = send().finally(() => {
    done = true;
  });
  const [rate] = await Promise.all([sending, watch(() => done)]);
  const conditions = { perSecond: Math.round(rate), seconds, marked: latencies.length };
  bench.print('p50', percentileOf(latencies, 0.5) / 1000, 'seconds', conditions);
  bench.print('p95', percentileOf(latencies, 0.95) / 1000, 'seconds', conditions);
  bench.print('max', percentileOf(latencies, 1) / 1000, 'seconds', conditions);
  post.close();
  graphql.close();
  await host.stop();
}
