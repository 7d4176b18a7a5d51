import { type Answer, type Book, type Place, ratio } from './book.ts';
import { type Days, mondayOf, plusDays, weekdayOf, within } from './calendar.ts';

/** Of the departments asked for, those that tell the number valid on a day, and its sum. */
function told(book: Book, { department }: Place, day: string, what: 'count' | 'managers') {
  const asked = book.company.departments.filter(({ id }) => department === undefined || id === department);
  const departments: string[] = [];
  let total = 0;
  for (const { id, headcount } of asked) {
    const [valid] = headcount.filter(({ from }) => from <= day).toSorted((a, b) => (a.from < b.from ? 1 : -1));
    const number = valid?.[what];
    if (number === undefined) continue;
    departments.push(id);
    total += number;
  }
  return { departments, total };
}

const employeesOf = (book: Book, departments: readonly string[], days: Days) =>
  book
    .during(days)
    .filter(({ kind, home, day }) => kind === 'employee' && departments.includes(home) && within(day, days));

const nothing: Answer = { value: null };

const numberOf = (people: Iterable<string>): number => new Set(people).size;

/** Active employees over the headcount of the last day. */
export function adoption(book: Book, place: Place, days: Days): Answer {
  const { departments, total } = told(book, place, days.to, 'count');
  if (total === 0) return nothing;
  return ratio(numberOf(employeesOf(book, departments, days).map(({ person }) => person)), total);
}

/** The last four whole ISO weeks that are over by the end of a day. */
export function lastFourWeeks(day: string): Days {
  const sunday = weekdayOf(day) === 7 ? day : plusDays(mondayOf(day), -1);
  return { from: plusDays(sunday, -27), to: sunday };
}

/** Employees active in at least three of the last four whole weeks that were over by the end, over the headcount. */
export function sustainedAdoption(book: Book, place: Place, days: Days): Answer {
  const { departments, total } = told(book, place, days.to, 'count');
  if (total === 0) return nothing;
  const weeksOf = new Map<string, Set<string>>();
  for (const { person, day } of employeesOf(book, departments, lastFourWeeks(days.to))) {
    weeksOf.set(person, (weeksOf.get(person) ?? new Set()).add(mondayOf(day)));
  }
  return ratio([...weeksOf.values()].filter((weeks) => weeks.size >= 3).length, total);
}

/** Active managers over all managers of the departments that tell how many they have. */
export function leadership(book: Book, place: Place, days: Days): Answer {
  const { departments, total } = told(book, place, days.to, 'managers');
  if (departments.length === 0) return nothing;
  const managers = employeesOf(book, departments, days).filter(({ manager }) => manager);
  const answer = ratio(numberOf(managers.map(({ person }) => person)), total);
  return total < 5 ? { ...answer, hidden: 'must' } : answer;
}
