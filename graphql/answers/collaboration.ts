import { hiddenPairs } from '../../shared/hidden-pairs.ts';
import type { Organisation } from '../../shared/organisation.ts';
import type { Texts } from '../../shared/texts.ts';
import type { ApiContext } from '../context.ts';
import type { CollaborationCounts, PairCount } from '../plan/collaboration-of.ts';
import type { ReportWarning } from '../plan/report.ts';
import { checkRange } from './check-range.ts';

export interface CollaborationCell {
  from: string;
  to: string;
  /** Null when withheld. */
  interactions: number | null;
  withheld: boolean;
  /** Often enough to be connected; null when withheld, and within a department. */
  connected: boolean | null;
}

export interface CollaborationAnswer {
  departments: string[];
  cells: CollaborationCell[];
  days: { from: string; to: string } | null;
  openness: number | null;
  connectedness: number | null;
  reciprocity: number | null;
  warnings: ReportWarning[];
}

/**
 * The collaboration matrix of a range: every department to every department, also to itself. Openness and
 * connectedness are those of a report over the same days.
 */
export async function answerCollaboration(
  range: { from: string; to: string },
  { deps, directory: { organisation } }: Pick<ApiContext, 'deps' | 'directory'>,
): Promise<CollaborationAnswer> {
  checkRange(range);
  const { pairs, days } = await deps.collaboration(range, organisation);
  const departments = departmentsIn(pairs, organisation);
  if (days.from > days.to) return nothingWhole(departments);
  const cells = collaborationCells({ pairs, days }, organisation);
  const { totals, warnings } = await deps.report(
    { metrics: ['OPENNESS', 'CONNECTEDNESS'], range: days, granularity: 'TOTAL', by: [], attributeTo: 'ENQUIRY' },
    organisation,
  );
  return {
    departments,
    cells,
    days,
    openness: totals[0]?.value ?? null,
    connectedness: totals[1]?.value ?? null,
    reciprocity: reciprocityOf(cells),
    warnings: [...warnings, ...warningsOf(cells, days, range)],
  };
}

/** The cells of the matrix, row by row; those hidden that could tell of fewer than five senders. */
export function collaborationCells({ pairs }: CollaborationCounts, organisation: Organisation): CollaborationCell[] {
  const departments = departmentsIn(pairs, organisation);
  const byPair = new Map(pairs.map((pair) => [`${pair.from}|${pair.to}`, pair]));
  const hidden = hiddenPairs(
    departments,
    (pair) => byPair.get(pair)?.people ?? 0,
    (pair) => byPair.get(pair)?.hiddenInPart === true,
  );
  return departments.flatMap((from) =>
    departments.map((to) => {
      const withheld = hidden.has(`${from}|${to}`);
      const interactions = byPair.get(`${from}|${to}`)?.interactions ?? 0;
      if (withheld) return { from, to, interactions: null, withheld, connected: null };
      const connected = from === to ? null : interactions >= organisation.collaboration.minimumInteractions;
      return { from, to, interactions, withheld, connected };
    }),
  );
}

/** Those of the organisation, in its order, then those removed from it that still have facts. */
function departmentsIn(pairs: readonly PairCount[], { departments }: Organisation): string[] {
  const removed = pairs.flatMap(({ from, to }) => [from, to]).sort();
  return [...new Set([...departments.map(({ id }) => id), ...removed])];
}

/**
 * The share of connected pairs whose reverse is connected, too (Wasserman and Faust, Social Network Analysis, 1994,
 * chapter 13), over pairs of which both directions are shown; null when none is connected.
 */
function reciprocityOf(cells: readonly CollaborationCell[]): number | null {
  const connected = new Map(cells.map(({ from, to, connected: is }) => [`${from}|${to}`, is]));
  const pairs = cells.filter((cell) => cell.connected && connected.get(`${cell.to}|${cell.from}`) != null);
  const mutual = pairs.filter(({ from, to }) => connected.get(`${to}|${from}`));
  return pairs.length === 0 ? null : mutual.length / pairs.length;
}

const wholePeriods: Texts = {
  en: 'Internal collaboration is told for whole ISO weeks or calendar months that are over',
  de: 'Interne Zusammenarbeit wird für ganze ISO-Wochen oder Kalendermonate gezeigt, die vorbei sind',
};

function nothingWhole(departments: string[]): CollaborationAnswer {
  const cells = departments.flatMap((from) =>
    departments.map((to) => ({ from, to, interactions: null, withheld: true, connected: null })),
  );
  const message = {
    en: `${wholePeriods.en}: the range holds none.`,
    de: `${wholePeriods.de}: Der Zeitraum enthält keine.`,
  };
  const warnings = [{ code: 'WHOLE_PERIODS', message }];
  return { departments, cells, days: null, openness: null, connectedness: null, reciprocity: null, warnings };
}

function warningsOf(
  cells: readonly CollaborationCell[],
  days: { from: string; to: string },
  range: { from: string; to: string },
): ReportWarning[] {
  const warnings: ReportWarning[] = [];
  if (days.from !== range.from || days.to !== range.to) {
    const message = {
      en: `${wholePeriods.en}: counted are ${days.from} to ${days.to}.`,
      de: `${wholePeriods.de}: Gezählt wurde vom ${days.from} bis zum ${days.to}.`,
    };
    warnings.push({ code: 'WHOLE_PERIODS', message });
  }
  const hidden = cells.filter(({ withheld }) => withheld).length;
  if (hidden > 0) {
    const message = {
      en: `${hidden} of ${cells.length} cells are withheld: fewer than five senders, or what these could be computed from.`,
      de: `${hidden} von ${cells.length} Feldern bleiben ungenannt: weniger als fünf Absender oder das, woraus sie sich errechnen ließen.`,
    };
    warnings.push({ code: 'SMALL_GROUP', message });
  }
  return warnings;
}
