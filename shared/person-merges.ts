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

function membersOf(groups: MergeGroups, person: string): string[] {
  const representative = groups[person];
  if (representative === undefined) return [person];
  return Object.keys(groups).filter((member) => groups[member] === representative);
}

function groupOf(members: string[]): MergeGroups {
  if (members.length < 2) return {};
  const representative = members.toSorted()[0] as string;
  return Object.fromEntries(members.map((member) => [member, representative]));
}
