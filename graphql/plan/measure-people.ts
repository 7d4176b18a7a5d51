import type { PeopleMeasure } from '../../shared/metrics/metric.ts';
import type { Presence } from '../../shared/metrics/people.ts';
import { isSmallGroup } from '../../shared/suppression.ts';
import type { Days } from './days.ts';
import { isHidden, type Selection } from './guard.ts';
import { isEmployee } from './hidden-on.ts';
import { countIn } from './hide-groups.ts';
import { smallGroup, wholePeriods, withheld } from './measurer.ts';
import { overHeads } from './over-heads.ts';
import type { People } from './people-of.ts';
import { type Counted, ofEmployees, type PeopleContext, part } from './people-part.ts';
import { kindsOf } from './selection-of.ts';
import { countOf, type Measured } from './to-value.ts';

/** A people metric over home days and a selection of departments and channels. */
export function measurePeople(
  value: PeopleMeasure['value'],
  days: Days,
  selection: Selection,
  context: PeopleContext,
): Measured {
  const { people, guard, organisation } = context;
  const at = ({ department, channel }: Presence) => selection.inDepartment(department) && selection.inChannel(channel);
  if (value === 'customers') return distinct(people.count(days, (one) => !isEmployee(one) && at(one)));

  const hidden = guard(days);
  if (!hidden) return withheld(wholePeriods);
  if (value === 'people') {
    const employees = people.keys(days, (one) => isEmployee(one) && at(one));
    if (
      isHidden(hidden.at, selection) ||
      isSmallGroup(countIn(employees)) ||
      isUnionTelling(days, selection, at, people)
    ) {
      return withheld(smallGroup);
    }
    return distinct(people.count(days, at));
  }
  const own = ofEmployees(selection);
  const active = people.count(days, own);
  if (isHidden(hidden.own, selection) || isSmallGroup(active.count)) return withheld(smallGroup);
  if (value === 'employees') {
    return isUnionTelling(days, selection, own, people) ? withheld(smallGroup) : distinct(active);
  }
  if (value === 'ambassadors') {
    // Those who publish are among the active ones on social channels: where these are hidden, so are they.
    if (isHidden(hidden.own, { ...selection, channels: ['social'] })) return withheld(smallGroup);
    const kindOf = kindsOf(organisation);
    const publishers = (one: Presence) => own(one) && one.published && kindOf(one.channel) === 'social';
    return part(people.count(days, publishers), active);
  }
  return overHeads(value, days, selection, hidden, context);
}

const distinct = ({ count, error }: Counted): Measured => ({
  ...countOf(Math.round(count)),
  error,
});

/** Whether channels chosen together tell, less one of them, of fewer than five people. */
function isUnionTelling(
  days: Days,
  { channels }: Selection,
  matches: (presence: Presence) => boolean,
  people: People,
): boolean {
  if (channels === 'all' || (channels !== 'some' && channels.length === 1)) return false;
  const byChannel = people.groups(
    days,
    (one) => isEmployee(one) && matches(one),
    ({ channel }) => channel,
  );
  const all = countIn([...byChannel.values()].flat());
  return (
    byChannel.size > 1 &&
    [...byChannel.keys()].some((channel) => {
      const others = [...byChannel].flatMap(([id, keys]) => (id === channel ? [] : keys));
      return isSmallGroup(all - countIn(others));
    })
  );
}
