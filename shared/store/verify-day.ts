import { dayPrefix, monthOf } from '../cell.ts';
import { type Deltas, splitAddress } from '../deltas.ts';
import { type ActiveRevisions, loadActiveRevisions } from './cell-queries.ts';
import { type CellDifference, compareCells } from './verify.ts';
import { readDayCells } from './verify-day-cells.ts';
import { type DayFactsDeps, readDayFacts } from './verify-day-facts.ts';

export interface VerifyDayDeps extends DayFactsDeps {
  cellsTable: string;
  sleep: (milliseconds: number) => Promise<void>;
  /** Milliseconds between the looks that must all find the same difference; 12 s in all unless said otherwise. */
  pauses?: readonly number[];
}

export interface DayReport {
  day: string;
  /** `changing`: cells changed in every look, so nothing can be said; try again later. */
  outcome: 'same' | 'different' | 'changing';
  facts: number;
  cells: number;
  differences: CellDifference[];
  threads: string[];
}

/** Looks at a day that goes on changing. */
const maxLooks = 6;
/** The index follows the ledger by a moment: what differs must do so again after each of these, with nothing changed. */
const patience = [2_000, 10_000];

/**
 * Compares all cells of a home day with what the ledger says of it, exactly, while folds go on: a look counts only when
 * the revision of the day and the generation of the cells are the same after it as they were before.
 */
export async function verifyDay(deps: VerifyDayDeps, day: string): Promise<DayReport> {
  const { pauses = patience } = deps;
  let unchanged: { revision: string; looks: number } = { revision: '', looks: 0 };
  let last: Omit<DayReport, 'outcome'> = { day, facts: 0, cells: 0, differences: [], threads: [] };
  for (let look = 0; look < maxLooks; look++) {
    const before = await revisionOf(deps, day);
    last = await compareDay(deps, day, before);
    const revision = stampOf(before, day);
    if (revision !== stampOf(await revisionOf(deps, day, before.generation), day)) {
      unchanged = { revision: '', looks: 0 };
    } else {
      if (last.differences.length === 0) return { ...last, outcome: 'same' };
      unchanged = { revision, looks: unchanged.revision === revision ? unchanged.looks + 1 : 1 };
      if (unchanged.looks > pauses.length) return { ...last, outcome: 'different' };
    }
    await deps.sleep(pauses[Math.max(0, unchanged.looks - 1)] ?? 0);
  }
  return { ...last, outcome: 'changing', differences: [] };
}

const revisionOf = ({ client, cellsTable: tableName, lanes }: VerifyDayDeps, day: string, generation = 1) =>
  loadActiveRevisions({ client, tableName, lanes, generation }, [monthOf(day)]);

const stampOf = ({ generation, revisions }: ActiveRevisions, day: string): string =>
  `${generation} ${revisions.get(monthOf(day))?.get(dayPrefix(day)) ?? 0}`;

async function compareDay(deps: VerifyDayDeps, day: string, { generation, revisions }: ActiveRevisions) {
  const { client, cellsTable: tableName, lanes, context, sleep } = deps;
  const table = { client, tableName, lanes, generation };
  const stored = await readDayCells(table, day, context.home, revisions, sleep);
  const { cells, facts, threads, knowsDues } = await readDayFacts(deps, day, departmentsOf(deps, stored));
  const differences = compareCells(cells, stored).filter((one) => knowsDues || !isOfDues(one));
  return { day, facts, cells: stored.size, differences, threads };
}

/** Those of the organisation, and whatever else the cells know. */
function departmentsOf({ context }: VerifyDayDeps, stored: Deltas['cells']): string[] {
  const counted = [...stored.keys()].flatMap((address) => {
    const { partition, sort } = splitAddress(address);
    return partition === 'V#d' ? [sort.slice(sort.indexOf('#') + 1)] : [];
  });
  return [...new Set([...context.organisation.departments.map(({ id }) => id), ...counted])];
}

/** Whether a counter is about what fell due or was settled then: an enquiry of any day before may be in it. */
const isOfDues = ({ cell, attribute }: CellDifference): boolean =>
  (cell.startsWith('R#') && /^\d\d[ds]$/.test(attribute)) || (cell.startsWith('r#') && /^.[ds]$/.test(attribute));
