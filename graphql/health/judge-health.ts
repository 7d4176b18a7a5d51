import type { Erasure } from '../../shared/erasure.ts';
import { isErasureLate } from '../../shared/late-erasures.ts';
import type { Generations } from '../../shared/store/generations.ts';
import type { Run } from '../../shared/store/runs.ts';
import type { Texts } from '../../shared/texts.ts';
import { leftRebuild } from './left-rebuild.ts';
import { missedRuns } from './missed-runs.ts';

/** How many messages wait in a queue and are being worked on; null: the queue did not answer. */
export type QueueDepth = { waiting: number; inFlight: number } | null;

/** What is read of the machinery. Instants are epoch milliseconds. */
export interface HealthReading {
  /** Interactions on their way to the cells. */
  queue: QueueDepth;
  /** Seconds until what comes now is counted, as the fold notes it; null when it never did. */
  lagSeconds: number | null;
  /** When it noted so. */
  notedAt: number | null;
  deadLetters: readonly { queue: string; depth: QueueDepth }[];
  runs: readonly Run[];
  /** Those that are not done. */
  erasures: readonly Pick<Erasure, 'state' | 'askedAt' | 'erasedAt' | 'sweptAt'>[];
  /** Whether cells are being rebuilt. */
  generations: Generations;
  silent: number;
  refusing: number;
  failing: number;
}

export const healthCodes = {
  QUEUE_UNKNOWN: 'A queue did not answer.',
  BEHIND: 'What was accepted waits too long to be counted.',
  DEAD_LETTERS: 'Messages wait in dead letters.',
  RUN_MISSED: 'Something that the clock starts has not run for too long.',
  RUN_FAILED: 'Its last run ended by an error.',
  CANARY_LOST: 'The canary was not counted in time.',
  CELLS_DIFFER: 'A sample of the cells is not what the ledger says.',
  ERASURE_LATE: 'People should have been erased an hour ago.',
  REBUILD_LEFT: 'A rebuild of the cells was begun and is not done.',
  SOURCES_SILENT: 'Sources say nothing for longer than their cadence.',
  SOURCES_REFUSING: 'Much of what sources sent in the last hour was refused.',
  SOURCES_FAILING: 'Sources that are asked have failed for an hour.',
} as const;
export type HealthCode = keyof typeof healthCodes;

export interface HealthFinding {
  code: HealthCode;
  message: Texts;
  /** The section of the runbook. */
  section: string;
}

/** As the alarm `FoldBehind`. */
const behindSeconds = 300;

/**
 * For how long the oldest interaction waits, in seconds, about: the queue tells nobody but CloudWatch. Nothing waits: null.
 * A fold that notes nothing while something waits has been gone for so long at least.
 */
export function oldestSeconds({ queue, lagSeconds, notedAt }: HealthReading, now: number): number | null {
  if (queue === null || queue.waiting + queue.inFlight === 0) return null;
  return Math.max(lagSeconds ?? 0, notedAt === null ? 0 : (now - notedAt) / 1000);
}

