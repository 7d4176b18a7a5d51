import { expect, it } from 'vitest';
import { eraseFacts } from '../../functions/privacy/erase-facts.ts';
import { atBeginning, type WalkPosition } from '../../functions/privacy/walk-facts.ts';

/** A ledger of so many pages in each part, of which none names anybody, and each takes a second to read. */
function emptyLedger(pages: number) {
  const time = { now: Date.parse('2026-11-22T09:00:00Z') };
  const asked: string[] = [];
  const send = async (command: { constructor: { name: string }; input: Record<string, unknown> }) => {
    if (command.constructor.name !== 'ScanCommand') return {};
    const { Segment, ExclusiveStartKey: start } = command.input as { Segment: number; ExclusiveStartKey?: Key };
    const page = start === undefined ? 0 : Number(start.sk.S);
    asked.push(`${Segment} ${page}`);
    time.now += 1_000;
    return { Items: [], ...(page + 1 < pages && { LastEvaluatedKey: { pk: { S: 'p' }, sk: { S: `${page + 1}` } } }) };
  };
  const deps = {
    client: { send },
    clock: () => time.now,
    tables: { ledgerTable: 'ledger', cellsTable: 'cells', registryTable: 'registry' },
    lanes: 1,
    random: () => 0,
    sleep: async () => {},
  } as unknown as Parameters<typeof eraseFacts>[1];
  return { time, asked, deps };
}
type Key = { pk: { S: string }; sk: { S: string } };

it('notes how far it is every few seconds, also where nobody is found, and another run goes on from there', async () => {
  const { time, asked, deps } = emptyLedger(50);
  const began = time.now;
  const noted: { at: number; position: WalkPosition }[] = [];
  const request = {
    words: new Map([['p_gone', 'x_new']]),
    until: '2026-11-22T09:00:00.000Z',
    counts: false,
    onProgress: async (_: number, position: WalkPosition) => void noted.push({ at: time.now, position }),
  };
  await eraseFacts({ ...request, from: atBeginning() }, deps);
  const times = [began, ...noted.map(({ at }) => at)];
  expect(Math.max(...times.slice(1).map((at, index) => at - (times[index] ?? 0)))).toBeLessThan(
    6_000 + 1_000 * atBeginning().length,
  );
  expect(noted.at(-1)?.position).toEqual(atBeginning().map(() => 'done'));

  const stopped = noted[Math.floor(noted.length / 2)]?.position ?? [];
  asked.length = 0;
  await eraseFacts({ ...request, from: stopped }, deps);
  const from = stopped.map((one) => (typeof one === 'object' ? Number(one.sk) : 50));
  expect(Math.min(...from)).toBeGreaterThan(10);
  expect(asked.every((one) => Number(one.split(' ')[1]) >= (from[Number(one.split(' ')[0])] ?? 0))).toBe(true);
});
