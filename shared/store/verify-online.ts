import { splitAddress } from '../deltas.ts';
import { homeDayOf } from './cell-day.ts';
import { cellFormats } from './cell-formats.ts';
import { createFoldStore } from './fold-store.ts';
import { inParallel } from './in-parallel.ts';
import { type CellDifference, type VerifyReport, verifyCells } from './verify.ts';
import { type VerifyDayDeps, verifyDay } from './verify-day.ts';
import { verifyThreads } from './verify-threads.ts';

/** Days looked at again at once, most of which wait; there may be hundreds. */
const parallel = 8;
const pauses = [3_000];

/**
 * Recomputes every cell and conversation as `verifyCells` does, while folds go on: what seems to differ is looked at again,
 * home day by home day, and told only when it differs while nothing changes. Days that never rest are named.
 */
export async function verifyOnline(deps: VerifyDayDeps): Promise<VerifyReport & { changing: string[] }> {
  const report = await verifyCells(deps);
  const days = [...new Set(report.differences.map((one) => dayOf(one, deps)))].sort();
  const differences: CellDifference[] = [];
  const changing: string[] = [];
  await inParallel(days, parallel, async (day) => {
    const found = await verifyDay({ ...deps, pauses }, day);
    differences.push(...found.differences);
    if (found.outcome === 'changing') changing.push(day);
  });
  return { ...report, differences, conversationDifferences: await stillDifferent(report, deps), changing };
}

/** Those that are wrong still, or still missing. */
async function stillDifferent({ conversationDifferences }: VerifyReport, deps: VerifyDayDeps) {
  const ids = conversationDifferences.map(({ id }) => id);
  const stored = await createFoldStore(deps.client, deps.ledgerTable).loadConversations(ids);
  const there = new Set(stored.map(({ id }) => id));
  const wrong = new Set(await verifyThreads(deps, [...there]));
  return conversationDifferences.filter(({ id }) => !there.has(id) || wrong.has(id));
}

function dayOf({ cell, attribute }: CellDifference, { context }: VerifyDayDeps): string {
  const { partition, sort } = splitAddress(cell.replace(' ', '\n'));
  const format = cellFormats.find(({ kind }) => partition.startsWith(`${kind}#`));
  return format ? homeDayOf(format.kind, sort, attribute, context.home) : sort.slice(0, 10);
}
