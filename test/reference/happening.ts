/** One line of the NDJSON, as far as the wire contract says anything about counting. */
export interface WireLine {
  id: string;
  source: string;
  type: string;
  time: string;
  data: {
    channel: string;
    department: string;
    direction?: string;
    actor: { id: string; kind: string; department?: string; manager?: boolean };
    target?: string;
    conversation?: string;
    idea?: string;
    stage?: string;
    counterpart?: { department?: string };
    text?: string;
    worded?: boolean;
    language?: string;
    sentiment?: number;
    topics?: string[];
    audience?: number;
    sampledRate?: number;
  };
}

/** The part of an organisation that numbers depend on. */
export interface Company {
  homeTimeZone: string;
  departments: readonly {
    id: string;
    headcount: readonly { from: string; count: number; managers?: number | undefined }[];
  }[];
  channels: readonly { id: string; kind: string }[];
  targets: readonly CompanyTarget[];
  /** Internal interactions from which two departments are connected. */
  connectedFrom: number;
}

/** Seconds of opening time until an answer is due; without `week` the clock never stops. ISO weekday to shifts. */
export interface CompanyTarget {
  department?: string;
  seconds: number;
  timeZone?: string;
  week?: Readonly<Record<string, readonly (readonly [string, string])[] | undefined>>;
  holidays?: readonly string[];
}

/** What finally happened: one interaction that counts. */
export interface Happening {
  source: string;
  id: string;
  activity: string;
  /** Epoch milliseconds. */
  at: number;
  /** The calendar day in the company's home zone. */
  day: string;
  channel: string;
  channelKind: string;
  department: string;
  direction: string;
  person: string;
  kind: string;
  manager: boolean;
  /** The department that an employee belonged to at that moment. */
  home: string;
  /** How many occurrences this one stands for. */
  weight: number;
  hasText: boolean;
  sentiment?: number;
  audience?: number;
  conversation?: string;
  idea?: string;
  stage?: string;
  toDepartment?: string;
}

/** The order of things that happened: by time, then by id, then by source. */
export function inOrder(
  a: { at: number; id: string; source: string },
  b: { at: number; id: string; source: string },
): number {
  if (a.at !== b.at) return a.at < b.at ? -1 : 1;
  if (a.id !== b.id) return a.id < b.id ? -1 : 1;
  return a.source < b.source ? -1 : a.source > b.source ? 1 : 0;
}

/** The things of a list by what they have in common, in the order in which each came up first. */
export function groupBy<T>(list: Iterable<T>, keyOf: (one: T) => string | undefined): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const one of list) {
    const key = keyOf(one);
    if (key === undefined) continue;
    const group = groups.get(key);
    if (group) group.push(one);
    else groups.set(key, [one]);
  }
  return groups;
}
