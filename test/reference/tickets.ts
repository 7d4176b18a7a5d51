import { dayReader } from './calendar.ts';
import { dueTime } from './due.ts';
import { type Company, groupBy, type Happening, inOrder } from './happening.ts';

type Where = Pick<Happening, 'at' | 'day' | 'department' | 'channel' | 'channelKind'>;

/** A customer waits: from an enquiry (or a reopening) to the first reply of a person of ours, and to the closure. */
export interface Ticket {
  asked: Where;
  replied?: Where;
  closed?: { at: number; day: string };
  due?: { at: number; day: string };
}

const repliers = ['employee', 'brand', 'partner'];

/** All tickets, by walking through each conversation from its beginning. */
export function ticketsOf(happenings: readonly Happening[], company: Company): Ticket[] {
  const conversations = groupBy(
    happenings.filter(({ activity }) => ['enquiry', 'reply', 'resolution'].includes(activity)),
    ({ conversation, activity, source, id }) =>
      conversation ?? (activity === 'enquiry' ? `${source} ${id}` : undefined),
  );
  const dayOf = dayReader(company.homeTimeZone);
  return [...conversations.values()].flatMap((words) => walk(words.toSorted(inOrder), company, dayOf));
}

function walk(words: Happening[], company: Company, dayOf: (at: number) => string): Ticket[] {
  const tickets: Ticket[] = [];
  let waiting = false;
  for (const word of words) {
    const ticket = tickets.at(-1);
    const reopens = word.activity === 'resolution' && word.stage === 'reopened';
    if (!waiting) {
      if (!reopens && !(word.activity === 'enquiry' && word.direction === 'inbound')) continue;
      const dueAt = dueTime(company, word.department, word.at);
      tickets.push({ asked: word, ...(dueAt !== undefined && { due: { at: dueAt, day: dayOf(dueAt) } }) });
      waiting = true;
    } else if (word.activity === 'resolution' && !reopens && ticket) {
      ticket.closed = word;
      waiting = false;
    } else if (word.activity === 'reply' && word.direction === 'outbound' && repliers.includes(word.kind)) {
      if (ticket && !ticket.replied) ticket.replied = word;
    }
  }
  return tickets;
}
