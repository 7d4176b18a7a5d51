import { refused } from '../../shared/changes/change.ts';
import type { BusinessHours as Hours } from '../../shared/organisation.ts';
import { builder } from '../builder.ts';

interface Shift {
  weekday: number;
  opens: string;
  closes: string;
}

const OpeningShift = builder.objectRef<Shift>('OpeningShift').implement({
  description: 'A stretch of a weekday on which the clock runs; a split shift is two of them.',
  fields: (t) => ({
    weekday: t.exposeInt('weekday', { description: 'ISO weekday, 1 (Monday) to 7 (Sunday).' }),
    opens: t.exposeString('opens', { description: 'Wall-clock time, HH:MM.' }),
    closes: t.exposeString('closes', { description: 'Wall-clock time, HH:MM, at most 24:00.' }),
  }),
});

export const BusinessHours = builder.objectRef<Hours>('BusinessHours').implement({
  description: 'Opening hours of a week, and the days on which they do not hold.',
  fields: (t) => ({
    timeZone: t.expose('timeZone', { type: 'TimeZone', description: 'Whose wall clock counts.' }),
    shifts: t.field({
      type: [OpeningShift],
      description: 'By weekday, then by the time they open.',
      resolve: ({ week }) =>
        Object.entries(week).flatMap(([weekday, shifts]) =>
          shifts
            .map(([opens, closes]) => ({ weekday: Number(weekday), opens, closes }))
            .sort((a, b) => (a.opens < b.opens ? -1 : 1)),
        ),
    }),
    holidays: t.field({
      type: ['Date'],
      description: 'Days without any shift, in order.',
      resolve: ({ holidays }) => holidays,
    }),
  }),
});

const OpeningShiftInput = builder.inputType('OpeningShiftInput', {
  description: 'A stretch of one or more weekdays on which the clock runs; a split shift is two of them.',
  fields: (t) => ({
    weekdays: t.intList({ required: true, description: 'ISO weekdays, 1 (Monday) to 7 (Sunday).' }),
    opens: t.string({ required: true, description: 'Wall-clock time, HH:MM.' }),
    closes: t.string({
      required: true,
      description: 'Wall-clock time, HH:MM, at most 24:00; over midnight is two shifts.',
    }),
  }),
});

export const BusinessHoursInput = builder.inputType('BusinessHoursInput', {
  description: 'Opening hours of a week, and the days on which they do not hold.',
  fields: (t) => ({
    timeZone: t.field({ type: 'TimeZone', description: 'Whose wall clock counts; the home time zone by default.' }),
    shifts: t.field({ type: [OpeningShiftInput], required: true, description: 'Those of a day do not overlap.' }),
    holidays: t.field({ type: ['Date'], description: 'Days without any shift: at most 1,000.' }),
  }),
});

/** The business hours of an input, by weekday; throws `BAD_REQUEST` for a weekday that is none. */
export function hoursOf({ timeZone, shifts, holidays }: typeof BusinessHoursInput.$inferInput, home: string): Hours {
  const week: Hours['week'] = {};
  for (const { weekdays, opens, closes } of shifts) {
    for (const weekday of weekdays) {
      if (!(weekday >= 1 && weekday <= 7)) throw refused('hours.shifts.weekdays', '1 (Monday) to 7 (Sunday)');
      const day = String(weekday) as '1';
      week[day] = [...(week[day] ?? []), [opens, closes]];
    }
  }
  return { timeZone: timeZone ?? home, week, holidays: [...(holidays ?? [])] };
}
