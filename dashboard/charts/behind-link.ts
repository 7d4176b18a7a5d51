import * as z from 'zod/mini';
import type { MetricName } from '../app/shell.ts';
import { day } from '../filters/day.ts';
import { readFilters } from '../filters/filters.ts';

export const channelKinds = ['SOCIAL', 'DIRECT', 'INTERNAL'] as const;

/** A point of a chart: a metric over whole days, both included, and the members that it is of. */
export interface BehindPoint {
  metric: MetricName;
  from: string;
  to: string;
  /** Absent or empty: all of them. */
  departments?: readonly string[];
  channels?: readonly string[];
  channelKinds?: readonly (typeof channelKinds)[number][];
  /** `NUMERATOR`: of a ratio, what is above the line. */
  part?: 'ALL' | 'NUMERATOR';
  /** The IANA time zone of the days; absent: the organisation's. */
  zone?: string | undefined;
}

/**
 * The parameters of `/behind` for a point. Those of the view's own filters may stand before them, so that the way on keeps
 * period and comparison: `{...linkFilters(), ...behindSearch(point)}`.
 */
export function behindSearch(point: BehindPoint): Record<string, string> {
  const { metric, from, to, departments = [], channels = [], channelKinds: kinds = [], part = 'ALL', zone } = point;
  return Object.fromEntries(
    Object.entries({
      metric,
      from,
      to,
      department: departments.join(','),
      channel: channels.join(','),
      kind: kinds.join(','),
      part: part === 'ALL' ? '' : part,
      zone: zone ?? '',
    }).filter(([, value]) => value !== ''),
  );
}

const list = z.catch(
  z.pipe(
    z.string(),
    z.transform((text) => text.split(',').filter(Boolean)),
  ),
  [],
);
const kindList = z.pipe(
  list,
  z.transform((ids) => channelKinds.filter((kind) => ids.includes(kind))),
);

/** What the parameters of `/behind` say. `metric` is a word in capitals: whether the catalogue has it is seen there. */
const behindSchema = z.object({
  metric: z.string().check(z.regex(/^[A-Z0-9_]+$/)),
  from: day,
  to: day,
  department: list,
  channel: list,
  kind: kindList,
  part: z.catch(z.enum(['ALL', 'NUMERATOR']), 'ALL'),
  /** Whether the cases are listed instead of the interactions. */
  list: z.catch(z.optional(z.enum(['interactions', 'conversations'])), undefined),
  /** Where in the list the page begins or ends. */
  after: z.catch(z.optional(z.string()), undefined),
  before: z.catch(z.optional(z.string()), undefined),
});
export interface Behind extends z.infer<typeof behindSchema> {
  zone?: string | undefined;
}

/** The point in a query string's parameters, or undefined when they name none: no metric, or no days in their order. */
export function readBehind(parameters: Readonly<Record<string, unknown>>): Behind | undefined {
  const { success, data } = behindSchema.safeParse(parameters);
  return success && data.from <= data.to ? { ...data, zone: readFilters(parameters).zone } : undefined;
}
