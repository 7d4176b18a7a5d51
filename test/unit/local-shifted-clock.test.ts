import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, expect, it } from 'vitest';
import { shiftClock } from '../../local/shifted-clock.ts';

const folder = mkdtempSync(join(tmpdir(), 'polylog-clock-'));
const file = join(folder, 'clock');
const RealDate = Date;
afterEach(() => {
  globalThis.Date = RealDate;
});
afterAll(() => rmSync(folder, { recursive: true }));

it('moves every way of asking for the time, and no date that was given', async () => {
  const real = shiftClock(file);
  expect(Math.abs(Date.now() - real())).toBeLessThan(100);

  writeFileSync(file, String(-86_400_000));
  await sleep(60);
  const yesterday = real() - 86_400_000;
  expect(Math.abs(Date.now() - yesterday)).toBeLessThan(1_000);
  expect(Math.abs(Date.parse(new Date().toISOString()) - yesterday)).toBeLessThan(1_000);
  expect(Date().slice(0, 15)).toBe(new RealDate(yesterday).toString().slice(0, 15));
  expect(new Date('2026-01-01T00:00:00Z').getTime()).toBe(Date.UTC(2026, 0, 1));
  expect(new Date() instanceof Date).toBe(true);
  expect(Date.parse('1970-01-01T00:00:00Z')).toBe(0);

  writeFileSync(file, '3600000');
  await sleep(60);
  expect(Date.now() - real()).toBeGreaterThan(3_500_000);
});