/** What somebody should look at, the worst first. Empty: all is well. */
export function judgeHealth(reading: HealthReading, now: number): HealthFinding[] {
  const { queue, deadLetters, runs, erasures, silent, refusing, failing } = reading;
  const found: HealthFinding[] = [];
  const find = (code: HealthCode, section: string, en: string, de: string) =>
    found.push({ code, section, message: { en, de } });
  for (const { queue: name, depth } of deadLetters) {
    if (depth !== null && depth.waiting > 0) {
      const count = depth.waiting;
      const en = `Dead letters in "${name}": ${count}.`;
      find('DEAD_LETTERS', sectionOf(name), en, `Unzustellbare Nachrichten in „${name}“: ${count}.`);
    }
  }
  if (queue === null || deadLetters.some(({ depth }) => depth === null)) {
    find('QUEUE_UNKNOWN', 'health', 'A queue did not answer.', 'Eine Warteschlange hat nicht geantwortet.');
  }
  const oldest = oldestSeconds(reading, now);
  if (oldest !== null && oldest > behindSeconds) {
    const minutes = Math.round(oldest / 60);
    const de = `Angenommenes wartet seit etwa ${minutes} Minuten darauf, gezählt zu werden.`;
    find('BEHIND', 'foldbehind', `What was accepted waits about ${minutes} minutes to be counted.`, de);
  }
  for (const { name, error, told } of runs) {
    const { state, differences } = readTold(told);
    if (error !== undefined) {
      const en = `The last run of "${name}" ended by ${error}.`;
      find('RUN_FAILED', 'functionerrors', en, `Der letzte Lauf von „${name}“ endete mit ${error}.`);
    }
    if (name === 'canary' && state === 'LOST') {
      const de = 'Die Testsendung („canary“) wurde nicht rechtzeitig gezählt.';
      find('CANARY_LOST', 'canarylate', 'The canary was not counted in time.', de);
    }
    if (name === 'verify' && differences > 0) {
      const en = `Cells of a sample that are not what the ledger says: ${differences}.`;
      find('CELLS_DIFFER', 'cellsdiffer', en, `Zellen einer Stichprobe, die vom Ledger abweichen: ${differences}.`);
    }
  }
  for (const name of missedRuns(runs, now)) {
    const en = `"${name}" has not run for too long.`;
    find('RUN_MISSED', 'unstarted', en, `„${name}“ ist zu lange nicht gelaufen.`);
  }
  const late = erasures.filter((erasure) => isErasureLate(erasure, now)).length;
  if (late > 0) {
    const en = `Erasures of people that should have been done an hour ago: ${late}.`;
    find(
      'ERASURE_LATE',
      'erasurelate',
      en,
      `Löschungen von Personen, die seit einer Stunde fertig sein müssten: ${late}.`,
    );
  }
  const rebuild = leftRebuild(reading.generations, now);
  if (rebuild !== undefined) {
    const { step, hours, mayAbandon } = rebuild;
    const again = '`polylog rebuild --online`';
    const en = `A rebuild has stood in "${step}" for ${hours} h: run ${again} again${mayAbandon ? ', or with `--abandon`' : ''}.`;
    const de = `Ein Neuaufbau steht seit ${hours} h in „${step}“: ${again} noch einmal ausführen${mayAbandon ? ', oder mit `--abandon`' : ''}.`;
    find('REBUILD_LEFT', 'health', en, de);
  }
  if (silent > 0) {
    const en = `Sources that are silent for longer than their cadence: ${silent}.`;
    find('SOURCES_SILENT', 'sourcessilent', en, `Quellen, die länger schweigen als ihr Takt: ${silent}.`);
  }
  if (refusing > 0) {
    const en = `Sources of which much was refused in the last hour: ${refusing}.`;
    const de = `Quellen, von denen in der letzten Stunde viel abgelehnt wurde: ${refusing}.`;
    find('SOURCES_REFUSING', 'sourcesrefusing', en, de);
  }
  if (failing > 0) {
    const en = `Sources that have been asked in vain for an hour: ${failing}.`;
    find(
      'SOURCES_FAILING',
      'sourcesfailing',
      en,
      `Quellen, die seit einer Stunde vergeblich gefragt werden: ${failing}.`,
    );
  }
  return found;
}

/** What a run said of itself, as far as it is judged here. */
export function readTold(told: string | undefined): {
  state?: string;
  differences: number;
  seconds?: number;
  goneSeconds?: number;
} {
  const read = told === undefined ? {} : (JSON.parse(told) as Record<string, unknown>);
  const number = (name: string) => (typeof read[name] === 'number' ? { [name]: read[name] } : {});
  return {
    differences: 0,
    ...number('differences'),
    ...number('seconds'),
    ...number('goneSeconds'),
    ...(typeof read.state === 'string' && { state: read.state }),
  };
}

const sectionOf = (queue: string): string => (queue === 'unstarted' ? 'unstarted' : `${queue}notempty`);
