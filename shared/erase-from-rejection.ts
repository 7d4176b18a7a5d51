import { personIdForms } from './person-id-forms.ts';
import type { Rejection } from './rejection.ts';

/** How a person is recognised in what was sent. */
export interface Wanted {
  /** Whether an id, as a sender writes it or as the bus has it, is of the person. */
  isPerson(id: string): boolean;
  /** Longer ids of the person are looked for within texts, too. */
  ids: readonly string[];
  replacement: string;
}

/** Parts of a text that may be an id by themselves: of `Ada <ada@example.org>`, the address. */
const parts = /[\s<>()[\]{},;"'|]+/;
/** An id that is shorter occurs in texts by chance. */
const tellingLength = 6;
/** No id is longer, and a text is no id. */
const idLength = 512;
/** A longer text is looked through for longer ids alone: each part of it would be hashed. */
const splitLength = 65_536;

/**
 * The rejection without the person; undefined when it says nothing of them. What was sent in our own formats is kept under
 * the replacement, without the words that were said; what a provider sent is dropped, for it may name the person in ways
 * that nobody knows of.
 */
export function eraseFromRejection(rejection: Rejection, wanted: Wanted): Rejection | undefined {
  const { id, message, format, source, payload } = rejection;
  // A provider writes its ids without the name of its adapter.
  const written = wanted.ids.flatMap((one) => [one, one.replace(/^[a-z-]+:/, '')]);
  const longIds = [...new Set(written)].filter((one) => one.length >= tellingLength);
  const isPerson = (one: string, field: string) =>
    one.length <= idLength && personIdForms(one, { format, source, payload, field }).some((id) => wanted.isPerson(id));
  const names = (text: string, field: string): boolean =>
    isPerson(text, field) ||
    longIds.some((one) => text.includes(one)) ||
    (text.length <= splitLength &&
      [...new Set(text.split(parts))].some((part) => part !== '' && part !== text && isPerson(part, field)));
  const erased = (text: string, field = ''): string => {
    if (!names(text, field)) return text;
    if (isPerson(text, field)) return wanted.replacement;
    const without = longIds.reduce((left, one) => left.replaceAll(one, wanted.replacement), text);
    return names(without, field) ? wanted.replacement : without;
  };
  const told = { id: id === null ? null : erased(id), message: erased(message) };
  const sent = mapTexts(payload, erased);
  if (told.id === id && told.message === message && JSON.stringify(sent) === JSON.stringify(payload)) return undefined;
  return { ...rejection, ...told, payload: ownFormats.has(format) ? withoutWords(sent) : null };
}

const ownFormats = new Set(['cloudevents', 'interactions']);

/** A value with each text and number in it, but for names of fields, as `change` has it; it is told the last two names. */
function mapTexts(value: unknown, change: (text: string, field: string) => string, field = ''): unknown {
  if (typeof value === 'string') {
    // A delivery that its adapter could not read is kept as the text that it was.
    const inside = field === 'payload' ? objectIn(value) : undefined;
    const changed = inside && JSON.stringify(mapTexts(inside, change));
    return inside === undefined || changed === JSON.stringify(inside) ? change(value, field) : changed;
  }
  if (typeof value === 'number') {
    const changed = change(String(value), field);
    return changed === String(value) ? value : changed;
  }
  if (Array.isArray(value)) return value.map((one) => mapTexts(one, change, field));
  if (typeof value !== 'object' || value === null) return value;
  const under = field.split('.').at(-1);
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [name, mapTexts(one, change, under ? `${under}.${name}` : name)]),
  );
}

/** What a text is as JSON; undefined unless that is an object or a list. */
function objectIn(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

/** A CloudEvent that only says that there were words. */
function withoutWords(sent: unknown): unknown {
  if (typeof sent !== 'object' || sent === null) return sent;
  const { subject: _subject, ...event } = sent as Record<string, unknown>;
  const { data } = event;
  if (typeof data !== 'object' || data === null || !('text' in data)) return event;
  const { text: _text, ...rest } = data as Record<string, unknown>;
  return { ...event, data: { ...rest, worded: true } };
}
