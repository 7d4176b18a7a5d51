import { nastyValues } from './nasty.ts';

type Random = () => number;
interface Place {
  holder: Record<string, unknown> | unknown[];
  key: string | number;
}

/** What JSON.stringify would not follow is put into the text. */
const deepMark = '@deep@';
const depths = [20, 500, 20_000];
const placesAtMost = 2_000;

const pick = <T>(from: readonly T[], random: Random): T => from[Math.floor(random() * from.length)] as T;

/** A copy of a JSON text with one change of its values; undefined when it is no JSON, or nothing to change. */
export function mutateJson(
  input: Buffer,
  pool: readonly Buffer[],
  words: readonly string[],
  random: Random,
): Buffer | undefined {
  const value = parsed(input);
  if (value === undefined) return undefined;
  const top = { top: value };
  const places = placesIn(top);
  const place = pick(places, random);
  change(place, places, pool, words, random);
  let text = written(top.top);
  if (text === undefined) return undefined;
  if (text.includes(deepMark)) {
    const depth = pick(depths, random);
    text = text.replace(`"${deepMark}"`, random() < 0.5 ? nested('[', ']', depth) : nested('{"a":', '}', depth));
  }
  // Keys that an object cannot be given by assignment.
  if (random() < 0.03) text = text.replace(/"\w+":/, '"__proto__":');
  return Buffer.from(text);
}

function change(
  { holder, key }: Place,
  places: readonly Place[],
  pool: readonly Buffer[],
  words: readonly string[],
  random: Random,
): void {
  const set = (value: unknown) => Reflect.set(holder, key, value);
  const current: unknown = Reflect.get(holder, key);
  switch (Math.floor(random() * 12)) {
    case 0:
    case 1:
      set(structuredClone(pick(nastyValues, random)));
      return;
    case 2:
      set(pick(words, random));
      return;
    case 3:
      if (Array.isArray(holder)) holder.splice(Number(key), 1);
      else Reflect.deleteProperty(holder, key);
      return;
    case 4: {
      const other = pick(places, random);
      set(copied(Reflect.get(other.holder, other.key)));
      return;
    }
    case 5: {
      const other = parsed(pick(pool, random));
      if (other !== undefined) {
        const from = pick(placesIn({ top: other }), random);
        set(copied(Reflect.get(from.holder, from.key)));
      }
      return;
    }
    case 6:
      set(random() < 0.5 ? [current] : { [pick(words, random)]: current });
      return;
    case 7:
      if (Array.isArray(current))
        set(Array.from({ length: 1 + Math.floor(random() * 300) }, (_, n) => current[n % current.length]));
      else set([copied(current), copied(current)]);
      return;
    case 8:
      if (!Array.isArray(holder)) {
        Reflect.deleteProperty(holder, key);
        Reflect.set(holder, pick(words, random), current);
      }
      return;
    case 9:
      if (random() < 0.1) set(deepMark);
      return;
    default:
      set(typeof current === 'string' ? changedText(current, words, random) : changedNumber(current, random));
  }
}

function changedText(text: string, words: readonly string[], random: Random): string {
  const at = Math.floor(random() * (text.length + 1));
  const end = Math.min(text.length, at + Math.floor(random() * 8));
  switch (Math.floor(random() * 5)) {
    case 0:
      return text.slice(0, at) + pick(words, random) + text.slice(at);
    case 1:
      return text.slice(0, at) + text.slice(end);
    case 2:
      return text.slice(0, at) + String.fromCharCode(Math.floor(random() * 0x10000)) + text.slice(end);
    case 3:
      return text.repeat(1 + Math.floor(random() * 20)).slice(0, 5_000);
    default:
      return text.slice(0, at);
  }
}

const changedNumber = (value: unknown, random: Random): unknown =>
  typeof value === 'number'
    ? value * pick([-1, 0.1, 1_000, 1e9, 1e300], random) + pick([0, 1, -1], random)
    : typeof value;

/** Every member of every object and list, the top included. */
function placesIn(top: { top: unknown }): Place[] {
  const places: Place[] = [{ holder: top, key: 'top' }];
  for (let at = 0; at < places.length && places.length < placesAtMost; at++) {
    const { holder, key } = places[at] as Place;
    const value: unknown = Reflect.get(holder, key);
    if (typeof value !== 'object' || value === null) continue;
    const keys = Array.isArray(value) ? value.keys() : Object.keys(value);
    for (const inner of keys) places.push({ holder: value as Place['holder'], key: inner });
  }
  return places;
}

const nested = (open: string, close: string, depth: number): string => `${open.repeat(depth)}1${close.repeat(depth)}`;

/** Very deep values cannot be copied: they are shared. */
function copied(value: unknown): unknown {
  try {
    return structuredClone(value);
  } catch {
    return null;
  }
}

function parsed(input: Buffer): unknown {
  try {
    return JSON.parse(input.toString());
  } catch {
    return undefined;
  }
}

function written(value: unknown): string | undefined {
  try {
    return JSON.stringify(value);
  } catch {
    return undefined;
  }
}
