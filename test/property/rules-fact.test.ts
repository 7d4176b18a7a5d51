import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyInteraction, currentInteraction, type Fact, factIdOf } from '../../shared/fact.ts';
import type { Interaction } from '../../shared/interaction.ts';
import { interaction } from '../interactions.ts';

const id = 'comment:1:create';
const minute = (minutes: number) => new Date(Date.parse('2026-03-20T10:00:00Z') + minutes * 60_000).toISOString();
const digest = (n: number) => String(n).padStart(22, '0');

const body = (minutes: number, n: number, over: Partial<Interaction> = {}) =>
  interaction({ id, activity: 'comment', time: minute(minutes), digest: digest(n), ...over });
const edit = (minutes: number, n: number, over: Partial<Interaction> = {}) =>
  interaction({ id: `e:${n}`, activity: 'edit', target: id, time: minute(minutes), digest: digest(n), ...over });
const retraction = (minutes: number, n = 1) =>
  interaction({ id: `r:${n}`, activity: 'retraction', target: id, time: minute(minutes), digest: digest(n) });

function fold(interactions: readonly Interaction[], onto?: Fact): Fact | undefined {
  let fact = onto;
  for (const one of interactions) fact = applyInteraction(fact, one).fact;
  return fact;
}

const outcomes = (...interactions: Interaction[]) => {
  let fact: Fact | undefined;
  return interactions.map((one) => {
    const applied = applyInteraction(fact, one);
    fact = applied.fact;
    return applied.outcome;
  });
};

/** Everything that may be said of one (source, id); the same digest is the same content. */
const anything = fc
  .record({
    what: fc.constantFrom('body', 'body', 'edit', 'retraction'),
    minutes: fc.integer({ min: 0, max: 2 }),
    n: fc.integer({ min: 0, max: 14 }),
  })
  .map(({ what, minutes, n }) => {
    const number = minutes * 100 + n;
    if (what === 'retraction') return retraction(minutes, n);
    if (what === 'edit') return edit(minutes, number, { id: `e:${n % 3}`, department: n % 2 ? 'sales' : 'hr' });
    return body(minutes, number, { department: n % 2 ? 'service' : 'product', channel: n % 3 ? 'x' : 'email' });
  });
const shuffledTwice = fc
  .array(anything, { minLength: 1, maxLength: 25 })
  .chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray([...all, ...all], { minLength: 2 * all.length })));

describe('a fact', () => {
  it('is the same whatever the order, and however often each interaction arrives', () => {
    fc.assert(
      fc.property(shuffledTwice, ([all, shuffled]) => {
        expect(fold(shuffled)).toEqual(fold(all));
      }),
      { numRuns: 1000 },
    );
  });

  it('is the same whatever was folded before, and wherever it was stored in between', () => {
    fc.assert(
      fc.property(fc.array(anything, { minLength: 1, maxLength: 20 }), fc.nat(20), (all, cut) => {
        const stored = fold(all.slice(0, cut));
        const read = stored && (JSON.parse(JSON.stringify(stored)) as Fact);
        expect(fold(all.slice(cut), read)).toEqual(fold(all));
      }),
      { numRuns: 300 },
    );
  });

  it('is not changed by what it knows already: not even a new object, so nothing is written', () => {
    fc.assert(
      fc.property(fc.array(anything, { minLength: 1, maxLength: 8 }), fc.nat(7), (all, index) => {
        const fact = fold(all) as Fact;
        const again = applyInteraction(fact, all[index % all.length] as Interaction);
        expect(again).toEqual({ outcome: 'duplicate', fact });
        expect(again.fact).toBe(fact);
      }),
      { numRuns: 300 },
    );
  });

  it('never changes the fact it is folded onto', () => {
    fc.assert(
      fc.property(fc.array(anything, { minLength: 1, maxLength: 8 }), anything, (all, next) => {
        const fact = fold(all) as Fact;
        const before = structuredClone(fact);
        applyInteraction(fact, next);
        expect(fact).toEqual(before);
      }),
    );
  });

  it('counts the body with the greater time, then the greater digest, in both orders, and shows the loser', () => {
    const pairs: [Interaction, Interaction][] = [
      [body(0, 9), body(1, 1, { department: 'sales' })],
      [body(0, 1), body(0, 2, { department: 'sales' })],
    ];
    for (const [loser, winner] of pairs) {
      for (const order of [
        [loser, winner],
        [winner, loser],
      ]) {
        expect(outcomes(...order)).toEqual(['recorded', 'conflict']);
        const fact = fold(order);
        expect(currentInteraction(fact)).toEqual(winner);
        const { time, digest: lost, activity, department, channel } = loser;
        expect(fact?.losers).toEqual([{ time, digest: lost, activity, department, channel }]);
      }
    }
  });

  it('tells a duplicate from a conflict, also of a body that lost', () => {
    expect(outcomes(body(0, 1), body(1, 2), body(0, 1), body(1, 2))).toEqual([
      'recorded',
      'conflict',
      'duplicate',
      'duplicate',
    ]);
  });

  it('keeps at most eight losers, the latest, so that a sender gone mad cannot fill it', () => {
    const bodies = Array.from({ length: 30 }, (_, n) => body(n, n));
    const fact = fold(bodies);
    expect(fact?.losers.map(({ time }) => time)).toEqual([28, 27, 26, 25, 24, 23, 22, 21].map(minute));
    expect(fold(bodies.toReversed())).toEqual(fact);
  });
});

