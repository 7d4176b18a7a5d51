import { refused, type Wire } from '../../faults-answers.ts';
import type { Meddle } from '../fault-proxy.ts';
import { zeroFirst } from '../random.ts';
import { type FaultKind, meddling } from './kind.ts';

interface Put {
  Entries: object[];
}
interface Taken {
  Entries: object[];
}

const spoiled = (name: string, what: string, by: (random: () => number) => Meddle): FaultKind => ({
  name,
  what,
  async inject({ stage, random, pace }) {
    await meddling(stage.proxies.bus, pace, by(zeroFirst(random)));
    return {};
  },
});

/** What can go wrong between ingest and the bus. */
export const busKinds: FaultKind[] = [
  spoiled('bus refuses entries', 'half of the entries of PutEvents fail', (random) => ({ body, forward }) => {
    return partlyRefused(body, random, forward);
  }),
  spoiled('bus refuses requests', 'seven of ten PutEvents are throttled or fail', (random) => () => {
    if (random() >= 0.7) return undefined;
    const [status, type] =
      random() < 0.5 ? ([400, 'ThrottlingException'] as const) : ([500, 'InternalException'] as const);
    return Promise.resolve(refused(status, type, { message: 'Try again later.' }));
  }),
  spoiled('bus answer lost', 'half of the PutEvents happen and are not answered', (random) => ({ forward }) => {
    return random() < 0.5 ? forward().then(() => 'cut' as const) : undefined;
  }),
];

async function partlyRefused(
  body: string,
  random: () => number,
  forward: (body: string) => Promise<Wire>,
): Promise<Wire> {
  const { Entries } = JSON.parse(body) as Put;
  const kept = Entries.map(() => random() < 0.5);
  const good = Entries.filter((_, index) => kept[index]);
  const taken =
    good.length > 0 ? (JSON.parse((await forward(JSON.stringify({ Entries: good }))).body) as Taken) : { Entries: [] };
  const answers = taken.Entries.values();
  const results = kept.map((passes) => {
    if (passes) return answers.next().value ?? { ErrorCode: 'InternalFailure' };
    return { ErrorCode: random() < 0.5 ? 'ThrottlingException' : 'InternalFailure', ErrorMessage: 'Try again later.' };
  });
  const FailedEntryCount = results.filter((result) => 'ErrorCode' in result).length;
  return { status: 200, body: JSON.stringify({ FailedEntryCount, Entries: results }) };
}
