import type { DimensionSet } from '../../shared/cell.ts';
import type { Dimension } from '../../shared/metrics/metric.ts';
import type { Organisation } from '../../shared/organisation.ts';
import { volumeColumns } from '../../shared/store/cell-formats.ts';
import {
  activities,
  activityCode,
  type ChannelKind,
  channelKinds,
  directionCode,
  directions,
} from '../../shared/vocabulary.ts';
import type { FoundMembers } from './members-of.ts';
import type { ReportRow } from './report.ts';
import type { ReportPlan } from './resolve-request.ts';

/** The rows of one bucket: every combination of the members of the dimensions asked for, in the order asked for. */
export interface RowSpace {
  /** How many rows a bucket has. */
  size: number;
  /** The row of a cell member, or -1 when the filter leaves it out. Activity and direction come on top. */
  rowOf(set: DimensionSet, member: string): number;
  /** The kind of a member's channel; undefined for members that are not told apart by channel. */
  kindOf(set: DimensionSet, member: string): ChannelKind | undefined;
  /** What a volume column adds to the row, or -1 when the filter leaves it out. */
  offsets: Int32Array;
  /** The dimensions of a row. */
  labels(row: number): Omit<ReportRow, 'start' | 'end' | 'values'>;
}

interface Axis {
  dimension: Dimension;
  values: readonly string[];
  stride: number;
}

/**
 * The row space of a plan. Departments, channel kinds and directions are all there, zero or not; channels and
 * activities are those the filter names, else those in `found`: a company uses few of all there are.
 */
export function createRowSpace(plan: ReportPlan, organisation: Organisation, found: FoundMembers): RowSpace {
  const { filter } = plan.request;
  const kindOf = new Map(organisation.channels.map(({ id, kind }) => [id, kind]));
  const members: Record<Dimension, readonly string[]> = {
    DEPARTMENT: plan.departments
      ? [...plan.departments].sort()
      : [...new Set([...organisation.departments.map(({ id }) => id), ...found.departments])].sort(),
    CHANNEL: filter?.channels ? [...(plan.channels ?? [])].sort() : [...found.channels].sort(),
    CHANNEL_KIND: filter?.channelKinds
      ? channelKinds.filter((kind) => filter.channelKinds?.includes(kind))
      : channelKinds,
    ACTIVITY: activities.filter((one) =>
      filter?.activities ? filter.activities.includes(one) : found.activities.has(one),
    ),
    DIRECTION: filter?.directions ? directions.filter((one) => filter.directions?.includes(one)) : directions,
  };
  const axes: Axis[] = [];
  let size = 1;
  for (const dimension of [...plan.request.by].reverse()) {
    axes.unshift({ dimension, values: members[dimension], stride: size });
    size *= members[dimension].length;
  }
  const place = (dimension: Dimension, value: string | undefined): number => {
    const axis = axes.find((one) => one.dimension === dimension);
    if (!axis) return 0;
    const index = axis.values.indexOf(value ?? '');
    return index < 0 ? -1 : index * axis.stride;
  };

  const rows = new Map<string, number>();
  const labels = Array.from({ length: size }, (_, row) =>
    Object.fromEntries(axes.map((axis) => [labelOf[axis.dimension], memberAt(axis, row)])),
  );
  return {
    size,
    offsets: Int32Array.from(volumeColumns, (column) => offsetOf(column, plan, place)),
    kindOf(set, member) {
      const { channel } = partsOf(set, member);
      return channel === undefined ? undefined : (kindOf.get(channel) ?? 'direct');
    },
    rowOf(set, member) {
      const key = set + member;
      let row = rows.get(key);
      if (row === undefined) {
        const { department, channel } = partsOf(set, member);
        row = isCounted(plan, department, channel)
          ? sumOrNone(
              place('DEPARTMENT', department),
              place('CHANNEL', channel),
              place('CHANNEL_KIND', kindOf.get(channel ?? '') ?? 'direct'),
            )
          : -1;
        rows.set(key, row);
      }
      return row;
    },
    labels: (row) => labels[row] ?? {},
  };
}

const labelOf = {
  DEPARTMENT: 'department',
  CHANNEL: 'channel',
  CHANNEL_KIND: 'channelKind',
  ACTIVITY: 'activity',
  DIRECTION: 'direction',
} as const;

const memberAt = ({ values, stride }: Axis, row: number): string | undefined =>
  values[Math.floor(row / stride) % values.length];

/** The department and channel of a member. */
export function partsOf(set: DimensionSet, member: string): { department?: string; channel?: string } {
  if (set === 'd') return { department: member };
  if (set === 'c') return { channel: member };
  if (set === 'a') return {};
  const at = member.indexOf('|');
  return { department: member.slice(0, at), channel: member.slice(at + 1) };
}

function isCounted({ departments, channels }: ReportPlan, department?: string, channel?: string): boolean {
  return (!departments || departments.has(department ?? '')) && (!channels || channels.has(channel ?? ''));
}

const activityOfCode = new Map(activities.map((activity) => [activityCode[activity], activity]));
const directionOfCode = new Map(directions.map((direction) => [directionCode[direction], direction]));

function offsetOf(
  column: string,
  { request: { filter, by } }: ReportPlan,
  place: (dimension: Dimension, value: string | undefined) => number,
): number {
  const activity = activityOfCode.get(column.slice(0, 2));
  const direction = directionOfCode.get(column.slice(2));
  if (filter?.activities && !(activity && filter.activities.includes(activity))) return -1;
  if (filter?.directions && !(direction && filter.directions.includes(direction))) return -1;
  const ofActivity = by.includes('ACTIVITY') ? place('ACTIVITY', activity) : 0;
  return sumOrNone(ofActivity, place('DIRECTION', direction));
}

const sumOrNone = (...places: number[]): number =>
  places.includes(-1) ? -1 : places.reduce((sum, one) => sum + one, 0);