describe('an edit', () => {
  it('changes what is said and where it belongs, never who, when, or in which conversation', () => {
    const original = body(0, 1, { conversation: 'c:1', actor: { id: 'p_a', kind: 'customer' }, sampledRate: 3 });
    const change = edit(5, 2, {
      department: 'sales',
      channel: 'email',
      sentiment: -0.5,
      topics: ['price'],
      conversation: 'c:2',
      actor: { id: 'p_b', kind: 'employee' },
    });
    for (const order of [
      [original, change],
      [change, original],
    ]) {
      expect(currentInteraction(fold(order))).toEqual({
        ...original,
        department: 'sales',
        channel: 'email',
        sentiment: -0.5,
        topics: ['price'],
      });
    }
  });

  it('that is the latest by time, then by id, wins', () => {
    const edits = [edit(1, 1), edit(2, 2, { id: 'e:a' }), edit(2, 3, { id: 'e:b', department: 'hr' })];
    for (const order of [edits, edits.toReversed()]) {
      expect(currentInteraction(fold([body(0, 0), ...order]))?.department).toBe('hr');
    }
  });

  it('alone counts nothing: it waits for its original', () => {
    const fact = fold([edit(1, 1)]);
    expect(fact).toMatchObject({ id, losers: [] });
    expect(currentInteraction(fact)).toBeUndefined();
  });

  it('does not bring back what was retracted', () => {
    expect(currentInteraction(fold([body(0, 1), retraction(1), edit(2, 2)]))).toBeUndefined();
  });
});

describe('a retraction', () => {
  it('removes the original, also when it comes first, and once, also when it comes twice', () => {
    expect(outcomes(body(0, 1), retraction(1), retraction(1))).toEqual(['recorded', 'retracted', 'duplicate']);
    for (const order of [
      [body(0, 1), retraction(1)],
      [retraction(1), body(0, 1)],
      [retraction(1), retraction(2, 2), body(0, 1), retraction(1)],
    ]) {
      expect(currentInteraction(fold(order))).toBeUndefined();
      expect(fold(order)?.body).toEqual(body(0, 1));
    }
  });

  it('also removes the body that would have won by coming later', () => {
    expect(currentInteraction(fold([body(0, 1), retraction(1), body(3, 2)]))).toBeUndefined();
  });
});

describe('what an interaction is kept under', () => {
  it('is its own id, but the id of its target when it amends', () => {
    expect(factIdOf(body(0, 1))).toBe(id);
    expect(factIdOf(edit(1, 2))).toBe(id);
    expect(factIdOf(retraction(1))).toBe(id);
  });
});
