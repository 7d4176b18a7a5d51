import type { GraphQLResolveInfo } from 'graphql';
import { ApiError } from '../../shared/errors.ts';
import type { AnsweredReport } from '../answered-report.ts';

type Path = GraphQLResolveInfo['path'];
type WithPath = { path?: Path | undefined };

/** Lists that the rows of one report may be asked for: a row has no price of its own. */
export const listsPerReport = 10;

interface AskedReport {
  report: AnsweredReport;
  lists: number;
}

/**
 * Reports by the place of their rows in the answer. The executor hands the same path to every field below, so rows need
 * not carry their report. The short executor gives none: nothing that asks for a report goes its way.
 */
const reports = new WeakMap<Path, AskedReport>();

/** Remembers which report the rows at a place in the answer are of. */
export function rememberReport({ path }: WithPath, report: AnsweredReport): void {
  if (path) reports.set(path, { report, lists: 0 });
}

/** The report of the row that a field belongs to; throws `COST_LIMIT` when its rows were asked for too many lists. */
export function reportOfRow({ path }: { path: Path }): AnsweredReport {
  const rows = path.prev?.prev;
  const asked = rows && reports.get(rows);
  if (!asked) throw new Error('Rows are answered below their report.');
  if (++asked.lists <= listsPerReport) return asked.report;
  throw new ApiError(
    'COST_LIMIT',
    `Rows of one report may be asked for ${listsPerReport} lists of what is behind them: narrow the report down to the rows that matter.`,
    { limit: listsPerReport },
  );
}
