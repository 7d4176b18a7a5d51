import type { Compared } from './notable-changes.ts';

/** A part of this size is nearly all. */
const nearlyAll = 0.8;

/**
 * Changes of one metric in one direction, each told at one place: what nearly all comes from one department, or else one channel,
 * is told of that one, as is a share or a median that moved alike in a single department; what several share is told of the
 * company alone. Of several that would do it is the first of those given. Without the company all stay.
 */
export function atOnePlace<Change extends Compared>(alike: readonly Change[]): readonly Change[] {
  const company = alike.find(({ department, channel }) => department === undefined && channel === undefined);
  if (!company) return alike;
  const departments = alike.filter(({ department }) => department !== undefined);
  const channels = alike.filter((one) => one !== company && one.department === undefined);
  const part = [...departments, ...channels].find((one) => isNearly(one, company));
  if (part) return [part];
  const [single, another] = isCounted(company) ? [] : departments;
  return [another ? company : (single ?? company)];
}

/** Whether a part makes up nearly all of the company's change, or of what its share or median rests on. */
function isNearly(part: Compared, company: Compared): boolean {
  const weightOf = isCounted(company) ? differenceOf : observationsOf;
  return weightOf(part) >= nearlyAll * weightOf(company);
}

/** How much longer the first period is for what is counted; a stock has no length. */
export const timesOf = ({ as: { kind }, exposure }: Compared): number => (kind === 'stock' ? 1 : exposure);

const isCounted = ({ as: { kind } }: Compared): boolean => kind === 'count' || kind === 'stock';
const differenceOf = (one: Compared): number =>
  Math.abs((one.now.value.value ?? 0) - (one.before.value.value ?? 0) * timesOf(one));
const observationsOf = ({ now, before }: Compared): number => (now.value.n ?? 0) + (before.value.n ?? 0);
