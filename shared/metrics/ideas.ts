import { dayPrefix, monthOf } from '../cell.ts';
import { type Idea, ideaSteps } from '../idea.ts';
import { bucketOf } from '../sketch.ts';
import type { ContributeTo, FoldContext } from './contribution.ts';

/**
 * Counters of ideas by the home day of their submission: ideas that reached a step, those declined after one, those from
 * outside and from employees, and the shipped ones from outside.
 */
export const ideaCounters = [
  ...ideaSteps.map((_, step) => `${step}`),
  ...ideaSteps.map((_, step) => `d${step}`),
  'o',
  'e',
  'p',
] as const;

const shippedStep = ideaSteps.indexOf('shipped');

/** The sketch of days from submission to shipping; those of the steps go by the step's number. */
export const leadTimeSketch = 'l';

/** What one idea adds, all on the home day, department and channel of its submission. */
export function contributeIdea(idea: Idea, { home }: FoldContext, { add, touch }: ContributeTo): void {
  const { reached, kind, declined } = idea;
  const [submitted = 0] = reached;
  const day = home.dayOf(submitted);
  const member = `${idea.department}|${idea.channel}`;
  touch(day);
  const count = (counter: string) => add('I', 'x', monthOf(day), member, dayPrefix(day) + counter, 1);
  const last = (sketch: string, from: number, to: number) =>
    add('J', 'x', day, member, sketch + bucketOf(to - from).toString(36), 1);

  const outside = kind === 'customer' || kind === 'public' || kind === 'partner';
  if (outside) count('o');
  if (kind === 'employee') count('e');
  for (const [step, at] of reached.entries()) {
    count(`${step}`);
    if (step > 0) last(`${step}`, reached[step - 1] as number, at);
  }
  const shipped = reached[shippedStep];
  if (shipped !== undefined) {
    last(leadTimeSketch, submitted, shipped);
    if (outside) count('p');
  }
  if (declined) count(`d${reached.length - 1}`);
}
