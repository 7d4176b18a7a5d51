import { type Command, InvalidArgumentError, Option } from 'commander';
import { refusalCodes } from '../shared/errors.ts';

export interface DayOptions {
  from?: string;
  to?: string;
}
export interface SelectionOptions extends DayOptions {
  source?: string;
  code?: string;
  path?: string;
}

/** Adds the options that say on which days something was refused. */
export function addDayOptions(command: Command): Command {
  return command
    .option('--from <day>', 'only those refused on or after this day', parseDay)
    .option('--to <day>', 'only those refused on or before this day', parseDay);
}

/** Adds the options that select rejections by what they are. */
export function addSelectionOptions(command: Command): Command {
  const selecting = command
    .option('--source <uri>', 'only those of this source')
    .addOption(new Option('--code <code>', 'only those refused for this reason').choices(Object.keys(refusalCodes)))
    .option('--path <path>', 'only those with this field to blame, as list shows it');
  return addDayOptions(selecting);
}

/** The days as the API's `DateRange`; undefined when none is given. */
export const rangeOf = ({ from, to }: DayOptions): { from: string; to: string } | undefined =>
  from || to ? { from: from ?? '2000-01-01', to: to ?? '2999-12-31' } : undefined;

/** The options as the API's `RejectionFilter`; undefined when none is given. */
export function filterOf({ source, code, path, ...days }: SelectionOptions): Record<string, unknown> | undefined {
  const range = rangeOf(days);
  const filter = { ...(source && { source }), ...(code && { code }), ...(path && { path }), ...(range && { range }) };
  return Object.keys(filter).length > 0 ? filter : undefined;
}

/** By ids, by a filter or all: not by nothing, which would be a slip. */
export function selectionOf(
  ids: readonly string[],
  { all, ...options }: SelectionOptions & { all?: true },
  command: Command,
): Record<string, unknown> {
  const filter = filterOf(options);
  const ways = [ids.length > 0, filter !== undefined, all === true].filter(Boolean).length;
  if (ways !== 1) command.error('error: name rejections by their ids, select them by options, or say --all');
  return ids.length > 0 ? { ids } : { filter: filter ?? {} };
}

function parseDay(day: string): string {
  if (!/^\d{4}-\d\d-\d\d$/.test(day)) throw new InvalidArgumentError('write a day, e.g. 2026-11-20.');
  return day;
}
