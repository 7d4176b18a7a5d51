import type { ReportRequest } from '../graphql/plan/report.ts';
import type { CountedInteraction } from '../shared/interaction.ts';
import type { DayRange } from '../shared/report-windows.ts';

interface Ticket {
  at: number;
  department: string;
  channel: string;
  reply?: { at: number; department: string; channel: string };
  closed?: number;
  due: number;
}

const kinds: Record<string, string> = { x: 'social', email: 'direct', phone: 'direct', slack: 'internal' };

interface Local {
  day: string;
  hour: string;
}

const formats = new Map<string, { format: Intl.DateTimeFormat; known: Map<number, Local> }>();
/** Local date and hour, read as text; the same instants are asked for again and again. */
export function local(at: number, timeZone: string): Local {
  const { format, known } = formatOf(timeZone);
  const before = known.get(at);
  if (before) return before;
  const [day = '', hour = ''] = format.format(at).split(', ');
  known.set(at, { day, hour });
  return { day, hour };
}

function formatOf(timeZone: string) {
  let entry = formats.get(timeZone);
  if (!entry) {
    const format = new Intl.DateTimeFormat('en-CA', {
      timeZone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      hourCycle: 'h23',
    });
    entry = { format, known: new Map() };
    formats.set(timeZone, entry);
  }
  return entry;
}

/** A report over named days, not relative to today. */
export type RangedRequest = ReportRequest & { range: DayRange };

/** The first day of the bucket a day belongs to, within the range. */
function bucketStart(day: string, request: RangedRequest, weekStart: number): string {
  const { granularity, range } = request;
  const date = new Date(`${day}T12:00:00Z`);
  let start = day;
  if (granularity === 'TOTAL') start = range.from;
  if (granularity === 'WEEK') {
    while (((date.getUTCDay() + 6) % 7) + 1 !== weekStart) date.setUTCDate(date.getUTCDate() - 1);
    start = date.toISOString().slice(0, 10);
  }
  if (granularity === 'MONTH') start = `${day.slice(0, 7)}-01`;
  if (granularity === 'QUARTER')
    start = `${day.slice(0, 5)}${['01', '04', '07', '10'][Math.floor(date.getUTCMonth() / 3)]}-01`;
  if (granularity === 'YEAR') start = `${day.slice(0, 4)}-01-01`;
  return [start, range.from].sort()[1] ?? start;
}

/**
 * An independent, slow answer to a report, straight from the interactions: no code is shared with the planner, the
 * cells or the calendar. Days are read off `Intl.DateTimeFormat`; quantiles are exact. Values by `start|dimensions…`,
 * only of the places where something was counted.
 */
