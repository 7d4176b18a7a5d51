import { type Answer, type Book, type Place, ratio, sum } from './book.ts';
import { type Days, within } from './calendar.ts';
import { groupBy, type Happening } from './happening.ts';
import { decidedPeriods, distinct, doneByEmployees, isFew } from './people.ts';

/** What one department said to another (or to itself) within the company. */
export interface Pair {
  from: string;
  to: string;
  interactions: number;
  people: number;
  /** One to four people said it, in the range or in one of its weeks or months. */
  few: boolean;
}

/** Every pair of departments of which something was said. */
export function pairsOf(book: Book, days: Days): Pair[] {
  const periods = decidedPeriods(days).map((period) => innerWords(book, period));
  return [...(periods[0] ?? [])].map(([key, words]) => {
    const [from = '', to = ''] = key.split(' ');
    return {
      from,
      to,
      interactions: sum(words.map(({ weight }) => weight)),
      people: distinct(words),
      few: periods.some((pairs) => isFew(distinct(pairs.get(key) ?? []))),
    };
  });
}

function innerWords(book: Book, days: Days): Map<string, Happening[]> {
  const words = book
    .during(days)
    .filter(
      ({ direction, kind, toDepartment, day }) =>
        direction === 'internal' && kind === 'employee' && toDepartment !== undefined && within(day, days),
    );
  return groupBy(words, ({ home, toDepartment }) => `${home} ${toDepartment}`);
}

/** How connected and how open departments are; undefined when the metric is about something else. */
export function collaborationAnswer(metric: string, book: Book, place: Place, days: Days): Answer | undefined {
  if (metric !== 'CONNECTEDNESS' && metric !== 'OPENNESS') return undefined;
  const pairs = pairsOf(book, days).filter(({ from }) => place.department === undefined || from === place.department);
  const across = pairs.filter(({ from, to }) => from !== to);
  const few = decidedPeriods(days).some((period) => isFew(distinct(doneByEmployees(book, place, period))));
  const hidden = few ? ('must' as const) : ('may' as const);
  if (metric === 'OPENNESS') {
    const outside = sum(across.map(({ interactions }) => interactions));
    const all = sum(pairs.map(({ interactions }) => interactions));
    return { ...ratio(outside - (all - outside), all), hidden };
  }
  const departments = book.company.departments.length;
  const connected = across.filter(({ interactions }) => interactions >= book.company.connectedFrom).length;
  const possible = (place.department === undefined ? departments : 1) * (departments - 1);
  return { ...ratio(connected, possible), hidden };
}
