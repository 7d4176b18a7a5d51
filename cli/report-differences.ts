import type { CellsReport } from './store-access.ts';

const mostShown = 50;

/** Prints a summary and the first fifty differences, one a line, on standard output. */
export function reportDifferences({ facts, cells, differences }: CellsReport, what: string): void {
  for (const { cell, attribute, expected, actual } of differences.slice(0, mostShown)) {
    process.stdout.write(`${cell} ${attribute}: expected ${expected}, found ${actual}\n`);
  }
  const more = differences.length - mostShown;
  if (more > 0) process.stdout.write(`and ${more} more\n`);
  process.stdout.write(`${facts} facts, ${cells} cells, ${differences.length} ${what}\n`);
}
