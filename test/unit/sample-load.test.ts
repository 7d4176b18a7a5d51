import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { loadSample } from '../../sample/load-sample.ts';
import { readSample } from '../../sample/read-sample.ts';
import { sampleSets, setOf } from '../../sample/sets.ts';
import { weeksUntil } from '../../sample/shift.ts';
import { fakeHost } from './cli-fake-host.ts';

const day = 86_400_000;
const now = new Date('2026-11-21T20:00:00Z');
let dataDir: string;
let host: Awaited<ReturnType<typeof fakeHost>>;

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'polylog-sample-'));
});
afterEach(async () => {
  await host.close();
  rmSync(dataDir, { recursive: true });
});

describe('loadSample', () => {
  test('shifts each set by whole weeks, so that its last day lies 1 to 7 days back, and alters nothing else', async () => {
    host = await fakeHost();
    const original = readSample();
    const steps: number[] = [];
    const options = { url: host.url, key: 'local', dataDir, now, onProgress: (sent: number) => steps.push(sent) };
    expect(await loadSample(options)).toEqual({ accepted: original.length, refused: [] });
    expect(steps.at(-1)).toBe(original.length);

    const loaded = new Map(host.taken.map((event) => [`${event.source}\n${event.id}`, event]));
    for (const set of sampleSets) {
      const mine = original.filter(({ source }) => setOf(source) === set);
      const shifts = new Set<number>();
      for (const { time, ...rest } of mine) {
        const { time: moved = '', ...same } = loaded.get(`${rest.source}\n${rest.id}`) ?? {};
        expect(same).toEqual(rest);
        shifts.add(Date.parse(moved) - Date.parse(time));
      }
      const [shift = Number.NaN] = shifts;
      expect(shifts.size).toBe(1);
      expect(Math.abs(shift % (7 * day))).toBe(0);
      const lastDay = new Date(Date.parse(mine.at(-1)?.time ?? '') + shift).toISOString().slice(0, 10);
      const daysBack = (Date.parse('2026-11-21') - Date.parse(lastDay)) / day;
      expect(daysBack).toBeGreaterThanOrEqual(1);
      expect(daysBack).toBeLessThanOrEqual(7);
    }
  });

  test('loads the same sample again weeks later, as the shift is kept in the data folder', async () => {
    host = await fakeHost();
    await loadSample({ url: host.url, key: 'local', dataDir, now });
    const first = host.taken.splice(0).map((event) => JSON.stringify(event));
    await loadSample({ url: host.url, key: 'local', dataDir, now: new Date(now.getTime() + 30 * day) });
    expect(host.taken.map((event) => JSON.stringify(event)).sort()).toEqual(first.sort());
    expect(Object.keys(JSON.parse(readFileSync(join(dataDir, 'sample-shift.json'), 'utf8')))).toEqual([...sampleSets]);
  });

  test('sends by time and waits when the host is busy', async () => {
    let refusals = 0;
    host = await fakeHost((_events, response, request) => {
      if (request % 20 !== 3) return false;
      refusals += 1;
      response.writeHead(429, { 'retry-after': '0' }).end('{}');
      return true;
    });
    const { accepted } = await loadSample({ url: host.url, key: 'local', dataDir, now });
    expect(refusals).toBeGreaterThan(0);
    expect(new Set(host.taken.map(({ source, id }) => `${source}\n${id}`)).size).toBe(accepted);
    const firstTime = host.taken[0]?.time ?? '';
    expect(host.taken.every(({ time }) => time >= firstTime)).toBe(true);
  });
});

test('the last day is 1 to 7 home-zone days back at any hour, over summer time and into the past', async () => {
  host = await fakeHost();
  const zone = 'Europe/Berlin';
  const dayIn = (time: number) => new Date(time).toLocaleDateString('sv-SE', { timeZone: zone });
  for (let hours = 0; hours < 24 * 21; hours += 1) {
    for (const last of ['2020-04-03T22:30:00Z', '2019-12-31T23:59:59Z', '2030-07-04T00:00:00Z']) {
      const today = Date.parse('2026-10-15T00:30:00Z') + hours * 3_600_000;
      const weeks = weeksUntil(Date.parse(last), new Date(today), zone);
      const moved = dayIn(Date.parse(last) + weeks * 7 * day);
      const back = (Date.parse(dayIn(today)) - Date.parse(moved)) / day;
      expect(back >= 1 && back <= 7, `${last} seen at ${new Date(today).toISOString()}: ${back}`).toBe(true);
    }
  }
});
