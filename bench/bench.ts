import { loadavg } from 'node:os';

/** A measured figure as it is printed: where it comes from, what it is, and the conditions it was measured under. */
export interface Figure {
  suite: string;
  figure: string;
  value: number;
  unit: string;
  [condition: string]: string | number | boolean;
}
export type Conditions = Record<string, string | number | boolean>;

/** What a suite is given. */
export interface Bench {
  suite: string;
  /** Prints a figure on standard output, with the load of the machine of the last minute. */
  print(figure: string, value: number, unit: string, conditions?: Conditions): void;
  /** Says on standard error what is being done. */
  log(text: string): void;
  /** Everything printed so far, by all suites. */
  figures: Figure[];
  /** Ascending numbers of interactions for the suites that read. */
  sizes: number[];
  /** A shorter run: fewer interactions and seconds. */
  quick: boolean;
  /** Also says which functions the time went into. */
  profile: boolean;
  /** A new empty folder under one that is deleted when the run ends. */
  folder(): string;
  /** To be called when the run ends early. */
  onEnd(end: () => Promise<void>): void;
}

/** The figure as it is printed: three decimals are more than any of them is exact to. */
export const figureOf = (
  suite: string,
  figure: string,
  value: number,
  unit: string,
  conditions: Conditions = {},
): Figure => ({
  suite,
  figure,
  value: Math.round(value * 1000) / 1000,
  unit,
  ...conditions,
  load: Math.round((loadavg()[0] ?? 0) * 10) / 10,
});
