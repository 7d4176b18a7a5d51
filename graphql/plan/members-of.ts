import { ideaCounters } from '../../shared/metrics/ideas.ts';
import { chunkDays, episodeColumns, monthDays, volumeColumns } from '../../shared/store/cell-formats.ts';
import { activities, activityCode } from '../../shared/vocabulary.ts';
import { daysOfAll } from './days.ts';
import type { Period } from './load-period.ts';
import type { ReportPlan } from './resolve-request.ts';
import { partsOf } from './row-space.ts';
import { bucketsOfMonth, dueColumn, settledColumn } from './sum-response.ts';
import { bucketsOfChunk } from './sum-volume.ts';

/** The members that have rows because something happened. */
export interface FoundMembers {
  departments: Set<string>;
  channels: Set<string>;
  activities: Set<string>;
}

/** The departments, channels and activities of which the filter and the buckets of any period hold something. */
export function membersOf(plan: ReportPlan, periods: readonly Period[]): FoundMembers {
  const found: FoundMembers = { departments: new Set(), channels: new Set(), activities: new Set() };
  // Departments are all there anyway; nothing else is looked for unless rows depend on it.
  if (plan.request.by.every((dimension) => dimension === 'CHANNEL_KIND' || dimension === 'DIRECTION')) return found;
  const seen = new Uint8Array(volumeColumns.length);
  for (const period of periods) noteVolume(plan, period, found, seen);
  for (const period of periods) {
    noteEpisodes(plan, period, found);
    noteHomeDays(plan, period, found);
  }
  for (const activity of activities) {
    if (volumeColumns.some((column, index) => seen[index] && column.startsWith(activityCode[activity]))) {
      found.activities.add(activity);
    }
  }
  return found;
}

function note(plan: ReportPlan, set: ReportPlan['set'], member: string, found: FoundMembers): boolean {
  const { department, channel } = partsOf(set, member);
  if (plan.departments && !plan.departments.has(department ?? '')) return false;
  if (plan.channels && !plan.channels.has(channel ?? '')) return false;
  if (department !== undefined) found.departments.add(department);
  if (channel !== undefined) found.channels.add(channel);
  return true;
}

function noteVolume(plan: ReportPlan, { time, cells }: Period, found: FoundMembers, seen: Uint8Array): void {
  const width = volumeColumns.length;
  // Where activities have no rows, the first count of a member is enough.
  const allColumns = plan.request.by.includes('ACTIVITY');
  for (const [chunk, members] of cells.volumeByDay ?? []) {
    const buckets = bucketsOfChunk(chunk, time);
    for (const [member, table] of members) {
      let any = false;
      for (let day = 0; day < chunkDays && (allColumns || !any); day++) {
        if ((buckets[day] as number) < 0) continue;
        for (let column = 0; column < width && (allColumns || !any); column++) {
          if (table[day * width + column] === 0) continue;
          any ||= note(plan, plan.set, member, found);
          if (any) seen[column] = 1;
        }
      }
    }
  }
  for (const members of cells.volumeByQuarter?.values() ?? []) {
    for (const [member, list] of members) {
      for (let at = 0; at < list.length; at += 3) {
        if (time.bucketOfQuarter(list[at] as number) < 0 || list[at + 2] === 0) continue;
        if (note(plan, 'x', member, found)) seen[list[at + 1] as number] = 1;
      }
    }
  }
}

function noteEpisodes(plan: ReportPlan, period: Period, found: FoundMembers): void {
  const { time, cells } = period;
  const width = episodeColumns.length;
  for (const [month, members] of cells.episodesByDay ?? []) {
    const buckets = bucketsOfMonth(month, time);
    for (const [member, table] of members) {
      const any = table.some((count, at) => count !== 0 && (buckets[Math.floor(at / width)] as number) >= 0);
      if (any) note(plan, plan.set, member, found);
    }
  }
  for (const byDay of [cells.dueByDay, cells.sketchByDay]) {
    for (const [day, members] of byDay ?? []) {
      if (time.bucketOfDay(day) < 0) continue;
      for (const member of members.keys()) note(plan, 'x', member, found);
    }
  }
  for (const members of cells.episodesByQuarter?.values() ?? []) {
    for (const [member, { counters }] of members) {
      const any = counters.some((quarter, at) => at % 3 === 0 && time.bucketOfQuarter(quarter) >= 0);
      if (any) note(plan, 'x', member, found);
    }
  }
  noteBacklog(plan, period, found);
}

/** Departments and channels of the people met, of employees only where they are told about, and of the ideas submitted. */
function noteHomeDays(plan: ReportPlan, { cells, spans, people, guard }: Period, found: FoundMembers): void {
  const days = daysOfAll(spans);
  const { from, to } = days;
  const tellsOfEmployees = guard(days) !== undefined;
  for (const { department, own, channel, kind } of cells.people ? people.presences(days) : []) {
    if (kind === 'employee' && !tellsOfEmployees) continue;
    note(plan, 'x', `${department}|${channel}`, found);
    if (own !== department) note(plan, 'x', `${own}|${channel}`, found);
  }
  for (const [month, members] of cells.ideas?.counters ?? []) {
    for (const [member, table] of members) {
      const any = table.some((count, at) => {
        const day = `${month}-${String(Math.floor(at / ideaCounters.length)).padStart(2, '0')}`;
        return count !== 0 && day >= from && day <= to;
      });
      if (any) note(plan, 'x', member, found);
    }
  }
}

/** Members of which something was overdue when the first bucket began, or fell due or was settled until the last ended. */
function noteBacklog(plan: ReportPlan, { time, cells, ends }: Period, found: FoundMembers): void {
  const [from, to] = [plan.home.dayOf(time.buckets[0]?.start ?? 0), plan.home.dayOf(Math.max(...ends))];
  const width = episodeColumns.length;
  const open = new Map<string, number>();
  const changed = new Set<string>();
  for (const [month, members] of cells.backlog?.months ?? []) {
    for (const [member, table] of members) {
      for (let day = 1; day < monthDays; day++) {
        const due = table[day * width + dueColumn] as number;
        const settled = table[day * width + settledColumn] as number;
        if (due === 0 && settled === 0) continue;
        const date = `${month}-${String(day).padStart(2, '0')}`;
        if (date < from) open.set(member, (open.get(member) ?? 0) + due - settled);
        else if (date <= to) changed.add(member);
      }
    }
  }
  for (const [member, count] of open) if (count !== 0) changed.add(member);
  for (const member of changed) note(plan, plan.set, member, found);
}
