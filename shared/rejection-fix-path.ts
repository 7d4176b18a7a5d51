/** A step of a path: the name of a field, or a position in a list. */
export type Step = string | number;

/** Names that mean something to JavaScript itself. */
const reserved = new Set(['__proto__', 'constructor', 'prototype']);
const longest = 512;
const deepest = 32;
const step = /(?:^|\.)([^.[\]"]+)|\[(\d{1,6})\]|\["((?:[^"\\]|\\.)+)"\]/y;

/**
 * The steps of a path as rejections show it (`data.channel`, `payload.items[0].id`); a name with a dot or bracket of its
 * own stands in `["…"]`. Undefined when it is none, and for names that could reach beyond the payload.
 */
export function parsePath(path: string): Step[] | undefined {
  if (path === '' || path.length > longest || path.startsWith('.')) return undefined;
  const steps: Step[] = [];
  step.lastIndex = 0;
  while (step.lastIndex < path.length) {
    const [, name, position, quoted] = step.exec(path) ?? [];
    if (name === undefined && position === undefined && quoted === undefined) return undefined;
    const next = position === undefined ? (name ?? unquoted(quoted)) : Number(position);
    if (next === undefined || reserved.has(String(next)) || steps.length === deepest) return undefined;
    steps.push(next);
  }
  return steps;
}

const unquoted = (text: string | undefined): string | undefined => {
  try {
    return text === undefined ? undefined : (JSON.parse(`"${text}"`) as string);
  } catch {
    return undefined;
  }
};

/** Names are the sender's words in what is refused, so they are cut. */
const shownLength = 64;

/** The path of steps as rejections show it: `parsePath` reads it again, unless a name was too long to be shown. */
export const pathText = (steps: readonly PropertyKey[]): string =>
  steps
    .map((step) => {
      if (typeof step === 'number') return `[${step}]`;
      const name = String(step).slice(0, shownLength);
      return /^[^.[\]"]+$/.test(name) ? `.${name}` : `[${JSON.stringify(name)}]`;
    })
    .join('')
    .replace(/^\./, '');

/** An object or list, and the last step of a path in it. */
export interface Spot {
  holder: Record<string, unknown> | unknown[];
  last: Step;
}

/**
 * Where a path leads in a value; undefined where the way ends before. With `make`, missing objects on the way are made, and
 * the way ends only where something else stands in it.
 */
export function spotOf(value: unknown, steps: readonly Step[], make = false): Spot | undefined {
  let holder = value;
  for (const [index, step] of steps.slice(0, -1).entries()) {
    if (!fits(holder, step)) return undefined;
    let next = own(holder, step);
    if (next === undefined && make && typeof steps[index + 1] === 'string') {
      next = {};
      put({ holder, last: step }, next);
    }
    holder = next;
  }
  const last = steps.at(-1);
  return last !== undefined && fits(holder, last) ? { holder, last } : undefined;
}

/** Names are of objects and positions of lists. */
const fits = (holder: unknown, step: Step): holder is Spot['holder'] =>
  typeof holder === 'object' && holder !== null && Array.isArray(holder) === (typeof step === 'number');

/** What is there itself, never what is inherited. */
const own = (holder: Spot['holder'], step: Step): unknown =>
  Object.hasOwn(holder, step) ? (holder as Record<Step, unknown>)[step] : undefined;

export const valueAt = ({ holder, last }: Spot): unknown => own(holder, last);

/** Puts a value there; false beyond the end of a list, where it would leave a gap. */
export function put({ holder, last }: Spot, value: unknown): boolean {
  if (Array.isArray(holder) && (typeof last !== 'number' || last > holder.length)) return false;
  (holder as Record<Step, unknown>)[last] = value;
  return true;
}

/** Takes it away; what follows it in a list moves up. */
export function take({ holder, last }: Spot): void {
  if (Array.isArray(holder)) holder.splice(Number(last), 1);
  else delete holder[String(last)];
}
