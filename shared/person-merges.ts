/** A merged person's pseudonym to the one that stands for all of the group: itself for the representative. */
export type MergeGroups = Readonly<Record<string, string>>;

/**
 * The groups after people turned out to be one: those of all of them are joined. The least pseudonym stands for a group,
 * so the order of merges does not matter.
 */
export function mergePeople(groups: MergeGroups, people: readonly string[]): MergeGroups {
  const joined = new Set(people.flatMap((person) => membersOf(groups, person)));
  return { ...groups, ...groupOf([...joined]) };
}

/** The groups after each of these people left theirs; who is left alone is in none. */
export function unmergePeople(groups: MergeGroups, people: readonly string[]): MergeGroups {
  let left = { ...groups };
  for (const person of people) {
    const members = membersOf(left, person);
    left = Object.fromEntries(Object.entries(left).filter(([member]) => !members.includes(member)));
    Object.assign(left, groupOf(members.filter((member) => member !== person)));
  }
  return left;
}

/**
 * The groups that a change made or undid, as they were and as they are: who stands for each to all of its people. Whoever
 * is alone stands for a group of one, so both tell of the same people.
 */
export function changedGroups(before: MergeGroups, after: MergeGroups): { before: Groups; after: Groups } {
  const [old, now] = [groupsIn(before, after), groupsIn(after, before)];
  const without = (groups: Groups, others: Groups): Groups =>
    Object.fromEntries(Object.entries(groups).filter(([head, people]) => others[head]?.join() !== people.join()));
  return { before: without(old, now), after: without(now, old) };
}

/** Who stands for a group to its people, in order. */
type Groups = Record<string, string[]>;

/** The groups of one state; who is merged only in the other is alone. */
function groupsIn(merged: MergeGroups, other: MergeGroups): Groups {
  const groups: Groups = {};
  for (const person of Object.keys({ ...other, ...merged }).sort()) {
    const head = merged[person] ?? person;
    groups[head] ??= [];
    groups[head].push(person);
  }
  return groups;
}

/** Everybody who is the same person as one, themselves included. */
export function membersOf(groups: MergeGroups, person: string): string[] {
  const representative = groups[person];
  if (representative === undefined) return [person];
  return Object.keys(groups).filter((member) => groups[member] === representative);
}

function groupOf(members: string[]): MergeGroups {
  if (members.length < 2) return {};
  const representative = members.toSorted()[0] as string;
  return Object.fromEntries(members.map((member) => [member, representative]));
}
