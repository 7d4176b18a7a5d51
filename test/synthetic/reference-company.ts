import type { Organisation } from '../../shared/organisation.ts';
import type { Company } from '../reference/happening.ts';

/** What the reference has to know of an organisation, as plain data. Targets that begin later than 1970 are not known to it. */
export function companyOf(organisation: Organisation, connectedFrom = 5): Company {
  return {
    homeTimeZone: organisation.homeTimeZone,
    departments: organisation.departments,
    channels: organisation.channels,
    targets: organisation.responseTargets.map(({ department, seconds, hours }) => ({
      ...(department !== undefined && { department }),
      seconds,
      ...(hours && { timeZone: hours.timeZone, week: hours.week, holidays: hours.holidays }),
    })),
    connectedFrom,
  };
}
