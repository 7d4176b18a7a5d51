import { type Answer, type Book, counted, isAt, type Place, ratio } from './book.ts';
import type { Days } from './calendar.ts';
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
      const due = asked.filter(({ due }) => due !== undefined && due.at <= asOf);
      const inTime = due.filter((ticket) => ticket.replied && ticket.replied.at <= (ticket.due?.at ?? 0));
      return ratio(inTime.length, due.length);
    }
    case 'OVERDUE':
      return { value: overdue(book, place, days, asOf) };
    case 'FIRST_RESPONSE_P50':
    case 'FIRST_RESPONSE_P90':
    case 'FIRST_RESPONSE_P95': {
      const tickets = byReply ? replied : answered;
      const seconds = tickets.map((ticket) => ((ticket.replied?.at ?? 0) - ticket.asked.at) / 1000);
      const open = asked.filter((ticket) => !ticket.replied && !ticket.closed).length;
      const q = Number(metric.slice(-2)) / 100;
      return {
        value: nearestRank(seconds, q) ?? null,
        numerator: tickets.length,
        denominator: tickets.length + (byReply ? 0 : open),
        n: tickets.length,
        error: 0.01,
        warns: { CENSORED: !byReply && 100 * open > Math.round(100 - 100 * q) * asked.length },
      };
    }
    default:
      return undefined;
  }
}

/** Past due and neither answered nor closed when the last day of the range is over. */
function overdue({ tickets }: Book, place: Place, { to }: Days, asOf: number): number {
  const isBefore = (one: { at: number; day: string } | undefined) =>
    one !== undefined && one.at < asOf && one.day <= to;
  const untilThen = { from: '0000-01-01', to };
  return tickets.filter(
    ({ asked, replied, closed, due }) =>
      isAt(asked, place, untilThen) && isBefore(due) && !isBefore(replied) && !isBefore(closed),
  ).length;
}
