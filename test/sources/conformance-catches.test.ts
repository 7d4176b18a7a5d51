import { expect, it } from 'vitest';
import { allChecks } from '../../cli/source/conformance/all-checks.ts';
import type { Mapped, MappedInteraction, SourceAdapter } from '../../functions/ingest/sources/adapter.ts';
import { slack } from '../../functions/ingest/sources/slack.ts';
import { fixture } from './slack/fixture.ts';

type Verify = Exclude<NonNullable<SourceAdapter['webhook']>['verify'], 'key'>;

const { webhook } = slack;
if (webhook === undefined || webhook.verify === 'key') throw new Error('Slack signs.');
const honest = webhook.verify;
const day = 86_400_000;

const verifying = (verify: Verify): SourceAdapter => ({
  ...(slack as SourceAdapter),
  webhook: { ...webhook, verify } as never,
});

const mapping = (change: (one: MappedInteraction) => MappedInteraction): SourceAdapter => ({
  ...(slack as SourceAdapter),
  kinds: Object.fromEntries(
    Object.entries((slack as SourceAdapter).kinds).map(([name, kind]) => {
      if (!('map' in kind)) return [name, kind];
      const map: typeof kind.map = (payload, context): Mapped => {
        const mapped = kind.map(payload, context);
        return 'code' in mapped ? mapped : [mapped].flat().map(change);
      };
      return [name, { ...kind, map }];
    }),
  ),
});
const telling = (data: (one: MappedInteraction) => Partial<MappedInteraction['data']>) =>
  mapping((one) => ({ ...one, data: { ...one.data, ...data(one) } }));

const guessing = { ...slack, kinds: { ...slack.kinds, '*': slack.kinds.message } } as SourceAdapter;

let drawn = 0;
const today = () => new Date().toISOString().slice(0, 10);

/** What is wrong with an adapter, and the check that must say so. */
const faults: [string, SourceAdapter, string][] = [
  ['takes everything', verifying(() => undefined), 'refuses a delivery without a signature'],
  [
    'takes one kind unsigned',
    verifying((delivery, ...rest) =>
      delivery.body.includes('reaction_removed') ? undefined : honest(delivery, ...rest),
    ),
    'refuses a delivery without a signature',
  ],
  [
    'takes other bytes when there is a signature',
    verifying(({ headers }) => (headers.has('x-slack-signature') ? undefined : 'SIGNATURE_MISSING')),
    'refuses other bytes than were signed, also the same JSON written anew',
  ],
  [
    'takes what is old',
    verifying(async (delivery, ...rest) => {
      const flaw = await honest(delivery, ...rest);
      return flaw === 'TOO_OLD' ? undefined : flaw;
    }),
    'refuses what was signed a day ago',
  ],
  [
    'takes what is signed for later',
    verifying(async (delivery, ...rest) => {
      const flaw = await honest(delivery, ...rest);
      const then = { ...delivery, receivedAt: delivery.receivedAt + day };
      return flaw === 'TOO_OLD' ? honest(then, ...rest) : flaw;
    }),
    'refuses what claims to be signed tomorrow',
  ],
  [
    'believes a time that is not signed',
    verifying(async (delivery, ...rest) => {
      const signedThen = { ...delivery, headers: new Headers(delivery.headers), receivedAt: delivery.receivedAt - day };
      signedThen.headers.set('x-slack-request-timestamp', String(signedThen.receivedAt / 1000));
      const flaw = await honest(delivery, ...rest);
      return flaw === undefined ? flaw : honest(signedThen, ...rest);
    }),
    'refuses an old signature with a time of now',
  ],
  [
    'makes up ids',
    mapping((one) => ({ ...one, id: `${one.id}:${++drawn}` })),
    'makes the same interactions of a delivery that comes again a day later',
  ],
  [
    'gives all messages of a channel one id',
    mapping((one) => ({ ...one, id: one.id.replace(/^(message:C\d+):[\d.]+$/, '$1') })),
    'makes two things of two: what has one id is the same in every delivery',
  ],
  [
    'dates by the clock',
    mapping((one) => ({ ...one, time: `${today()}T00:00:00Z` })),
    'makes the same interactions of a delivery that comes again a day later',
  ],
  [
    'names who acts in an id',
    telling(({ data }) => ({ object: `by:${data.actor.id}` })),
    'leaves nothing of people in what is published',
  ],
  [
    'names who acts in a topic',
    telling(({ data }) => ({ topics: [data.actor.id] })),
    'leaves nothing of people in what is published',
  ],
  [
    'leaves an address that the fixture does not name',
    telling(() => ({ conversation: 'mail:erika.muster@example.org' })),
    'leaves nothing of people in what is published',
  ],
  [
    'edits something else',
    telling(({ data }) => ({ target: data.target && `${data.target}0` })),
    'edits and takes back only what it makes',
  ],
  ['drops the words', telling(() => ({ text: undefined })), 'passes on words in any script'],
  [
    'asks strangers past its tools',
    verifying(async (...given) => {
      await fetch('http://169.254.169.254/latest').catch(() => undefined);
      return honest(...given);
    }),
    'reaches out with what it is given, and with nothing else',
  ],
  ['guesses', guessing, 'counts a kind that it does not know, and does not guess'],
];
it('has nothing to say against the adapter as it is', async () => {
  for (const { run } of allChecks(slack as SourceAdapter, fixture)) await run();
});

it.each(faults)('catches an adapter that %s', async (_fault, adapter, named) => {
  const check = allChecks(adapter, fixture).find(({ name }) => name === named);
  await expect(check?.run()).rejects.toThrow();
});
