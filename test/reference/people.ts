import { type Answer, type Book, counted, isAt, type Place, ratio } from './book.ts';
import { type Days, wholeMonths, wholeWeeks } from './calendar.ts';
import type { Happening } from './happening.ts';
import { adoption, lastFourWeeks, leadership, sustainedAdoption } from './headcount.ts';

const outsiders = ['customer', 'public', 'partner'];

export const distinct = (happenings: readonly Happening[]): number =>
  new Set(happenings.map(({ person }) => person)).size;

/** What employees did, at the department that each belonged to at that moment. */
export const doneByEmployees = (book: Book, place: Place, days: Days): Happening[] =>
  book.during(days).filter((one) => {
    if (one.kind !== 'employee') return false;
    const { day, home: department, channel, channelKind } = one;
    return isAt({ day, department, channel, channelKind }, place, days);
  });

/** Whether so few (one to four) that they cannot be told. */
export const isFew = (people: number): boolean => people >= 1 && people <= 4;

/** The range and the whole months, or else the whole weeks, it consists of: what is hidden in one is hidden in all. */
export function decidedPeriods(days: Days): Days[] {
  const months = wholeMonths(days);
  return [days, ...(months.length > 0 ? months : wholeWeeks(days))];
}

/** Distinct people and shares of employees; undefined when the metric is not about them. */
export function peopleAnswer(metric: string, book: Book, place: Place, days: Days): Answer | undefined {
  if (metric === 'ACTIVE_CUSTOMERS') {
    return counted(distinct(book.during(days).filter((one) => outsiders.includes(one.kind) && isAt(one, place, days))));
  }
  const answer = employeeAnswer(metric, book, place, days);
  if (!answer) return undefined;
  const looksBack = metric === 'SUSTAINED_ADOPTION' ? wholeWeeks(lastFourWeeks(days.to)) : [];
  const periods = [...decidedPeriods(days), ...looksBack];
  const small = periods.some((period) => isFew(distinct(doneByEmployees(book, place, period))));
  return { ...answer, hidden: small ? (answer.hidden ?? 'must') : answer.hidden === 'must' ? 'must' : 'may' };
}

function employeeAnswer(metric: string, book: Book, place: Place, days: Days): Answer | undefined {
  const active = doneByEmployees(book, place, days);
  switch (metric) {
    case 'ACTIVE_EMPLOYEES':
      return counted(distinct(active));
    case 'ACTIVE_PEOPLE':
      return everyone(book, place, days);
    case 'ADOPTION':
      return adoption(book, place, days);
    case 'SUSTAINED_ADOPTION':
      return sustainedAdoption(book, place, days);
    case 'LEADERSHIP_ACTIVITY':
      return leadership(book, place, days);
    case 'AMBASSADORS': {
      const social = active.filter(
        ({ activity, channelKind }) => channelKind === 'social' && ['post', 'share', 'comment'].includes(activity),
      );
      return ratio(distinct(social), distinct(active));
    }
    default:
      return undefined;
  }
}

/** All people at the department of the interaction; few of them employees must not be found by difference. */
function everyone(book: Book, place: Place, days: Days): Answer {
  const there = book.during(days).filter((one) => isAt(one, place, days));
  const employees = (period: Days) =>
    distinct(book.during(period).filter((one) => one.kind === 'employee' && isAt(one, place, period)));
  const few = decidedPeriods(days).some((period) => isFew(employees(period)));
  return {
    ...counted(distinct(there.filter(({ kind }) => kind === 'employee' || outsiders.includes(kind)))),
    // Hidden when few employees of the department, few employees in it, or both: asserted only when both agree.
    ...(!few && { hidden: 'may' as const }),
  };
}
