import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { changedGroups, type MergeGroups, mergePeople, unmergePeople } from '../../shared/person-merges.ts';

const person = fc.integer({ min: 0, max: 8 }).map((n) => `p_${n}`);
const merges = fc.array(fc.uniqueArray(person, { minLength: 2, maxLength: 4 }), { maxLength: 6 });
const mergeAll = (all: string[][]) => all.reduce<MergeGroups>(mergePeople, {});
const groupOf = (groups: MergeGroups, member: string) => groups[member] ?? member;

it('merges give the same groups in any order, and again', () => {
  fc.assert(
    fc.property(merges, fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })), (all, random) => {
      const shuffled = all
        .map((people) => ({ people: people.toReversed(), at: random.next().value }))
        .sort((a, b) => a.at - b.at)
        .map(({ people }) => people);
      const merged = mergeAll(all);
      expect(mergeAll([...shuffled, ...all])).toEqual(merged);
      for (const people of all) expect(new Set(people.map((one) => groupOf(merged, one))).size).toBe(1);
    }),
  );
});

it('who stands for a group is one of it, and a group has two at least', () => {
  fc.assert(
    fc.property(merges, fc.array(person, { maxLength: 4 }), (all, leaving) => {
      const left = unmergePeople(mergeAll(all), leaving);
      const sizes = Map.groupBy(Object.keys(left), (member) => left[member]);
      for (const [representative, members] of sizes) {
        expect(members).toContain(representative);
        expect(members.length).toBeGreaterThan(1);
      }
    }),
  );
});

it('leaving takes out exactly those who leave', () => {
  fc.assert(
    fc.property(merges, fc.uniqueArray(person, { maxLength: 4 }), (all, leaving) => {
      const merged = mergeAll(all);
      const left = unmergePeople(merged, leaving);
      const people = Array.from({ length: 9 }, (_, n) => `p_${n}`);
      for (const a of people)
        for (const b of people) {
          const together =
            a === b || (groupOf(merged, a) === groupOf(merged, b) && ![a, b].some((one) => leaving.includes(one)));
          expect(groupOf(left, a) === groupOf(left, b)).toBe(together);
        }
    }),
  );
});

it('what changed tells of everybody whose group changed, before and after, and of nobody else', () => {
  fc.assert(
    fc.property(merges, merges, fc.array(person, { maxLength: 4 }), (all, more, leaving) => {
      const before = mergeAll(all);
      const after = unmergePeople(more.reduce<MergeGroups>(mergePeople, before), leaving);
      const everybody = Array.from({ length: 9 }, (_, n) => `p_${n}`);
      const group = (groups: MergeGroups, one: string) =>
        everybody.filter((other) => groupOf(groups, other) === groupOf(groups, one)).join();
      const changed = everybody.filter((one) => group(before, one) !== group(after, one));
      const told = changedGroups(before, after);
      for (const [groups, as] of [
        [told.before, before],
        [told.after, after],
      ] as const) {
        expect(Object.values(groups).flat().sort()).toEqual(changed);
        for (const [head, people] of Object.entries(groups)) {
          expect(people.every((one) => groupOf(as, one) === head)).toBe(true);
        }
      }
    }),
  );
});
