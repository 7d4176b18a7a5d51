import { calendarPeriods, windowUnits } from '../../shared/report-windows.ts';
import { builder } from '../builder.ts';

export const WindowUnit = builder.enumType('WindowUnit', {
  description: 'What a window is counted in.',
  values: valuesOf(windowUnits, {
    DAY: 'Calendar days.',
    WEEK: 'Weeks from `weekStart`.',
    MONTH: 'Calendar months.',
  }),
});

export const CalendarPeriod = builder.enumType('CalendarPeriod', {
  description: 'A period of the calendar, in the time zone of the report.',
  values: valuesOf(calendarPeriods, {
    WEEK: 'Seven days from `weekStart`.',
    MONTH: 'A calendar month.',
    QUARTER: 'A calendar quarter.',
    YEAR: 'A calendar year.',
  }),
});

export const ReportWindow = builder.inputType('ReportWindow', {
  description:
    'Days relative to today in the time zone of the report: `{last: 28, unit: DAY}`, or `{toDate: MONTH}` from the first of the month to today. The report tells the days as `range`.',
  fields: (t) => ({
    last: t.int({ description: 'How many units; with `unit`.' }),
    unit: t.field({ type: WindowUnit, description: 'Days, weeks or months; with `last`.' }),
    complete: t.boolean({
      description:
        'With `last`: whether only units that are over count, which is the default; with false the last one is that of today, up to today.',
    }),
    toDate: t.field({
      type: CalendarPeriod,
      description: 'From the start of this period up to and including today; stands alone.',
    }),
  }),
});

/** The values of an enum whose names are those of the domain. */
function valuesOf<Name extends string>(names: readonly Name[], meanings: Record<Name, string>) {
  const values = names.map((value) => [value, { value, description: meanings[value] }]);
  return Object.fromEntries(values) as { [N in Name]: { value: N; description: string } };
}
