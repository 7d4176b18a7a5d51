import { type Answer, type Book, counted, isAt, type Place, ratio } from './book.ts';
import { type Days, dayReader, within } from './calendar.ts';
import { nearestRank } from './quantile.ts';

/** How we answered, by the enquiry or by the reply, as of an instant; undefined when the metric is not about that. */
export function waitingAnswer(
  metric: string,
  book: Book,
  place: Place,
  days: Days,
  { asOf, byReply = false }: { asOf: number; byReply?: boolean },
): Answer | undefined {
  const asked = book.tickets.filter((ticket) => isAt(ticket.asked, place, days));
  const answered = asked.filter(({ replied }) => replied !== undefined);
  const replied = book.tickets.filter((ticket) => ticket.replied && isAt(ticket.replied, place, days));
  switch (metric) {
    case 'ANSWERED':
      return counted(byReply ? replied.length : answered.length);
    case 'RESPONSE_RATE':
      return ratio(answered.length, asked.length);
    case 'WITHIN_TARGET': {
      const due = asked.filter(({ dueAt }) => dueAt !== undefined && dueAt <= asOf);
      const inTime = due.filter((ticket) => ticket.replied && ticket.replied.at <= (ticket.dueAt ?? 0));
      return ratio(inTime.length, due.length);
    }
    case 'OVERDUE':
      return { value: overdue(book, place, days, asOf) };
    case 'FIRST_RESPONSE_P50':
    case 'FIRST_RESPONSE_P90':
    case 'FIRST_RESPONSE_P95': {
      const tickets = byReply ? replied : answered;
      const seconds = tickets.map((ticket) => ((ticket.replied?.at ?? 0) - ticket.asked.at) / 1000);
      const open = asked.filter((ticket) => !ticket.replied && ticket.closedAt === undefined).length;
      return {
        value: nearestRank(seconds, Number(metric.slice(-2)) / 100) ?? null,
        numerator: tickets.length,
        denominator: tickets.length + (byReply ? 0 : open),
        n: tickets.length,
        error: 0.01,
      };
    }
    default:
      return undefined;
  }
}

/** Past due and neither answered nor closed when the last day of the range is over. */
function overdue({ tickets, company }: Book, place: Place, { to }: Days, asOf: number): number {
  const dayOf = dayReader(company.homeTimeZone);
  const isBefore = (at: number | undefined) => at !== undefined && at < asOf && dayOf(at) <= to;
  const always = { from: '0000-01-01', to };
  return tickets.filter(
    ({ asked, replied, closedAt, dueAt }) =>
      isAt(asked, place, always) &&
      within(asked.day, always) &&
      isBefore(dueAt) &&
      !isBefore(replied?.at) &&
      !isBefore(closedAt),
  ).length;
}
