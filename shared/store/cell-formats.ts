import { chunkOf, monthOf } from '../cell.ts';
import { ideaCounters } from '../metrics/ideas.ts';
import { episodeMeasures } from '../metrics/response.ts';
import { extraCodes } from '../metrics/volume.ts';
import { activities, activityCode, directionCode, directions } from '../vocabulary.ts';
import { addDays, daysOf } from '../zone.ts';
import type { CellFormat } from './cell-queries.ts';
import { peopleByDay } from './people-format.ts';

/** Codes that are only ever counted as inbound; every other has a column for each direction. */
const inboundOnly = new Set<string>([
  extraCodes.customerWords,
  extraCodes.partner,
  extraCodes.conversations,
  extraCodes.dialogues,
]);

/** The measures of the family volume, in the order of their columns: activity or other code, then direction. */
export const volumeColumns: readonly string[] = [
  ...activities.map((activity) => activityCode[activity]),
  ...Object.values(extraCodes),
].flatMap((code) =>
  directions.flatMap((direction) =>
    direction !== 'inbound' && inboundOnly.has(code) ? [] : [code + directionCode[direction]],
  ),
);
const volumeColumn = new Map(volumeColumns.map((measure, column) => [measure, column]));

export const episodeColumns: readonly string[] = episodeMeasures;
const episodeColumn = new Map<string, number>(episodeMeasures.map((measure, column) => [measure, column]));

/** Counters by member: rows of days, `columns` wide. */
export type DayTable = Map<string, Float64Array>;
/** Rows of a volume chunk: days 0–7 of the chunk. */
export const chunkDays = 8;
/** Rows of a month: days 0–31. */
export const monthDays = 32;

const inDays = (days: number, columns: number) => (into: DayTable, member: string) => {
  let table = into.get(member);
  if (!table) {
    table = new Float64Array(days * columns);
    into.set(member, table);
  }
  return table;
};

const monthDayNames = new Map<string, string[]>();
function daysOfMonth(month: string): string[] {
  let days = monthDayNames.get(month);
  if (!days) {
    days = daysOf(`${month}-01`, addDays(nextMonth(month), -1));
    monthDayNames.set(month, days);
  }
  return days;
}
const chunkDayNames = new Map<string, string[]>();
function daysOfChunk(chunk: string): string[] {
  let days = chunkDayNames.get(chunk);
  if (!days) {
    days = daysOfMonth(chunk.slice(0, 7)).filter((day) => chunkOf(day) === chunk);
    chunkDayNames.set(chunk, days);
  }
  return days;
}
const nextMonth = (month: string) =>
  new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5, 7)), 1)).toISOString().slice(0, 10);

const volumeTable = inDays(chunkDays, volumeColumns.length);
/** Volume by home day, in chunks of eight days: row = day of the month modulo 8. */
export const volumeByDay: CellFormat<DayTable> = {
  kind: 'V',
  segmentLength: 9,
  segmentOf: chunkOf,
  daysOf: daysOfChunk,
  empty: () => new Map(),
  add(into, _chunk, _rest, member, counters) {
    const table = volumeTable(into, member);
    for (const [name, count] of counters) {
      const column = volumeColumn.get(name.slice(2));
      if (column === undefined) continue;
      const at = (Number(name.slice(0, 2)) % chunkDays) * volumeColumns.length + column;
      table[at] = (table[at] as number) + count;
    }
  },
};

const episodeTable = inDays(monthDays, episodeColumns.length);
/** Episodes by home day, in months: row = day of the month. */
export const episodesByDay: CellFormat<DayTable> = {
  kind: 'R',
  segmentLength: 7,
  segmentOf: monthOf,
  daysOf: daysOfMonth,
  empty: () => new Map(),
  add(into, _month, _rest, member, counters) {
    const table = episodeTable(into, member);
    for (const [name, count] of counters) {
      const at = Number(name.slice(0, 2)) * episodeColumns.length + (episodeColumn.get(name.slice(2)) as number);
      table[at] = (table[at] as number) + count;
    }
  },
};

