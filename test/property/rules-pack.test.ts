import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildTransaction } from '../../functions/aggregate/build-transaction.ts';
import { type Group, maxActions, packGroup, packingOrder } from '../../functions/aggregate/pack.ts';
import { factIdOf } from '../../shared/fact.ts';
import { foldContextOf } from '../../shared/fold-context.ts';
import type { Interaction } from '../../shared/interaction.ts';
import { defaultOrganisation, type Organisation } from '../../shared/organisation.ts';
import { dueIn, type Known, type Unit } from '../../shared/store/fold-unit.ts';
import { firstGenerations, type Generations } from '../../shared/store/generations.ts';
import { factPartition } from '../../shared/store/keys.ts';
import { interaction, meetingInteractions } from '../interactions.ts';

const organisation: Organisation = {
  ...defaultOrganisation,
  responseTargets: [
    { from: '1970-01-01T00:00:00Z', seconds: 30 * 86_400 },
    { from: '1970-01-01T00:00:00Z', seconds: 40 * 86_400, department: 'sales' },
  ],
};
const context = foldContextOf(organisation);
const target = { ledgerTable: 'ledger', cellsTable: 'cells', lanes: 4, lane: 0 };
const nothing = (generations = firstGenerations): Known => ({
  generations,
  facts: new Map(),
  conversations: new Map(),
});
const building: Generations = { active: 1, building: 2, newest: 2, since: 0 };

function unitsOf(interactions: readonly Interaction[]): Unit[] {
  const units = new Map<string, Unit>();
  for (const one of interactions) {
    const key = factPartition(one.source, factIdOf(one));
    const unit = units.get(key) ?? { key, interactions: [] };
    unit.interactions.push(one);
    units.set(key, unit);
  }
  return [...units.values()].sort((a, b) => (packingOrder(a) < packingOrder(b) ? -1 : 1));
}

const actionsOf = (group: Group, known: Known) => buildTransaction(group, known, dueIn(context), target);

/** Folds all and returns how many actions each group took and the units in the order taken. */
function foldAll(units: readonly Unit[], known: Known) {
  const sizes: number[] = [];
  const taken: Unit[] = [];
  for (let left = units; left.length > 0; ) {
    const { group, taken: count } = packGroup(left, known, context);
    expect(group.changes.map(({ unit }) => unit)).toEqual(left.slice(0, count));
    sizes.push(actionsOf(group, known).length);
    taken.push(...left.slice(0, count));
    for (const { unit, fact } of group.changes) {
      if (fact) known.facts.set(unit.key, { ...fact, revision: fact.revision + 1 });
    }
    for (const one of group.conversations.values()) {
      known.conversations.set(one.id, { ...one, revision: one.revision + 1 });
    }
    left = left.slice(count);
  }
  return { sizes, taken };
}

const hour = 3_600_000;
const start = Date.parse('2025-01-01T00:00:00Z');
const departments = ['service', 'sales', 'product', 'hr'];
const channels = ['x', 'email', 'slack', 'phone'];

interface Word {
  what: 'enquiry' | 'reply' | 'closed' | 'reopened' | 'comment';
  hours: number;
  department: string;
  channel: string;
}
const word: fc.Arbitrary<Word> = fc.record({
  what: fc.constantFrom('enquiry', 'reply', 'closed', 'reopened', 'comment'),
  hours: fc.integer({ min: 0, max: 400 * 24 }),
  department: fc.constantFrom(...departments),
  channel: fc.constantFrom(...channels),
});

const say = ({ what, hours, department, channel }: Word, id: string, conversation: string): Interaction =>
  interaction({
    id,
    activity: what === 'closed' || what === 'reopened' ? 'resolution' : what,
    ...((what === 'closed' || what === 'reopened') && { stage: what }),
    actor: { id: 'p', kind: what === 'enquiry' || what === 'comment' ? 'customer' : 'employee' },
    time: new Date(start + hours * hour).toISOString(),
    department,
    channel,
    conversation,
  });