export function referenceReport(
  interactions: readonly CountedInteraction[],
  metric: string,
  request: RangedRequest,
  timeZone: string,
  now: number,
  dueOf: (at: number) => number,
): Map<string, number> {
  const places = new Map<string, Record<string, unknown>[]>();
  const put = (
    at: number,
    over: { department: string; channel: string; activity?: string; direction?: string },
    what: Record<string, unknown>,
  ) => {
    const { day } = local(at, timeZone);
    if (day < request.range.from || day > request.range.to || !passes(over, request)) return;
    const names = request.by.map((dimension) =>
      dimension === 'CHANNEL_KIND'
        ? kinds[over.channel]
        : over[dimension.toLowerCase() as 'department' | 'channel' | 'activity' | 'direction'],
    );
    const key = [bucketStart(day, request, request.weekStart ?? 1), ...names].join('|');
    places.set(key, [...(places.get(key) ?? []), what]);
  };
  const answer = (count: (list: Record<string, unknown>[]) => number | undefined) =>
    new Map(
      [...places].flatMap(([key, list]) => {
        const value = count(list);
        return value === undefined ? [] : [[key, value] as [string, number]];
      }),
    );
  const sum = (list: Record<string, unknown>[], name: string) =>
    list.reduce((total, one) => total + Number(one[name] ?? 0), 0);

  const engaging = ['comment', 'reaction', 'share', 'mention'];
  if (metric === 'ENGAGEMENT_RATE' || metric === 'ENGAGEMENTS' || metric === 'AUDIENCE') {
    for (const one of interactions) {
      const up = engaging.includes(one.activity) && one.direction === 'inbound' ? (one.sampledRate ?? 1) : 0;
      const audience = one.activity === 'post' ? (one.audience ?? 0) : 0;
      if (up || (audience && metric !== 'ENGAGEMENTS')) put(Date.parse(one.time), one, { up, audience });
    }
    if (metric === 'ENGAGEMENTS') return answer((list) => sum(list, 'up'));
    if (metric === 'AUDIENCE') return answer((list) => sum(list, 'audience'));
    return answer((list) => (sum(list, 'audience') === 0 ? undefined : sum(list, 'up') / sum(list, 'audience')));
  }
  const share = (list: Record<string, unknown>[]) =>
    sum(list, 'all') === 0 ? undefined : sum(list, 'up') / sum(list, 'all');
  const outside = ['customer', 'public', 'partner'];
  for (const one of interactions) {
    const at = Date.parse(one.time);
    const weight = one.sampledRate ?? 1;
    const fromOutside = outside.includes(one.actor.kind);
    const words = ['enquiry', 'comment', 'mention', 'post', 'idea'];
    if (metric === 'SOCIAL_SHARE' && fromOutside && one.direction === 'inbound' && words.includes(one.activity)) {
      const kind = kinds[one.channel];
      if (kind !== 'internal') put(at, one, { up: kind === 'social' ? weight : 0, all: weight });
    }
    if (metric === 'PARTNER_INTERACTIONS' && one.actor.kind === 'partner' && one.direction === 'inbound') {
      put(at, one, { count: weight });
    }
    if (metric === 'CO_CREATION' && one.activity === 'idea')
      put(at, one, { up: fromOutside ? weight : 0, all: weight });
    const score = one.sentiment;
    if (metric === 'NET_SENTIMENT' && score !== undefined) {
      put(at, one, { up: score >= 0.05 ? 1 : score <= -0.05 ? -1 : 0, all: 1 });
    }
    if (metric === 'SENTIMENT_COVERAGE' && (score !== undefined || one.worded)) {
      put(at, one, { up: score === undefined ? 0 : 1, all: 1 });
    }
  }
  if (metric === 'PARTNER_INTERACTIONS') return answer((list) => sum(list, 'count'));
  if (metric === 'DIALOGUE_RATIO') {
    for (const talk of talksOf(interactions)) put(talk.at, talk, { up: talk.sides.size > 1 ? 1 : 0, all: 1 });
  }
  if (['SOCIAL_SHARE', 'CO_CREATION', 'NET_SENTIMENT', 'SENTIMENT_COVERAGE', 'DIALOGUE_RATIO'].includes(metric)) {
    return answer(share);
  }
  const single: Record<string, string> = {
    POSTS: 'post',
    COMMENTS: 'comment',
    REACTIONS: 'reaction',
    SHARES: 'share',
    MENTIONS: 'mention',
    FOLLOWS: 'follow',
    VIEWS: 'view',
    ENQUIRIES: 'enquiry',
    REPLIES: 'reply',
    MESSAGES: 'message',
    CONTRIBUTIONS: 'contribution',
    IDEAS: 'idea',
    VOTES: 'vote',
  };
  if (metric === 'INTERACTIONS' || single[metric]) {
    for (const one of interactions) {
      if (metric === 'INTERACTIONS' || one.activity === single[metric]) {
        put(Date.parse(one.time), one, { count: one.sampledRate ?? 1 });
      }
    }
    return answer((list) => sum(list, 'count'));
  }

  const tickets = ticketsOf(interactions, dueOf);
  const byReply = request.attributeTo === 'RESPONSE';
  for (const ticket of tickets) {
    if (metric === 'ANSWERED' || metric.startsWith('FIRST')) {
      if (!ticket.reply) continue;
      const seconds = (ticket.reply.at - ticket.at) / 1000;
      if (byReply) put(ticket.reply.at, ticket.reply, { seconds });
      else put(ticket.at, ticket, { seconds });
    }
    if (metric === 'RESPONSE_RATE') put(ticket.at, ticket, { up: ticket.reply ? 1 : 0 });
    if (metric === 'WITHIN_TARGET' && ticket.due <= now) {
      put(ticket.at, ticket, { up: ticket.reply && ticket.reply.at <= ticket.due ? 1 : 0 });
    }
  }
  if (metric === 'ANSWERED') return answer((list) => list.length);
  if (metric.startsWith('FIRST')) {
    const q = Number(metric.slice(-2)) / 100;
    return answer((list) => {
      const sorted = list.map((one) => Number(one.seconds)).sort((a, b) => a - b);
      return sorted[Math.ceil(q * sorted.length) - 1];
    });
  }
  return answer((list) => sum(list, 'up') / list.length);
}

