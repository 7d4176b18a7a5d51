import type { Refusal } from '../../shared/errors.ts';
import { type CloudEvent, cloudEventSchema, sourceSchema } from '../../shared/interaction.ts';
import type { Organisation } from '../../shared/organisation.ts';
import { pathText } from '../../shared/rejection-fix-path.ts';

/** Ids that there are. */
type Known = Pick<ReadonlySet<string>, 'has'> & Iterable<string>;

export interface CheckContext {
  channels: Known;
  departments: Known;
  /** Milliseconds since 1970. */
  now: number;
  /** The one source the caller's key belongs to; absent for the local key. */
  source?: string | undefined;
}

export interface CheckedEvent {
  event: CloudEvent;
  /** The instant in UTC with milliseconds. */
  time: string;
}

/** Clocks of senders differ; more than this is a mistake. */
const aheadMs = 10 * 60_000;
/** UTC as we know it begins in 1972; later than 2200 is a mistake in the unit. */
const earliest = Date.UTC(1972, 0, 1);
const latest = Date.UTC(2201, 0, 1);
/** A source is a sort key of the registry: DynamoDB takes 1,024 bytes, which 512 characters may exceed. */
const sourceBytes = 1_000;
const utcMillis = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

/** Whether a text can be the source of a CloudEvent. */
export const isSource = (text: string): boolean =>
  sourceSchema.safeParse(text).success && Buffer.byteLength(text) <= sourceBytes;

/** The sets that `checkEvent` looks things up in. */
export const checkContext = (organisation: Organisation, now: number, source?: string): CheckContext => ({
  channels: new Set(organisation.channels.map(({ id }) => id)),
  departments: new Set(organisation.departments.map(({ id }) => id)),
  now,
  source,
});

/** Checks one CloudEvent against the wire contract: the event and its instant, or the first reason to refuse it. */
export function checkEvent(value: unknown, context: CheckContext): CheckedEvent | Refusal {
  const parsed = cloudEventSchema.safeParse(value);
  if (!parsed.success) return refusalOf(parsed.error.issues, value);
  const event = parsed.data;
  if (context.source !== undefined && event.source !== context.source) {
    return { code: 'SOURCE_NOT_ALLOWED', path: 'source', message: `The key may send for ${context.source} only.` };
  }
  if (Buffer.byteLength(event.source) > sourceBytes) return invalid('source', `It has more than ${sourceBytes} bytes.`);
  const instant = Date.parse(event.time);
  if (!(instant >= earliest && instant < latest)) return invalid('time', 'The year is between 1972 and 2200.');
  if (instant - context.now > aheadMs) {
    return { code: 'CLOCK_AHEAD', path: 'time', message: 'The time is more than ten minutes ahead: set the clock.' };
  }
  const { data } = event;
  if ((event.type === 'polylog.edit.v1' || event.type === 'polylog.retraction.v1') && data.target === undefined) {
    return {
      code: 'TARGET_REQUIRED',
      path: 'data.target',
      message: 'Give the id of the interaction that is changed, in the same source.',
    };
  }
  if (!context.channels.has(data.channel)) {
    return { code: 'UNKNOWN_CHANNEL', path: 'data.channel', message: known(context.channels) };
  }
  return (
    unknownDepartment(event, context) ??
    illFormed(event) ?? {
      event,
      time: utcMillis.test(event.time) ? event.time : new Date(instant).toISOString(),
    }
  );
}

function unknownDepartment({ data }: CloudEvent, { departments }: CheckContext): Refusal | undefined {
  const refuse = (path: string): Refusal => ({ code: 'UNKNOWN_DEPARTMENT', path, message: known(departments) });
  if (!departments.has(data.department)) return refuse('data.department');
  const { actor, counterpart } = data;
  if (actor.department !== undefined && !departments.has(actor.department)) return refuse('data.actor.department');
  if (counterpart?.department !== undefined && !departments.has(counterpart.department)) {
    return refuse('data.counterpart.department');
  }
  return undefined;
}

/** UTF-8 has no half surrogates: two ids that differ only in one would become the same key. Text is not kept. */
function illFormed({ source, id, subject, data: { text: _, ...data } }: CloudEvent): Refusal | undefined {
  const path = illFormedPath({ source, id, subject, data }, '');
  return path === undefined ? undefined : invalid(path, 'Half of a surrogate pair is not a character.');
}

function illFormedPath(value: unknown, path: string): string | undefined {
  if (typeof value === 'string') return value.isWellFormed() ? undefined : path;
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [key, member] of Object.entries(value)) {
    const step = Array.isArray(value) ? `[${key}]` : `${path && '.'}${key}`;
    const found = illFormedPath(member, path + step);
    if (found !== undefined) return found;
  }
  return undefined;
}

interface Issue {
  code?: string;
  path: PropertyKey[];
  message: string;
  keys?: string[];
}

/** The messages of the schemas say what they take, never the value; keys are the sender's words, so they are cut. */
function refusalOf(issues: readonly Issue[], value: unknown): Refusal {
  const [first] = issues;
  if (first === undefined) return invalid('', 'It is not a CloudEvent.');
  const isMissing = partAt(value, first.path) === undefined;
  const unknown = isMissing ? unknownBeside(first, issues) : first;
  const unknownKey = unknown?.code === 'unrecognized_keys' ? unknown.keys?.[0] : undefined;
  if (unknown && unknownKey !== undefined) {
    const missing = isMissing && unknown !== first ? ` \`${pathText(first.path)}\` is missing.` : '';
    const message = `The field is not known: leave it out, or correct its name.${missing}`;
    return invalid(pathText([...unknown.path, unknownKey]), message);
  }
  const path = pathText(first.path);
  if (isMissing) return invalid(path, `It is missing: give ${first.message}.`);
  const found = partAt(value, first.path);
  return {
    code: path === 'type' && typeof found === 'string' ? 'UNKNOWN_TYPE' : 'INVALID',
    path,
    message: `Give ${first.message}.`,
  };
}

/** A field that is missing while its object has an unknown one was most likely misspelt. */
const unknownBeside = (missing: Issue, issues: readonly Issue[]): Issue | undefined =>
  issues.find(
    ({ code, path }) => code === 'unrecognized_keys' && pathText(path) === pathText(missing.path.slice(0, -1)),
  );

const partAt = (value: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>((part, step) => (part as Record<PropertyKey, unknown>)?.[step], value);

const invalid = (path: string, message: string): Refusal => ({ code: 'INVALID', path, message });

const known = (ids: Known): string => `Known are ${[...ids].slice(0, 100).join(', ')}.`;
