import type { CloudEvent } from '../../shared/interaction.ts';
import { batchesOf } from '../batches-of.ts';
import type { Bench } from '../bench.ts';
import { createCaller } from '../caller.ts';
import { generate } from '../generate.ts';
import { meterCpu } from '../meter-cpu.ts';
import { percentileOf } from '../percentile-of.ts';
import { runCallers } from '../run-callers.ts';
import { startHost } from '../start-host.ts';

/**
 * How fast interactions are accepted: answered 202 with the bus and the durable queue behind, folding or not, and with a
 * text of 200 characters each, of which language, sentiment and topics are read.
 */
export async function accept(bench: Bench): Promise<void> {
  const seconds = bench.quick ? 3 : 8;
  const shapes = [
    { batch: 1, callers: 1, count: 10_000, text: false },
    { batch: 1, callers: 10, count: 20_000, text: false },
    { batch: 100, callers: 4, count: bench.quick ? 40_000 : 120_000, text: false },
    { batch: 100, callers: 4, count: bench.quick ? 20_000 : 60_000, text: true },
  ];
  for (const paused of [true, false]) {
    const host = await startHost(bench, { paused });
    let seed = 1;
    for (const { batch, callers, count, text } of shapes) {
      const events = generate({ count, seed: seed++ });
      const bodies = [...batchesOf(text ? events.map(withText) : events, batch)].map(bodyOf);
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
      const conditions = { batch, callers, folding: !paused, ...(text && { characters }) };
      bench.print(text ? 'accept with text' : 'rate', timing.rate * batch, 'interactions/s', conditions);
      bench.print('p50', percentileOf(timing.latencies, 0.5), 'ms', conditions);
      bench.print('p99', percentileOf(timing.latencies, 0.99), 'ms', conditions);
      printCpu(timing.latencies.length, 'request', conditions);
      post.close();
    }
    await host.stop();
  }
}

const bodyOf = (events: CloudEvent[]): Buffer => Buffer.from(JSON.stringify(events.length === 1 ? events[0] : events));

const characters = 200;
const sentences = [
  'I have been waiting for my parcel since Monday and nobody answers my emails.',
  'The tracking page is broken again, and your hotline is always busy.',
  'Thanks for the quick help, the new battery works perfectly and charges fast!',
  'Could you please tell me when the invoice of last month is going to be corrected?',
  'The update made everything slow, I am really disappointed with this version.',
  'Ich warte seit Montag auf mein Paket und niemand beantwortet meine Nachrichten.',
  'Die Hotline ist immer besetzt, und die Sendungsverfolgung funktioniert leider nicht.',
  'Vielen Dank für die schnelle Hilfe, das neue Gerät läuft wunderbar!',
  'Wann wird die falsche Rechnung vom letzten Monat endlich korrigiert?',
  'Mit dem Service bin ich sehr zufrieden, der Techniker war freundlich und pünktlich.',
];

/** The event with a text of 200 characters, English and German in turns, whose language and sentiment are not said. */
function withText(
  { data: { language: _language, sentiment: _sentiment, ...data }, ...event }: CloudEvent,
  index: number,
) {
  const own = index % 2 === 0 ? sentences.slice(0, 5) : sentences.slice(5);
  const turned = own.map((_, at) => own[(at + (index >> 1)) % own.length]);
  return { ...event, data: { ...data, text: turned.join(' ').slice(0, characters) } };
}
