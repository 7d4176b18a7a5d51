import type { RecordMapping } from '../record-mapping.ts';

/**
 * Options of the CSV parser (RFC 4180): records with the names of their columns, and with what is wrong with a row, so that
 * one uneven row does not stop the others.
 */
export const csvOptions = ({ delimiter, quote, columns }: RecordMapping['csv']) => ({
  delimiter,
  quote,
  columns: columns ?? true,
  bom: true,
  info: true as const,
  skip_empty_lines: true,
  relax_column_count: true,
});
