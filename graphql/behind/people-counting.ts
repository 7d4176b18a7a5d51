import type { CountedInteraction } from '../../shared/interaction.ts';
import type { PeopleMeasure } from '../../shared/metrics/metric.ts';
import { type Presence, presenceOf, tagOf } from '../../shared/metrics/people.ts';
import type { Organisation } from '../../shared/organisation.ts';
import type { Days } from '../plan/days.ts';
import type { KindOf } from '../plan/guard.ts';
import type { Counting, ReportPart } from './counting.ts';

/**
 * What a people metric counts: what the people did, as the value is the number of those who did it. Of a share of the
 * headcount that is what the active ones did, whichever part is asked for: who did nothing left nothing to list.
 */
export function peopleCounting(
  value: PeopleMeasure['value'],
  part: ReportPart,
  { days, organisation, kindOf }: { days: Days; organisation: Organisation; kindOf: KindOf },
): Counting {
  if (value === 'customers') return { weightOf: weightWhere(({ kind }) => kind !== 'employee') };
  if (value === 'people') return { weightOf: weightWhere(() => true) };
  const told = departmentsThatTell(value, days, organisation);
  const ambassador = ({ published, channel }: Presence) => published && kindOf(channel) === 'social';
  return {
    weightOf: weightWhere(
      (presence) =>
        presence.kind === 'employee' &&
        (told?.has(presence.own) ?? true) &&
        (value !== 'leadershipActivity' || presence.manager) &&
        (value !== 'ambassadors' || part === 'ALL' || ambassador(presence)),
    ),
    departmentOf: ({ actor, department }) => actor.department ?? department,
  };
}

const weightWhere =
  (counts: (presence: Presence) => boolean) =>
  (interaction: CountedInteraction): number | undefined => {
    const tag = tagOf(interaction);
    return tag !== undefined && counts(presenceOf(tag)) ? 1 : undefined;
  };

/** Departments of which the organisation says how many work there; undefined where it does not matter. */
function departmentsThatTell(value: PeopleMeasure['value'], { to }: Days, { departments }: Organisation) {
  if (value === 'employees' || value === 'ambassadors') return undefined;
  const part = value === 'leadershipActivity' ? 'managers' : 'count';
  const telling = departments.filter(
    ({ headcount }) => headcount.findLast(({ from }) => from <= to)?.[part] !== undefined,
  );
  return new Set(telling.map(({ id }) => id));
}