/** Conversations with the outside, by their first word. */
function talksOf(interactions: readonly CountedInteraction[]) {
  const said = ['post', 'comment', 'mention', 'enquiry', 'reply', 'message', 'contribution', 'idea'];
  const talks = new Map<string, { at: number; department: string; channel: string; sides: Set<string> }>();
  const inOrder = [...interactions].sort((a, b) =>
    a.time === b.time ? (a.id < b.id ? -1 : 1) : a.time < b.time ? -1 : 1,
  );
  for (const { activity, actor, direction, conversation, id, time, department, channel } of inOrder) {
    if (!said.includes(activity) || actor.kind === 'bot' || direction === 'internal') continue;
    const key = conversation === undefined ? `own ${id}` : `of ${conversation}`;
    const talk = talks.get(key) ?? { at: Date.parse(time), department, channel, sides: new Set() };
    talks.set(key, talk);
    talk.sides.add(direction);
  }
  return talks.values();
}

/** How many tickets are overdue at an instant, by the dimensions. */
export function referenceOverdue(
  interactions: readonly CountedInteraction[],
  request: RangedRequest,
  at: number,
  dueOf: (at: number) => number,
): Map<string, number> {
  const counts = new Map<string, number>();
  for (const ticket of ticketsOf(interactions, dueOf)) {
    const ended = Math.min(ticket.reply?.at ?? Number.POSITIVE_INFINITY, ticket.closed ?? Number.POSITIVE_INFINITY);
    if (!passes(ticket, request) || ticket.due >= at || Math.max(ended, ticket.due) < at) continue;
    const key = request.by
      .map((dimension) =>
        dimension === 'CHANNEL_KIND' ? kinds[ticket.channel] : ticket[dimension.toLowerCase() as 'channel'],
      )
      .join('|');
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

function passes(
  over: { department: string; channel: string; activity?: string; direction?: string },
  { filter }: ReportRequest,
): boolean {
  return (
    (!filter?.departments || filter.departments.includes(over.department)) &&
    (!filter?.channels || filter.channels.includes(over.channel)) &&
    (!filter?.channelKinds || filter.channelKinds.includes(kinds[over.channel] as 'social')) &&
    (!filter?.activities || filter.activities.includes(over.activity as 'post')) &&
    (!filter?.directions || filter.directions.includes(over.direction as 'inbound'))
  );
}

const ticketsKnown = new WeakMap<readonly CountedInteraction[], { dueOf: (at: number) => number; tickets: Ticket[] }>();
/** The tickets of interactions, which nobody changes while many reports of them are compared. */
function ticketsOf(interactions: readonly CountedInteraction[], dueOf: (at: number) => number): Ticket[] {
  const known = ticketsKnown.get(interactions);
  if (known?.dueOf === dueOf) return known.tickets;
  const tickets = readTickets(interactions, dueOf);
  ticketsKnown.set(interactions, { dueOf, tickets });
  return tickets;
}

function readTickets(interactions: readonly CountedInteraction[], dueOf: (at: number) => number): Ticket[] {
  const groups = new Map<string, CountedInteraction[]>();
  for (const one of interactions) {
    const id = one.conversation ?? (one.activity === 'enquiry' ? `own ${one.id}` : undefined);
    if (id !== undefined) groups.set(id, [...(groups.get(id) ?? []), one]);
  }
  const tickets: Ticket[] = [];
  for (const group of groups.values()) {
    group.sort((a, b) => (a.time === b.time ? (a.id < b.id ? -1 : 1) : a.time < b.time ? -1 : 1));
    let current: Ticket | null = null;
    let last = Number.POSITIVE_INFINITY;
    for (const one of group) {
      const at = Date.parse(one.time);
      if (['reaction', 'share', 'follow', 'view', 'vote', 'stage'].includes(one.activity)) continue;
      const hours = (at - last) / 3_600_000;
      last = at;
      const reopens = one.activity === 'resolution' && one.stage === 'reopened';
      const asks = one.activity === 'enquiry' && one.direction === 'inbound';
      if (asks && one.reopensAfter !== undefined && hours >= one.reopensAfter && current?.reply) current = null;
      if (current === null && (asks || reopens)) {
        current = { at, department: one.department, channel: one.channel, due: dueOf(at) };
        tickets.push(current);
      } else if (current && one.activity === 'reply' && one.direction === 'outbound' && one.actor.kind !== 'bot') {
        if (!current.reply) current.reply = { at, department: one.department, channel: one.channel };
      } else if (current && one.activity === 'resolution' && !reopens) {
        current.closed = at;
        current = null;
      }
    }
  }
  return tickets;
}
