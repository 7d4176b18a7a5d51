import type { SourceAdapter } from '../../../functions/ingest/sources/adapter.ts';
import type { FixtureDelivery, SourceFixture } from '../fixture.ts';
import { type Check, must } from './check.ts';
import { same } from './compare.ts';
import { bodyOf, type Signing, signedRequest } from './signed-request.ts';
import { createTrial, type TrialOptions, trialTime } from './trial.ts';

const day = 86_400_000;

type Posted = Pick<FixtureDelivery, 'body' | 'headers'>;

/** Who must not get in: whoever does not show what the provider, or the owner of the source's key, shows. */
export function doorChecks(adapter: SourceAdapter, fixture: SourceFixture): Check[] {
  const deliveries = fixture.deliveries ?? [];
  const [first] = deliveries;
  const send = async (delivery: Posted, signing: Signing, options?: TrialOptions) => {
    const trial = createTrial(adapter, fixture, options);
    const response = await trial.send(await signedRequest(adapter, fixture, delivery, signing));
    return { trial, response };
  };
  const mustRefuse = async (
    status: number,
    signing: Signing,
    options?: TrialOptions,
    delivery: Posted | undefined = first,
  ) => {
    must(delivery, 'The fixture has no delivery.');
    const { trial, response } = await send(delivery, signing, options);
    must(response.status === status, `It answers ${response.status}, and should answer ${status}.`);
    must(trial.published.length + trial.rejected.length === 0, 'Something of it is published or kept.');
  };
  /** Each delivery, and what is posted to shake hands: no kind is exempt. */
  const posted: Posted[] = [...deliveries, ...(fixture.handshakes ?? []).filter(({ body }) => body !== undefined)].map(
    ({ body, headers = {} }) => ({ body, headers }),
  );
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
  if (adapter.webhook?.verify === 'key') return keyed;
  const signed: Check[] = [
    {
      name: 'refuses a delivery without a signature',
      async run() {
        for (const one of posted) await mustRefuse(401, { unsigned: true }, {}, one);
      },
    },
    {
      name: 'refuses other bytes than were signed, also the same JSON written anew',
      async run() {
        must(first, 'The fixture has no delivery.');
        for (const one of posted) await mustRefuse(401, { sent: rewritten(bodyOf(one)) }, {}, one);
      },
    },
    { name: 'says whether the time is signed', run: () => saysWhetherTimeIsSigned(fixture, first) },
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
    signed.push(
      { name: 'refuses what was signed a day ago', run: () => mustRefuse(401, { at: trialTime - day }) },
      { name: 'refuses what claims to be signed tomorrow', run: () => mustRefuse(401, { at: trialTime + day }) },
      {
        name: 'refuses an old signature with a time of now',
        async run() {
          must(first && fixture.sign, 'The fixture signs nothing.');
          const headersAt = async (at: number) =>
            Object.fromEntries((await signedRequest(adapter, fixture, first, { at })).headers);
          const [old, now] = [await headersAt(trialTime - day), await headersAt(trialTime)];
          const changing = Object.keys(now).filter((name) => now[name] !== old[name]);
          for (const name of changing) {
            const mixed = { ...old, [name]: now[name] ?? '' };
            if (same(mixed, now)) continue;
            await mustRefuse(401, { unsigned: true, headers: mixed });
          }
        },
      },
    );
  }
  return signed;
}

/** What differs between two signatures of one body beside the signature is a signed time. */
async function saysWhetherTimeIsSigned(fixture: SourceFixture, first: FixtureDelivery | undefined) {
  must(first && fixture.sign, 'The fixture signs nothing.');
  const { sign, secrets = {} } = fixture;
  const request = { body: bodyOf(first), url: new URL('https://polylog.example/'), headers: first.headers ?? {} };
  const at = (time: number) => sign({ ...request, at: new Date(time) }, secrets);
  const changes = !same(await at(trialTime), await at(trialTime - day));
  must(
    changes === (fixture.signsTime === true),
    'What the fixture signs has a time: it says `signsTime: true`, or not.',
  );
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