/** Episodes by due quarter: flat triples of due quarter, how many are due then, how many of them were answered in time. */
export type DueList = number[];

/** Due times by home day of the enquiry. */
export const dueByDay: CellFormat<Map<string, DueList>> = {
  kind: 'T',
  segmentLength: 10,
  segmentOf: (day) => day,
  daysOf: (day) => [day],
  empty: () => new Map(),
  add(into, _day, _rest, member, counters) {
    const list = into.get(member) ?? [];
    into.set(member, list);
    for (const [name, count] of counters) {
      const due = Number.parseInt(name.slice(1), 36);
      if (name[0] === 't') list.push(due, count, 0);
      else list.push(due, 0, count);
    }
  },
};

/** A sketch: flat pairs of bucket and count, for each attribution. */
export interface SketchPairs {
  enquiry: number[];
  response: number[];
}
const sketchOf = (into: Map<string, SketchPairs>, member: string): SketchPairs => {
  let sketch = into.get(member);
  if (!sketch) {
    sketch = { enquiry: [], response: [] };
    into.set(member, sketch);
  }
  return sketch;
};

/** First response sketches by home day. */
export const sketchByDay: CellFormat<Map<string, SketchPairs>> = {
  kind: 'H',
  segmentLength: 10,
  segmentOf: (day) => day,
  daysOf: (day) => [day],
  empty: () => new Map(),
  add(into, _day, _segment, member, counters) {
    const sketch = sketchOf(into, member);
    for (const [name, count] of counters) {
      (name[0] === 'e' ? sketch.enquiry : sketch.response).push(Number.parseInt(name.slice(1), 36), count);
    }
  },
};

/** A UTC day may hold parts of the home days around it. */
const homeDaysAround = (day: string): string[] => [addDays(day, -1), day, addDays(day, 1)];

/** The first quarter hour, since 1970, of a block named by its day and the `THH` behind it. */
const quarterOfBlock = (day: string, rest: string): number => Date.parse(`${day}${rest.slice(0, 3)}:00:00Z`) / 900_000;

/** Volume by UTC quarter hour, for one UTC day: flat triples of quarter, column and count. */
export const volumeByQuarter: CellFormat<Map<string, number[]>> = {
  kind: 'v',
  segmentLength: 10,
  segmentOf: (day) => day,
  daysOf: homeDaysAround,
  empty: () => new Map(),
  add(into, day, rest, member, counters) {
    const list = into.get(member) ?? [];
    into.set(member, list);
    const block = quarterOfBlock(day, rest);
    for (const [name, count] of counters) {
      list.push(block + Number.parseInt(name[0] as string, 36), volumeColumn.get(name.slice(1)) as number, count);
    }
  },
};

/** Everything about episodes by UTC quarter hour, for one UTC day. */
export interface QuarterEpisodes {
  /** Flat triples of quarter, column and count. */
  counters: number[];
  /** Flat fours of quarter, due quarter, due, answered in time. */
  dues: number[];
  /** Flat triples of quarter, bucket and count. */
  enquiry: number[];
  response: number[];
}

export const episodesByQuarter: CellFormat<Map<string, QuarterEpisodes>> = {
  kind: 'r',
  segmentLength: 10,
  segmentOf: (day) => day,
  daysOf: homeDaysAround,
  empty: () => new Map(),
  add(into, day, rest, member, counters) {
    const all = into.get(member) ?? { counters: [], dues: [], enquiry: [], response: [] };
    into.set(member, all);
    const block = quarterOfBlock(day, rest);
    for (const [name, count] of counters) {
      const quarter = block + Number.parseInt(name[0] as string, 36);
      const measure = name[1] as string;
      const code = Number.parseInt(name.slice(2), 36);
      if (measure === 'E') all.enquiry.push(quarter, code, count);
      else if (measure === 'R') all.response.push(quarter, code, count);
      else if (measure === 't') all.dues.push(quarter, code, count, 0);
      else if (measure === 'w') all.dues.push(quarter, code, 0, count);
      else all.counters.push(quarter, episodeColumn.get(measure) as number, count);
    }
  },
};

