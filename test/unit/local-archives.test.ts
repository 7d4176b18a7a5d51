import { appendFileSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createArchives } from '../../local/archives.ts';
import { createReplays } from '../../local/replays.ts';

const arn = 'arn:aws:events:eu-central-1:000000000000:archive/kept';
const archive = { arn, bus: 'ours', name: 'kept', EventPattern: { source: ['polylog'] }, RetentionDays: 2 };
const hour = 3_600_000;
const start = Date.parse('2026-11-20T10:00:00Z');

let folder: string;
let now: number;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'polylog-archive-'));
  now = start;
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const open = () => createArchives([archive], folder, () => now);
const event = (n: number, source = 'polylog') => ({ source, time: new Date(now).toISOString(), detail: { n } });
const keep = (archives: ReturnType<typeof open>, n: number, bus = 'ours', source = 'polylog') =>
  archives.keep(bus, event(n, source), JSON.stringify(event(n, source)));

async function numbers(archives: ReturnType<typeof open>, from: number, to: number): Promise<number[]> {
  const found: number[] = [];
  for await (const line of archives.read(arn, from, to) ?? []) found.push(JSON.parse(line).detail.n);
  return found;
}

describe('an archive of a bus', () => {
  it('keeps what its pattern wants, over a restart, and gives a range of it with the end left out', async () => {
    const first = open();
    keep(first, 1);
    keep(first, 2, 'another');
    keep(first, 3, 'ours', 'others');
    now += 2 * hour;
    keep(first, 4);
    await first.stop();
    const second = open();
    now += 1_000;
    keep(second, 5);
    await second.stop();
    expect(await numbers(second, 0, now + 1)).toEqual([1, 4, 5]);
    expect(await numbers(second, start + 2 * hour, now)).toEqual([4]);
    expect(second.read('arn:of:nothing', 0, now)).toBeUndefined();
  });

  it('passes over a line that a crash cut off, and loses none after it', async () => {
    const first = open();
    keep(first, 1);
    await first.stop();
    const [file = ''] = readdirSync(join(folder, 'archive', 'kept'));
    appendFileSync(join(folder, 'archive', 'kept', file), '{"source":"polylog","ti');
    const second = open();
    keep(second, 2);
    await second.stop();
    expect(await numbers(second, 0, now + 1)).toEqual([1, 2]);
  });

  it('lets go of what is older than its retention', async () => {
    const first = open();
    keep(first, 1);
    await first.stop();
    now += 49 * hour;
    const second = open();
    keep(second, 2);
    await second.stop();
    expect(await numbers(second, 0, now + 1)).toEqual([2]);
  });
});

describe('a replay', () => {
  const ask = (over: object = {}) => ({
    ReplayName: 'again',
    EventSourceArn: arn,
    EventStartTime: start / 1000,
    EventEndTime: start / 1000 + 1,
    Destination: { Arn: 'arn:aws:events:eu-central-1:000000000000:event-bus/ours' },
    ...over,
  });
  const ended = async (replays: ReturnType<typeof createReplays>) => {
    for (;;) {
      const state = await replays.describeReplay({ ReplayName: 'again' });
      if (state.State !== 'RUNNING') return state;
      await new Promise((done) => setTimeout(done, 5));
    }
  };

  it('hands every event of the range to the bus, in order, and says how far it came', async () => {
    const archives = open();
    for (let n = 0; n < 45; n++) keep(archives, n);
    await archives.stop();
    const sent: number[] = [];
    const bus = {
      replay: async (name: string, replay: string, events: readonly string[]) => {
        expect([name, replay]).toEqual(['ours', 'again']);
        sent.push(...events.map((text) => JSON.parse(text).detail.n));
        return undefined;
      },
    };
    const replays = createReplays(archives, bus);
    await replays.startReplay(ask());
    expect(await ended(replays)).toMatchObject({ State: 'COMPLETED', EventLastReplayedTime: start / 1000 });
    expect(sent).toEqual(Array.from({ length: 45 }, (_, n) => n));
  });

  it('has failed when a queue did not take an event', async () => {
    const archives = open();
    keep(archives, 1);
    await archives.stop();
    const replays = createReplays(archives, { replay: async () => 'full' });
    await replays.startReplay(ask());
    expect(await ended(replays)).toMatchObject({ State: 'FAILED', StateReason: 'full' });
  });

  it.each([
    [{ EventSourceArn: 'arn:of:nothing' }, 'does not exist'],
    [{ EventEndTime: start / 1000 }, 'not after'],
    [{ ReplayName: 'two words' }, 'ReplayName'],
  ])('is refused with a reason: %j', async (over, reason) => {
    const replays = createReplays(open(), { replay: async () => undefined });
    await expect(replays.startReplay(ask(over))).rejects.toThrow(reason);
  });
});
