import { dueAt } from '../due-at.ts';
import { ApiError } from '../errors.ts';
import {
  type BusinessHours,
  businessHoursSchema,
  type Organisation,
  type ResponseTarget,
  responseTargetSchema,
} from '../organisation.ts';
import { checked, checkLimit, departmentOf, type OrganisationRule, refused } from './change.ts';

type Rule = OrganisationRule<ResponseTarget>;

/**
 * What holds now is history a moment later, and history does not change: a due time that was computed once is computed
 * the same ever after, or counters would no longer be those of their facts. Interactions may be ten minutes ahead, and
 * processes see a changed organisation after one minute, so a target can be set until a quarter of an hour before.
 */
const noticeMs = 15 * 60_000;

const maxSeconds = 30 * 86_400;

export interface ResponseTargetInput {
  /** Absent: of all departments that have none of their own. */
  department?: string | undefined;
  /** Epoch milliseconds. */
  from: number;
  seconds: number;
  hours?: BusinessHours | undefined;
}

/** Sets the response target that holds from an instant on; replaces one of the same department and instant. */
export function setResponseTarget({ from, hours, ...input }: ResponseTargetInput, now: number): Rule {
  if (from < now + noticeMs) throw tooSoon('from', from, now);
  if (input.seconds > maxSeconds) throw refused('seconds', `at most ${maxSeconds}, 30 days of business time`);
  const target = checked(responseTargetSchema, {
    ...input,
    from: new Date(from).toISOString(),
    ...(hours && { hours: checkedHours(hours) }),
  });
  checkReachable(target, from);
  return (organisation) => {
    if (target.department !== undefined) departmentOf(organisation, target.department, 'department');
    const before = targetOf(organisation, target.department, from);
    const others = organisation.responseTargets.filter((one) => one !== before);
    checkLimit('responseTargets', others.length + 1);
    return changeOf(organisation, [...others, target].sort(byTime), before, target, target);
  };
}

/** Takes back a response target that does not hold yet. */
export function withdrawResponseTarget(
  { department, from }: Pick<ResponseTargetInput, 'department' | 'from'>,
  now: number,
): Rule {
  return (organisation) => {
    const target = targetOf(organisation, department, from);
    if (!target) {
      const own = organisation.responseTargets.filter((one) => one.department === department);
      throw new ApiError('UNKNOWN_RESPONSE_TARGET', `from: no such target begins at ${new Date(from).toISOString()}.`, {
        field: 'from',
        from: own.map((one) => one.from),
      });
    }
    if (from < now + noticeMs) throw tooSoon('from', from, now);
    const others = organisation.responseTargets.filter((one) => one !== target);
    return changeOf(organisation, others, target, undefined, target);
  };
}

const tooSoon = (field: string, from: number, now: number): ApiError => {
  const earliest = new Date(now + noticeMs).toISOString();
  return new ApiError(
    'TARGET_TOO_SOON',
    `${field}: ${new Date(from).toISOString()} is past, or less than 15 minutes ahead: what holds then stays as it is, because due times were computed with it. Set a target from ${earliest} or later.`,
    { field, earliest },
  );
};

const targetOf = ({ responseTargets }: Organisation, department: string | undefined, from: number) =>
  responseTargets.find((one) => one.department === department && Date.parse(one.from) === from);

const byTime = (a: ResponseTarget, b: ResponseTarget): number => Date.parse(a.from) - Date.parse(b.from);

const changeOf = (
  organisation: Organisation,
  responseTargets: ResponseTarget[],
  before: ResponseTarget | undefined,
  after: ResponseTarget | undefined,
  result: ResponseTarget,
) => ({
  organisation: { ...organisation, responseTargets },
  subject: `response target ${result.department ?? 'of all'} from ${result.from}`,
  before,
  after,
  result,
});

function checkedHours(input: BusinessHours): BusinessHours {
  const hours = checked(businessHoursSchema, input);
  for (const [weekday, shifts = []] of Object.entries(hours.week)) {
    const ordered = shifts.toSorted(([a], [b]) => (a < b ? -1 : 1));
    const overlap = ordered.find(([opens], at) => at > 0 && opens < (ordered[at - 1]?.[1] ?? ''));
    if (overlap)
      throw refused('hours', `on weekday ${weekday} the shift from ${overlap[0]} begins before another ends`);
  }
  return { ...hours, holidays: [...new Set(hours.holidays)].sort() };
}

/** A target that no reply could meet would never be due, and would be searched for at each enquiry. */
function checkReachable(target: ResponseTarget, from: number): void {
  if (!target.hours) return;
  const minutes = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
  const weekly = Object.values(target.hours.week)
    .flat()
    .reduce((sum, shift) => sum + (shift ? minutes(shift[1]) - minutes(shift[0]) : 0), 0);
  if (weekly === 0) throw refused('hours', 'there is no shift in the week, so no answer would ever be due');
  if (target.seconds > weekly * 60 * 52) throw refused('seconds', 'more than a year of these business hours');
  if (dueAt(from, target) === undefined) throw refused('hours', 'the holidays leave no shift for more than a year');
}
