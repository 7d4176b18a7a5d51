import type { SourceAdapter } from '../../../functions/ingest/sources/adapter.ts';
import type { FixtureDelivery, SourceFixture } from '../fixture.ts';
import { type Check, must } from './check.ts';
import { countedOf, mustBecome, same } from './compare.ts';
import { bodyOf, type Signing, signedRequest } from './signed-request.ts';
import { createTrial, type TrialOptions, trialTime, webhookOf } from './trial.ts';

const day = 86_400_000;

/** Every delivery that the checks of a webhook send, and what must come of it. */
export function webhookChecks(adapter: SourceAdapter, fixture: SourceFixture): Check[] {
  const { webhook } = adapter;
  if (webhook === undefined) return [];
  const deliveries = fixture.deliveries ?? [];
  const [first] = deliveries;
  const send = async (
    delivery: Pick<FixtureDelivery, 'body' | 'headers'>,
    signing?: Signing,
    options?: TrialOptions,
  ) => {
    const trial = createTrial(adapter, fixture, options);
    const response = await trial.send(await signedRequest(adapter, fixture, delivery, signing));
    return { trial, response };
  };
  const mustRefuse = async (status: number, signing: Signing, options?: TrialOptions) => {
    must(first, 'The fixture has no delivery.');
    const { trial, response } = await send(first, signing, options);
    must(response.status === status, `It answers ${response.status}, and should answer ${status}.`);
    must(trial.published.length + trial.rejected.length === 0, 'Something of it is published or kept.');
  };

  const taken = deliveries.map((delivery): Check => {
    return {
      name: `takes: ${delivery.name}`,
      async run() {
        const { trial, response } = await send(delivery);
        must(response.status === 200, `It answers ${response.status}: ${await response.text()}`);
        mustBecome(trial, delivery.becomes);
      },
    };
  });
  const keyed: Check[] = [
    { name: 'refuses a delivery without a key', run: () => mustRefuse(401, { unsigned: true }) },
    {
      name: 'refuses the key of another source',
      run: () => mustRefuse(403, { unsigned: true, headers: { authorization: 'Bearer a-foreign-key' } }),
    },
  ];
  const others = Object.fromEntries(
    Object.entries(fixture.secrets ?? {}).map(([name, value]) => [name, otherSecret(value)]),
  );
  const signed: Check[] = [
    { name: 'refuses a delivery without a signature', run: () => mustRefuse(401, { unsigned: true }) },
    {
      name: 'refuses other bytes than were signed, also the same JSON written anew',
      async run() {
        must(first, 'The fixture has no delivery.');
        await mustRefuse(401, { sent: rewritten(bodyOf(first)) });
      },
    },
  ];
  if (fixture.secrets !== undefined && Object.keys(adapter.secrets).length > 0) {
    signed.push(
      { name: 'refuses a signature with another secret', run: () => mustRefuse(401, { secrets: others }) },
      {
        name: 'takes a replaced secret until its end, and not after',
        async run() {
          must(first, 'The fixture has no delivery.');
          const replacedAt = (until: number): TrialOptions => ({
            secrets: {
              values: others,
              previous: { values: fixture.secrets ?? {}, until: new Date(until).toISOString() },
            },
          });
          const { response } = await send(first, {}, replacedAt(trialTime + 1000));
          must(response.status === 200, `Within the overlap it answers ${response.status}.`);
          await mustRefuse(401, {}, replacedAt(trialTime - 1000));
        },
      },
    );
  }
  if (fixture.signsTime) {
    signed.push({ name: 'refuses what was signed a day ago', run: () => mustRefuse(401, { at: trialTime - day }) });
  }

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
    ...(webhook.verify === 'key' ? keyed : signed),
    ...handshakes,
    {
      name: 'makes the same interactions of a delivery that comes again a day later',
      async run() {
        for (const delivery of deliveries) {
          const { trial: once } = await send(delivery);
          const later = { at: trialTime + day };
          const { trial: again } = await send(delivery, later, { now: trialTime + day });
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

/** JSON with other white space; of anything else one byte more. */
function rewritten(body: Buffer): Buffer {
  try {
    return Buffer.from(JSON.stringify(JSON.parse(body.toString()), null, 1));
  } catch {
    return Buffer.concat([body, Buffer.from(' ')]);
  }
}

/** Another secret of the same form. */
function otherSecret(secret: string): string {
  const at = secret.search(/[a-zA-Z0-9](?=[^a-zA-Z0-9]*$)/);
  return `${secret.slice(0, at - 4)}${[...secret.slice(at - 4, at)].reverse().join('')}${secret[at] === 'w' ? 'g' : 'w'}${secret.slice(at + 1)}`;
}
