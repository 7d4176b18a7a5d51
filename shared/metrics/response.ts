import { blockOf, dayPrefix, eachSet, monthOf, quarterOf } from '../cell.ts';
import type { Episode } from '../conversation.ts';
import { dueAt, targetAt } from '../due-at.ts';
import { bucketOf } from '../sketch.ts';
import { quarterMs } from '../zone.ts';
import type { ContributeTo, FoldContext } from './contribution.ts';

/** Hours of a fine response item. */
export const responseBlockHours = 6;

/** Buckets that one sketch item holds, as a shift: 256 by day, 32 by quarter hour, so that an item stays under 4 KB. */
export const sketchShift = { day: 8, quarter: 5 } as const;

/**
 * Measures of episodes. By the day of the enquiry: enquired, answered, closed without an answer. By the day of the
 * reply: replied. By the due time: due; by the later of due time and end: settled.
 */
export const episodeMeasures = ['e', 'a', 'c', 'r', 'd', 's'] as const;
export type EpisodeMeasure = (typeof episodeMeasures)[number];

/**
 * What one episode adds to the response cells. Counters go by home day into every dimension set and by UTC quarter
 * into department × channel; due times (`t`, and `w` when answered in time) and sketches into department × channel.
 */
export function contributeEpisode(episode: Episode, context: FoldContext, to: ContributeTo): void {
  const { openedAt, reply, closedAt, department, channel } = episode;
  const due = dueOf(episode, context);
  const count = (measure: EpisodeMeasure, at: number, of: string, via: string) =>
    addCounter(measure, at, of, via, context, to);

  count('e', openedAt, department, channel);
  if (reply) {
    count('a', openedAt, department, channel);
    count('r', reply.at, reply.department, reply.channel);
    const bucket = bucketOf(reply.at - openedAt);
    addToSketch('e', bucket, openedAt, department, channel, context, to);
    addToSketch('r', bucket, reply.at, reply.department, reply.channel, context, to);
  } else if (closedAt !== undefined) {
    count('c', openedAt, department, channel);
  }
  if (due === undefined) return;
  count('d', due, department, channel);
  const ended = reply?.at ?? closedAt;
  if (ended !== undefined) count('s', Math.max(due, ended), department, channel);
  addDue(openedAt, due, reply !== undefined && reply.at <= due, `${department}|${channel}`, context, to);
}

/** When the episode's answer is due, by the target and hours valid at its enquiry; undefined without a target. */
export function dueOf({ openedAt, department }: Episode, { organisation }: FoldContext): number | undefined {
  const target = targetAt(organisation, department, openedAt);
  return target && dueAt(openedAt, target);
}

function addCounter(
  measure: EpisodeMeasure,
  at: number,
  department: string,
  channel: string,
  { home }: FoldContext,
  { add, touch }: ContributeTo,
): void {
  const day = home.dayOf(at);
  touch(day);
  eachSet(department, channel, (set, member) => add('R', set, monthOf(day), member, dayPrefix(day) + measure, 1));
  const quarter = quarterOf(at, responseBlockHours);
  add('r', 'x', `${blockOf(at, responseBlockHours)}.00`, `${department}|${channel}`, quarter + measure, 1);
}

/** A due time is kept as the first quarter hour that does not begin before it: a report's `asOf` is a quarter too. */
export const dueQuarter = (due: number): number => Math.ceil(due / quarterMs);

function addDue(
  openedAt: number,
  due: number,
  withinTarget: boolean,
  member: string,
  { home }: FoldContext,
  { add }: ContributeTo,
): void {
  const at = dueQuarter(due).toString(36);
  const fine = `${blockOf(openedAt, responseBlockHours)}.00`;
  const quarter = quarterOf(openedAt, responseBlockHours);
  for (const measure of withinTarget ? ['t', 'w'] : ['t']) {
    add('T', 'x', home.dayOf(openedAt), member, measure + at, 1);
    add('r', 'x', fine, member, quarter + measure + at, 1);
  }
}

function addToSketch(
  attribution: 'e' | 'r',
  bucket: number,
  at: number,
  department: string,
  channel: string,
  { home }: FoldContext,
  { add }: ContributeTo,
): void {
  const member = `${department}|${channel}`;
  const code = bucket.toString(36);
  add('H', 'x', `${home.dayOf(at)}.${bucket >> sketchShift.day}`, member, attribution + code, 1);
  const segment = (1 + (bucket >> sketchShift.quarter)).toString(36).padStart(2, '0');
  const sketch = attribution === 'e' ? 'E' : 'R';
  const fine = `${blockOf(at, responseBlockHours)}.${segment}`;
  add('r', 'x', fine, member, quarterOf(at, responseBlockHours) + sketch + code, 1);
}
