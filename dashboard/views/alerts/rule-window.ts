import type { RuleInput, ToldRule } from './told-alert.ts';

type WindowInput = NonNullable<RuleInput['window']>;

/** The days that a form offers; the API takes any of at most 400 days. */
const windows = {
  today: { last: 1, unit: 'DAY', complete: false },
  yesterday: { last: 1, unit: 'DAY' },
  '7d': { last: 7, unit: 'DAY' },
  '28d': { last: 28, unit: 'DAY' },
  '1w': { last: 1, unit: 'WEEK' },
  '4w': { last: 4, unit: 'WEEK' },
  '13w': { last: 13, unit: 'WEEK' },
  '1m': { last: 1, unit: 'MONTH' },
  '3m': { last: 3, unit: 'MONTH' },
  week: { toDate: 'WEEK' },
  month: { toDate: 'MONTH' },
} as const satisfies Record<string, WindowInput>;

/** `kept`: other days than a form offers, which stay as they are. */
export type WindowId = keyof typeof windows | 'kept';
export const windowIds = Object.keys(windows) as Exclude<WindowId, 'kept'>[];

/** The form's word for the days of a rule. */
export function windowId(window: NonNullable<ToldRule['window']>): WindowId {
  const text = JSON.stringify(windowInput(window));
  return windowIds.find((id) => JSON.stringify(windows[id]) === text) ?? 'kept';
}

/** The days as a mutation takes them. */
export function windowOf(id: WindowId, kept: ToldRule['window']): WindowInput {
  if (id !== 'kept') return windows[id];
  return kept ? windowInput(kept) : windows['7d'];
}

function windowInput({ last, unit, complete, toDate }: NonNullable<ToldRule['window']>): WindowInput {
  if (toDate !== null) return { toDate };
  return { last, unit, ...(!complete && { complete }) };
}
