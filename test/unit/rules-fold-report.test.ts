import { Logger } from '@aws-lambda-powertools/logger';
import { afterEach, expect, it, vi } from 'vitest';
import type { BatchCounts } from '../../functions/aggregate/aggregate-messages.ts';
import { createFoldReport } from '../../functions/aggregate/create-fold-report.ts';
import { interaction } from '../interactions.ts';

const counts = { recorded: 3, duplicate: 1, conflict: 0, edited: 0, retracted: 0, rejected: 0, failed: 0, retries: 2 };
const now = Date.parse('2026-11-22T12:00:10.000Z');
const options = { namespace: 'Polylog-test', clock: () => now };
const recordedAt = '2026-11-22T12:00:09.000Z';
const folded = [interaction({ id: '1', recordedAt, trace: 'a'.repeat(32) }), interaction({ id: '2', recordedAt })];

/** The lines that the function prints for one report. */
function printed(counts: BatchCounts, failure?: string): Record<string, unknown>[] {
  const lines: Record<string, unknown>[] = [];
  const print = (line: string) => void lines.push(JSON.parse(line));
  // Else the logger prints on a console of its own.
  vi.stubEnv('POWERTOOLS_DEV', 'true');
  for (const level of ['info', 'warn', 'error'] as const) vi.spyOn(console, level).mockImplementation(print);
  createFoldReport(new Logger({ serviceName: 'aggregate' }), options)(counts, folded, failure);
  return lines;
}

afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

it('logs what was rejected as an error, with the count at the top level, where the metric filter reads it', () => {
  expect(printed({ ...counts, rejected: 2 })).toEqual([
    expect.objectContaining({ level: 'ERROR', message: 'folded', recorded: 3, rejected: 2 }),
  ]);
  expect(printed({ ...counts, rejected: 2 }, 'timeout')).toEqual([
    expect.objectContaining({ level: 'ERROR', failure: 'timeout' }),
  ]);
});

it('logs a batch that was folded as information, and one that failed as a warning', () => {
  expect(printed(counts)).toEqual([expect.objectContaining({ level: 'INFO', rejected: 0 })]);
  expect(printed({ ...counts, failed: 1 }, 'timeout')).toEqual([
    expect.objectContaining({ level: 'WARN', failure: 'timeout' }),
  ]);
});

it('names the traces that are in the cells now, and tells counts, retries and the lag as metrics', () => {
  expect(printed(counts)[0]).toMatchObject({
    traces: ['a'.repeat(32)],
    Folded: 2,
    Duplicates: 1,
    Retries: 2,
    FoldLag: [1_000, 1_000],
    _aws: { Timestamp: now, CloudWatchMetrics: [{ Namespace: 'Polylog-test', Dimensions: [[]] }] },
  });
});
