import type { Benchmark } from './benchmark.ts';
import { monthsFrom } from './months.ts';
import type { Texts } from './texts.ts';
import type { Trajectory } from './trajectory.ts';
import { trendPoints } from './trend.ts';

export interface TrajectoryWarning {
  code: string;
  message: Texts;
}

/** An actual of longer ago says little of today. */
const freshMonths = 3;

/** A share of fewer interactions may be off by 18 percentage points either way (95 %, half of 29). */
const enoughInteractions = 30;

/** What to know of a trajectory before it is believed; `whole` is how many whole months have an actual. */
export function trajectoryWarnings(
  { targetDate }: Benchmark,
  latest: Trajectory['latest'],
  whole: number,
  today: string,
): TrajectoryWarning[] {
  const warnings: TrajectoryWarning[] = [];
  const warn = (code: string, en: string, de: string) => warnings.push({ code, message: { en, de } });
  if (latest) {
    const month = latest.month.slice(0, 7);
    if (whole === 0)
      warn(
        'MONTH_NOT_OVER',
        'Only the running month has an actual: it may still change.',
        'Nur der laufende Monat hat einen Ist-Wert: Er kann sich noch ändern.',
      );
    if (monthsFrom(latest.month, today) > freshMonths)
      warn(
        'OLD_ACTUALS',
        `The latest month with an actual is ${month}.`,
        `Der letzte Monat mit einem Ist-Wert ist ${month}.`,
      );
    if (latest.n < enoughInteractions) {
      warn(
        'SMALL_N',
        `The actual of ${month} is a share of ${latest.n} interactions: under ${enoughInteractions}, chance moves it much.`,
        `Der Ist-Wert von ${month} ist ein Anteil an ${latest.n} Interaktionen: Unter ${enoughInteractions} bewegt ihn der Zufall stark.`,
      );
    }
    if (whole < trendPoints.least) {
      warn(
        'NO_FORECAST',
        `A forecast takes ${trendPoints.least} whole months with an actual; there are ${whole}.`,
        `Eine Prognose braucht ${trendPoints.least} ganze Monate mit Ist-Wert; es gibt ${whole}.`,
      );
    }
  } else {
    warn(
      'NO_ACTUALS',
      'No month has customer interactions on social or direct channels.',
      'In keinem Monat gibt es Interaktionen mit Kunden auf sozialen oder direkten Kanälen.',
    );
  }
  if (targetDate < today)
    warn('TARGET_DATE_OVER', `The target date ${targetDate} is over.`, `Der Zieltermin ${targetDate} ist vorbei.`);
  return warnings;
}
