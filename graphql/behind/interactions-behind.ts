import type { Connection, PageRequest } from '../../shared/store/connection.ts';
import type { ListedInteraction } from '../../shared/store/ledger-reader.ts';
import type { Thread } from '../../shared/store/ledger-walks.ts';
import type { AnsweredReport } from '../answered-report.ts';
import type { ApiContext } from '../context.ts';
import type { ReportRow } from '../plan/report.ts';
import type { ReportPart } from './counting.ts';
import { countedInRow, countsFor } from './counts-for.ts';
import { departmentsBehind } from './departments-behind.ts';
import { scopeOfRow } from './row-scope.ts';
import { toldValue } from './told-value.ts';

export interface AskedBehind {
  metric: string;
  part: ReportPart;
}

/** A page of the interactions that a part of a value of a row is made of, newest first. */
export async function interactionsBehind(
  row: ReportRow,
  { metric: id, part }: AskedBehind,
  page: PageRequest,
  report: AnsweredReport,
  context: Pick<ApiContext, 'viewer' | 'directory' | 'deps'>,
): Promise<Connection<ListedInteraction>> {
  const { foldContext } = context.directory;
  const { metric } = toldValue(row, id, part);
  const { filter } = report.request;
  const scope = scopeOfRow(row, metric, report, foldContext);
  const { weightOf, departmentOf, thread } = countedInRow(countsFor(metric, part, scope), scope, row, filter);
  const query = {
    span: scope.span,
    departments: departmentsBehind(row, filter, departmentOf !== undefined, context),
    counts: (interaction: ListedInteraction['interaction']) => weightOf(interaction) !== undefined,
  };
  const { drillDown } = context.deps;
  if (!thread) return drillDown.interactionsIn(query, page, foldContext);
  const nodeOf = (listed: ListedInteraction, found: Thread | undefined) =>
    !found || thread.counts(listed.interaction, found.turns) ? listed : undefined;
  return drillDown.listInThreads({ ...query, threadOf: thread.of, nodeOf }, page, foldContext);
}