const ideaColumn = new Map<string, number>(ideaCounters.map((counter, column) => [counter, column]));
const ideaTable = inDays(monthDays, ideaCounters.length);
/** Ideas by home day of their submission, in months: row = day of the month. */
export const ideasByDay: CellFormat<DayTable> = {
  kind: 'I',
  segmentLength: 7,
  segmentOf: monthOf,
  daysOf: daysOfMonth,
  empty: () => new Map(),
  add(into, _month, _rest, member, counters) {
    const table = ideaTable(into, member);
    for (const [name, count] of counters) {
      const at = Number(name.slice(0, 2)) * ideaCounters.length + (ideaColumn.get(name.slice(2)) as number);
      table[at] = (table[at] as number) + count;
    }
  },
};

/** Sketches of the time between the steps of ideas: by the letter of the sketch, flat pairs of bucket and count. */
export type StepSketches = Map<string, number[]>;

/** Step sketches by home day of the submission. */
export const ideaSketchByDay: CellFormat<Map<string, StepSketches>> = {
  kind: 'J',
  segmentLength: 10,
  segmentOf: (day) => day,
  daysOf: (day) => [day],
  empty: () => new Map(),
  add(into, _day, _rest, member, counters) {
    const sketches = into.get(member) ?? new Map<string, number[]>();
    into.set(member, sketches);
    for (const [name, count] of counters) {
      const pairs = sketches.get(name[0] as string) ?? [];
      sketches.set(name[0] as string, pairs);
      pairs.push(Number.parseInt(name.slice(1), 36), count);
    }
  },
};

/** Internal interactions: sending department, receiving department, then a counter for each day of the chunk. */
export type PairTable = Map<string, Map<string, Float64Array>>;

/** Internal interactions between departments by home day, in chunks of eight days. */
export const pairsByDay: CellFormat<PairTable> = {
  kind: 'K',
  segmentLength: 9,
  segmentOf: chunkOf,
  daysOf: daysOfChunk,
  empty: () => new Map(),
  add(into, _chunk, _rest, from, counters) {
    const ofSender = into.get(from) ?? new Map<string, Float64Array>();
    into.set(from, ofSender);
    for (const [name, count] of counters) {
      const to = name.slice(2);
      const days = ofSender.get(to) ?? new Float64Array(chunkDays);
      ofSender.set(to, days);
      const day = Number(name.slice(0, 2)) % chunkDays;
      days[day] = (days[day] as number) + count;
    }
  },
};

/** Interactions of each source by home month: row = day of the month. */
export const countsOfSourcesByDay: CellFormat<DayTable> = {
  kind: 'S',
  segmentLength: 7,
  segmentOf: monthOf,
  daysOf: daysOfMonth,
  empty: () => new Map(),
  add(into, _month, _rest, source, counters) {
    const table = sourceTable(into, source);
    for (const [name, count] of counters) table[Number(name)] = (table[Number(name)] as number) + count;
  },
};
const sourceTable = inDays(monthDays, 1);

/** Every kind of cell, so that a correction knows on which days it depends. */
export const cellFormats: readonly Pick<CellFormat<unknown>, 'kind' | 'segmentLength' | 'segmentOf' | 'daysOf'>[] = [
  volumeByDay,
  volumeByQuarter,
  episodesByDay,
  episodesByQuarter,
  dueByDay,
  sketchByDay,
  ideasByDay,
  ideaSketchByDay,
  pairsByDay,
  peopleByDay,
  countsOfSourcesByDay,
];
