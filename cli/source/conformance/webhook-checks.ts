import type { SourceAdapter } from '../../../functions/ingest/sources/adapter.ts';
import { isCounted } from '../../../shared/interaction.ts';
import type { FixtureDelivery, SourceFixture } from '../fixture.ts';
import { type Check, must } from './check.ts';
import { countedOf, mustBecome, same } from './compare.ts';
import { doorChecks } from './door-checks.ts';
import { type Signing, signedRequest } from './signed-request.ts';
import { createTrial, type TrialOptions, trialTime, webhookOf } from './trial.ts';

const day = 86_400_000;

/** Every delivery that the checks of a webhook send, and what must come of it. */
export function webhookChecks(adapter: SourceAdapter, fixture: SourceFixture): Check[] {
  if (adapter.webhook === undefined) return [];
  const deliveries = fixture.deliveries ?? [];
  const send = async (
    delivery: Pick<FixtureDelivery, 'body' | 'headers'>,
    signing?: Signing,
    options?: TrialOptions,
  ) => {
    const trial = createTrial(adapter, fixture, options);
    const response = await trial.send(await signedRequest(adapter, fixture, delivery, signing));
    return { trial, response };
  };

  const taken = deliveries.map((delivery): Check => {
    return {
      name: `takes: ${delivery.name}`,
      async run() {
        const { trial, response } = await send(delivery);
        must(response.status === 200, `It answers ${response.status}: ${await response.text()}`);
        mustBecome(trial, delivery.becomes);
        const unknown = [...trial.ignored.keys()].find((name) => name.startsWith('? '));
        must(
          (unknown === undefined) === (delivery.unknown === undefined),
          unknown === undefined
            ? 'The fixture calls it unknown, and its kind is in the table.'
            : `The kind ${unknown.slice(2)} is not in the table: say what it becomes, or why it is left alone.`,
        );
      },
    };
  });
  const handshakes = (fixture.handshakes ?? []).map((handshake, index): Check => {
    return {
      name: `answers handshake ${index + 1}`,
      async run() {
        const trial = createTrial(adapter, fixture);
        const request =
          handshake.body === undefined
            ? new Request(webhookOf(adapter, handshake.query ?? ''), { headers: handshake.headers ?? {} })
            : await signedRequest(adapter, fixture, { body: handshake.body, headers: handshake.headers ?? {} });
        const response = await trial.send(request);
        const { status, body } = handshake.answer;
        must(response.status === status, `It answers ${response.status}, and should answer ${status}.`);
        const text = await response.text();
        must(status !== 200 || text === body, `It answers ${text}, and should answer ${body}.`);
        must(trial.published.length + trial.rejected.length === 0, 'A handshake is taken for a delivery.');
      },
    };
  });

  return [
    ...taken,
    ...doorChecks(adapter, fixture),
    ...handshakes,
    {
      name: 'makes the same interactions of a delivery that comes again a day later',
      async run() {
        for (const delivery of deliveries) {
          const { trial: once } = await send(delivery);
          const later = { at: trialTime + day };
          const { trial: again } = await aDayLater(() => send(delivery, later, { now: trialTime + day }));
          const digests = [once, again].map(({ published }) => published.map(({ id, digest }) => `${id} ${digest}`));
          must(
            same(digests[0], digests[1]),
            `“${delivery.name}” becomes other interactions: ids, times and data come from the payload alone.`,
          );
        }
      },
    },
    {
      name: 'counts the same in any order, and however often it is delivered',
      async run() {
        const trial = createTrial(adapter, fixture);
        for (const delivery of deliveries) await trial.send(await signedRequest(adapter, fixture, delivery));
        const { published } = trial;
        const expected = countedOf(published);
        must(same(countedOf([...published].reverse()), expected), 'In reverse order something else counts.');
        must(same(countedOf([...published, ...published]), expected), 'Delivered twice something else counts.');
      },
    },
    {
      name: 'makes two things of two: what has one id is the same in every delivery',
      async run() {
        const trial = createTrial(adapter, fixture);
        for (const delivery of deliveries) await trial.send(await signedRequest(adapter, fixture, delivery));
        const digests = new Map<string, string>();
        for (const { id, digest } of trial.published.filter(isCounted)) {
          must((digests.get(id) ?? digest) === digest, `Two deliveries make different things of ${id}.`);
          digests.set(id, digest);
        }
      },
    },
    {
      name: 'keeps what comes while the source is paused, to be replayed',
      async run() {
        for (const delivery of deliveries) {
          const { trial, response } = await send(delivery, {}, { paused: true });
          must(response.status === 200 && trial.published.length === 0, `“${delivery.name}” is not held back.`);
          must(
            trial.rejected.length === delivery.becomes.length,
            `Of “${delivery.name}” ${trial.rejected.length} are kept.`,
          );
        }
      },
    },
  ];
}

/** Puts the clock of this process forward, for adapters that look at it though they should not. */
async function aDayLater<Result>(run: () => Promise<Result>): Promise<Result> {
  const { Date: today } = globalThis;
  globalThis.Date = class extends today {
    constructor(...given: [] | [number | string | Date]) {
      super(given[0] ?? today.now() + day);
    }
    static override now() {
      return today.now() + day;
    }
  } as DateConstructor;
  try {
    return await run();
  } finally {
    globalThis.Date = today;
  }
}
