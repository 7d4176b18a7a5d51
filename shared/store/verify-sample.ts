import { canaryTime } from '../canary.ts';
import { dayPrefix, monthOf } from '../cell.ts';
import { countsOfSourcesByDay } from './cell-formats.ts';
import { loadActiveMonths, loadRevisions, loadSegments } from './cell-queries.ts';
import { loadGenerations } from './generations.ts';
import { type DayReport, type VerifyDayDeps, verifyDay } from './verify-day.ts';
import { verifyThreads } from './verify-threads.ts';

export interface SampleDeps extends VerifyDayDeps {
  /** 0 <= x < 1: draws days and conversations. */
  random: () => number;
  /** Milliseconds since 1970. */
  clock: () => number;
  limits: SampleLimits;
}

/** What one run may look at. */
export interface SampleLimits {
  days: number;
  /** Facts read, all days together. */
  facts: number;
  /** Conversations of each day that are compared turn by turn. */
  conversations: number;
  /** After so many milliseconds no further day is begun. */
  time: number;
}

export interface SampleReport {
  days: DayReport[];
  /** Days that were drawn and have more facts than a run may read. */
  tooLarge: string[];
  conversations: number;
  /** Ids of conversations that are not those of their facts. */
  conversationDifferences: string[];
}

/** One of the days drawn is among the last that anything happened on: what is wrong now is wrong there. */
const recentDays = 7;
/** Days that may turn out too large for a run, before it gives up to find others. */
const spareDays = 26;

/**
 * Compares some home days, drawn at random, and some of their conversations with what the ledger says, while folds go
 * on. What a run reads is bounded by `limits`.
 */
export async function verifySample(deps: SampleDeps): Promise<SampleReport> {
  const { random, clock, limits } = deps;
  const began = clock();
  const report: SampleReport = { days: [], tooLarge: [], conversations: 0, conversationDifferences: [] };
  let left = limits.facts;
  for (const day of drawDays(await changedDays(deps), limits.days + spareDays, random)) {
    if (report.days.length === limits.days || clock() - began > limits.time) break;
    const facts = await factsOf(deps, day);
    if (facts > limits.facts) report.tooLarge.push(day);
    if (facts > left) continue;
    left -= facts;
    const found = await verifyDay(deps, day);
    report.days.push(found);
    const threads = shuffled(found.threads, random).slice(0, limits.conversations);
    report.conversations += threads.length;
    report.conversationDifferences.push(...(await verifyThreads(deps, threads)));
  }
  return report;
}

/** The home days, oldest first, on which any cell ever changed; without the one that the canary has for itself. */
async function changedDays({ client, cellsTable: tableName, lanes, context }: SampleDeps): Promise<string[]> {
  const { generation, months } = await loadActiveMonths({ client, tableName, lanes }, '9999');
  const revisions = await loadRevisions({ client, tableName, lanes, generation }, [...months.keys()]);
  const canary = context.home.dayOf(Date.parse(canaryTime));
  return [...revisions]
    .flatMap(([month, days]) => [...days.keys()].filter((name) => /^\d\d$/.test(name)).map((day) => `${month}-${day}`))
    .filter((day) => day !== canary)
    .sort();
}

/** Days at random, more than are looked at, because some may be too large; a recent one first. */
function drawDays(days: readonly string[], most: number, random: () => number): string[] {
  const recent = shuffled(days.slice(-recentDays), random).slice(0, 1);
  const others = shuffled(
    days.filter((day) => !recent.includes(day)),
    random,
  );
  return [...recent, ...others].slice(0, most);
}

/** How many facts a day has, as its cells say. */
async function factsOf({ client, cellsTable: tableName, lanes }: SampleDeps, day: string): Promise<number> {
  const { active: generation } = await loadGenerations(client, tableName);
  const table = { client, tableName, lanes, generation };
  const month = await loadSegments(table, countsOfSourcesByDay, 'a', [monthOf(day)]);
  const sources = [...(month.get(monthOf(day))?.data.values() ?? [])];
  return sources.reduce((sum, counts) => sum + (counts[Number(dayPrefix(day))] ?? 0), 0);
}

function shuffled<T>(all: readonly T[], random: () => number): T[] {
  return all
    .map((one) => ({ one, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ one }) => one);
}
