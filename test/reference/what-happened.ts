import { dayReader } from './calendar.ts';
import { type Company, groupBy, type Happening, type WireLine } from './happening.ts';

/**
 * What finally happened, from everything that was ever sent in whatever order: one happening for each (source, id). Of
 * bodies that differ the later one counts, the latest edit is applied, and what was retracted did not happen.
 */
export function whatHappened(lines: Iterable<string | WireLine>, company: Company): Happening[] {
  const events = [...lines].map((line): WireLine => (typeof line === 'string' ? JSON.parse(line) : line));
  const isAmendment = ({ type }: WireLine) => type === 'polylog.edit.v1' || type === 'polylog.retraction.v1';
  const amendments = groupBy(events.filter(isAmendment), ({ source, data }) => `${source}\n${data.target}`);
  const bodies = groupBy(
    events.filter((event) => !isAmendment(event)),
    ({ source, id }) => `${source}\n${id}`,
  );
  const dayOf = dayReader(company.homeTimeZone);
  const kinds = new Map(company.channels.map(({ id, kind }) => [id, kind]));
  const happenings: Happening[] = [];
  for (const [key, versions] of bodies) {
    const about = amendments.get(key) ?? [];
    if (about.some(({ type }) => type === 'polylog.retraction.v1')) continue;
    const body = latest(versions);
    const edit = about.length > 0 ? latest(about) : undefined;
    happenings.push(happeningOf(body, edit, dayOf, kinds));
  }
  return happenings;
}

/** The latest by (time, id). */
function latest(events: WireLine[]): WireLine {
  const rank = ({ time, id }: WireLine) => `${new Date(time).toISOString()} ${id}`;
  const [first] = events.toSorted((a, b) => (rank(a) < rank(b) ? 1 : -1));
  if (!first) throw new Error('Nothing was sent.');
  return first;
}

/** An edit changes where it belongs and what is said; never who, when, or in which conversation or idea. */
function happeningOf(
  { source, id, type, time, data }: WireLine,
  edit: WireLine | undefined,
  dayOf: (at: number) => string,
  kinds: Map<string, string>,
): Happening {
  const activity = type.split('.')[1] ?? '';
  const at = Date.parse(time);
  const department = edit?.data.department ?? data.department;
  const channel = edit?.data.channel ?? data.channel;
  const gave = (text: string | undefined) => text !== undefined && text.trim() !== '';
  // A new text says nothing of the old one's mood.
  const sentiment = edit?.data.sentiment ?? (gave(edit?.data.text) ? undefined : data.sentiment);
  const audience = edit?.data.audience ?? data.audience;
  const toDepartment = (edit?.data.counterpart ?? data.counterpart)?.department;
  const worded = [data, edit?.data].some((said) => said?.worded === true || gave(said?.text));
  return {
    source,
    id,
    activity,
    at,
    day: dayOf(at),
    channel,
    channelKind: kinds.get(channel) ?? '',
    department,
    direction: data.direction ?? usualDirection(activity, data.actor.kind),
    person: data.actor.id,
    kind: data.actor.kind,
    manager: data.actor.manager === true,
    home: data.actor.department ?? department,
    weight: data.sampledRate ?? 1,
    hasText: worded || sentiment !== undefined,
    ...(sentiment !== undefined && { sentiment }),
    ...(audience !== undefined && { audience }),
    ...(data.conversation !== undefined && { conversation: data.conversation }),
    ...(data.idea !== undefined && { idea: data.idea }),
    ...(data.stage !== undefined && { stage: data.stage }),
    ...(toDepartment !== undefined && { toDepartment }),
  };
}

/** Internal words stay inside; what our people, accounts and bots do goes out; everything else comes in. */
function usualDirection(activity: string, kind: string): string {
  if (['message', 'contribution', 'handover'].includes(activity)) return 'internal';
  return ['employee', 'brand', 'bot'].includes(kind) ? 'outbound' : 'inbound';
}
