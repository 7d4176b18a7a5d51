import type { FaultResult } from './run-round.ts';

/** A row for each kind and one for all: faults, interactions, lost, wrong, and the slowest recovery in seconds. */
export function faultTable(results: readonly FaultResult[]): string {
  const kinds = [...new Set(results.map(({ kind }) => kind))].sort();
  const rows = kinds.map((kind) =>
    rowOf(
      kind,
      results.filter((result) => result.kind === kind),
    ),
  );
  const head = ['fault', 'faults', 'interactions', 'lost', 'counted wrongly', 'slowest recovery (s)'];
  const all = [head, head.map(() => '---'), ...rows, rowOf('all', results)];
  return all.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function rowOf(name: string, results: readonly FaultResult[]): string[] {
  const sum = (of: (result: FaultResult) => number) => results.reduce((total, result) => total + of(result), 0);
  const faults = results.filter(({ sent }) => sent > 0).length;
  const slowest = Math.max(0, ...results.map(({ recovery }) => recovery));
  const counts = [faults, sum(({ sent }) => sent), sum(({ lost }) => lost), sum(({ wrong }) => wrong)];
  return [name, ...counts.map((count) => count.toLocaleString('en')), slowest.toFixed(1)];
}