describe('packing', () => {
  it('takes every unit exactly once, in groups of at most 100 actions', () => {
    fc.assert(
      fc.property(meetingInteractions(300), (all) => {
        const units = unitsOf(all);
        const { sizes, taken } = foldAll(units, nothing());
        expect(taken).toEqual(units);
        expect(Math.max(...sizes)).toBeLessThanOrEqual(maxActions);
      }),
      { numRuns: 25 },
    );
  });

  it('keeps within 100 actions when late words cut the episodes of a conversation anew', () => {
    const openOrClose = word.map((one) => ({
      ...one,
      what: one.hours % 2 ? ('enquiry' as const) : ('closed' as const),
    }));
    fc.assert(
      fc.property(fc.array(openOrClose, { minLength: 60, maxLength: 160, size: 'max' }), (all) => {
        const units = all.flatMap((one, index) => unitsOf([say(one, `i:${index}`, `c:${index % 2}`)]));
        const { sizes, taken } = foldAll(units, nothing());
        expect(taken.length).toBe(units.length);
        expect(Math.max(...sizes)).toBeLessThanOrEqual(maxActions);
      }),
      { numRuns: 20 },
    );
  });

  it('counts the index entries that go when closures are retracted', () => {
    const at = (hours: number): Word => ({ what: 'enquiry', hours, department: 'service', channel: 'x' });
    const known = nothing();
    const closures = Array.from({ length: 45 }, (_, n) => {
      const closure = say({ ...at(2), what: 'closed' }, `closed:${n}`, `c:${n}`);
      foldAll(unitsOf([say(at(1), `a:${n}`, `c:${n}`), closure, say(at(3), `b:${n}`, `c:${n}`)]), known);
      return closure;
    });
    const retractions = closures.map(({ id }) => interaction({ id: `r:${id}`, activity: 'retraction', target: id }));
    const { sizes } = foldAll(unitsOf(retractions), known);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(maxActions);
  });

  it('fits any single change of a long, often reopened conversation into one transaction', () => {
    fc.assert(
      fc.property(
        fc.array(word, { minLength: 100, maxLength: 200, size: 'max' }),
        fc.array(
          fc.record({
            at: fc.nat(199),
            how: fc.constantFrom('edit', 'retraction', 'conflict', 'move', 'new'),
            to: word,
          }),
          {
            minLength: 20,
            maxLength: 20,
          },
        ),
        (words, changes) => {
          const known = nothing();
          foldAll(unitsOf(words.map((one, index) => say(one, `i:${index}`, 'c:0'))), known);
          for (const { at, how, to } of changes) {
            const id = `i:${at % words.length}`;
            const one =
              how === 'edit' || how === 'retraction'
                ? { ...say(to, `${how}:${id}`, 'c:0'), activity: how, target: id }
                : say(
                    how === 'conflict' ? { ...to, hours: to.hours + 400 * 24 } : to,
                    how === 'new' ? 'i:new' : id,
                    how === 'move' ? 'c:1' : 'c:0',
                  );
            const unit: Unit = { key: factPartition(one.source, factIdOf(one)), interactions: [one as Interaction] };
            const { group } = packGroup([unit], known, context);
            expect(actionsOf(group, known).length, `${how} of ${id}`).toBeLessThanOrEqual(maxActions);
          }
        },
      ),
      { numRuns: 30 },
    );
  });

  it('a closure that is found late renames no episode after it: 120 of them fit one transaction', () => {
    const at = (hours: number) => new Date(start + hours * hour).toISOString();
    const word = (id: string, hours: number, activity: 'enquiry' | 'resolution') =>
      interaction({
        id,
        activity,
        time: at(hours),
        conversation: 'c:1',
        actor: { id: 'p_a', kind: activity === 'enquiry' ? 'customer' : 'employee' },
      });
    const first = [word('q1', 1, 'enquiry'), word('q2', 3, 'enquiry'), word('r1', 4, 'resolution')];
    const pairs = Array.from({ length: 120 }, (_, n) => [
      word(`p${n}`, 10 + 2 * n, 'enquiry'),
      word(`s${n}`, 11 + 2 * n, 'resolution'),
    ]).flat();
    const known = nothing();
    foldAll(unitsOf([...first, ...pairs]), known);
    const { sizes } = foldAll(unitsOf([word('late', 2, 'resolution')]), known);
    expect(sizes).toHaveLength(1);
    expect(sizes[0]).toBeLessThan(50);
  });

  it('keeps within 100 actions while a second generation is built of facts and conversations that it has not counted', () => {
    const sizes: number[] = [];
    let owed = 0;
    fc.assert(
      fc.property(
        meetingInteractions(200),
        fc.array(word, { minLength: 60, maxLength: 120, size: 'max' }),
        fc.array(word, { minLength: 30, maxLength: 30 }),
        (all, words, late) => {
          const known = nothing();
          const talk = words.map((one, index) => say(one, `w:${index}`, `c:talk:${index % 2}`));
          foldAll(unitsOf([...all.slice(0, 100), ...talk]), known);
          const packed = foldAll(unitsOf(all), { ...known, generations: building });
          sizes.push(...packed.sizes);
          const changes = late.map((one, at) => ({ ...say(one, `w:${at}`, 'c:talk:1'), digest: `z${at}` }));
          for (const unit of unitsOf(changes)) {
            const before = { ...known, generations: building };
            const { group } = packGroup([unit], before, context);
            const actions = actionsOf(group, before);
            sizes.push(actions.length);
            if (actions.some(({ Put }) => Put?.Item?.pk?.S?.startsWith('2/O#'))) owed++;
          }
        },
      ),
      { numRuns: 10 },
    );
    expect(Math.max(...sizes)).toBeLessThanOrEqual(maxActions);
    expect(owed, 'changes that fit only as a note').toBeGreaterThan(0);
  });

  it('names the unit that the rules cannot fold', () => {
    const units = unitsOf([interaction({ id: 'good' }), interaction({ id: 'poison', time: 'never' })]);
    const poison = units.find(({ key }) => key.endsWith('poison'));
    expect(() => packGroup(units, nothing(), context)).toThrow(
      expect.objectContaining({ name: 'UnfoldableUnit', unit: poison }),
    );
  });
});
