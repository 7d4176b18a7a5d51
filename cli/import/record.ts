/** What one record of a file became. An event is the JSON text of a CloudEvent. */
export type Made =
  | { events: readonly string[] }
  | { ignored: string }
  | { refused: { code: string; path: string; message: string } };

/** One line, row, mail or element of a file. */
export interface ImportRecord {
  /** From 1, in the order of the file; that of its line where it has one. */
  number: number;
  /** The record as it was read, for the file of the refused. */
  text: string;
  made: Made;
}

/** A record that is not in Polylog, and why. */
export interface RefusedRecord {
  line: number;
  code: string;
  path: string;
  message: string;
  /** The record as it was read. */
  text: string;
}
