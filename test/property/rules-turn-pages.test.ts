import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareTurns, type Turn } from '../../shared/conversation.ts';
import { decodeHead, decodePage, encodeHead, encodePage } from '../../shared/store/conversation-item.ts';
import { allTurns, noPages, putTurn, removeTurn, type TurnPages, turnKey } from '../../shared/turn-pages.ts';

const start = Date.parse('2026-03-20T10:00:00Z');
const maxTurns = 36;

interface Step {
  turn: Turn;
  remove: boolean;
}

/** Few ids and few instants, so that turns move, meet in one millisecond and go again. */
const step = (instants: number, ids: fc.Arbitrary<string>): fc.Arbitrary<Step> =>
  fc
    .record({ at: fc.nat(instants), id: ids, source: fc.constantFrom('https://a', 'https://b'), remove: fc.nat(9) })
    .map(({ at, id, source, remove }) => ({
      remove: remove < 3,
      turn: {
        at: start + at,
        source,
        id,
        activity: 'reply',
        direction: 'outbound',
        kind: 'employee',
        department: 'service',
        channel: 'x',
      },
    }));

const plain = fc.nat(400).map(String);
/** Ids that begin alike and go on with what sorts before any separator. */
const awkward = fc
  .tuple(fc.nat(20), fc.constantFrom('', ' ', '!', '"', ' b', '#', '$', '\u{1F600}', '\uFFFD'))
  .map(([n, tail]) => `${n}${tail}`);
const steps = fc.oneof(
  fc.array(step(100_000, plain), { maxLength: 500, size: 'max' }),
  fc.array(step(40, plain), { maxLength: 500, size: 'max' }),
  fc.array(step(6, awkward), { maxLength: 500, size: 'max' }),
);

const apply = (pages: TurnPages, { turn, remove }: Step) => (remove ? removeTurn(pages, turn) : putTurn(pages, turn));

/** As the ledger gives them back: older pages in the order of their keys, as bytes. */
function stored(pages: TurnPages): TurnPages {
  const { conversation } = decodeHead(encodeHead({ id: 'c', revision: 1, generation: 1, pages }, () => undefined, 1));
  const older = pages
    .slice(0, -1)
    .map((page) => encodePage('c', page))
    .sort((a, b) => Buffer.compare(Buffer.from(a.sk?.S ?? ''), Buffer.from(b.sk?.S ?? '')))
    .map(decodePage);
  return [...older, ...conversation.pages];
}

describe('the pages of a conversation', () => {
  it('hold exactly the turns put and not removed, in order; one is longer than allowed only in one instant', () => {
    fc.assert(
      fc.property(steps, (all) => {
        const expected = new Map<string, Turn>();
        let pages: TurnPages = noPages;
        for (const one of all) {
          pages = apply(pages, one);
          const key = `${one.turn.source} ${one.turn.id}`;
          expected.delete(key);
          if (!one.remove) expected.set(key, one.turn);
        }
        expect(allTurns(pages)).toEqual([...expected.values()].sort(compareTurns));
        const tooLong = pages.filter(({ turns }) => turns.length > maxTurns);
        expect(tooLong.filter(({ turns }) => turns[0]?.at !== turns.at(-1)?.at)).toEqual([]);
        expect(stored(pages)).toEqual(pages);
      }),
      { numRuns: 60 },
    );
  });

  it('are listed by keys that sort as the turns do', () => {
    fc.assert(
      fc.property(step(3, awkward), step(3, awkward), ({ turn: a }, { turn: b }) => {
        const [keyA, keyB] = [turnKey(a), turnKey(b)];
        expect(Math.sign(compareTurns(a, b))).toBe(keyA < keyB ? -1 : keyA > keyB ? 1 : 0);
      }),
      { numRuns: 1000 },
    );
  });

  it('that a step does not touch are the same objects, so they are not written again', () => {
    fc.assert(
      fc.property(steps, (all) => {
        let pages: TurnPages = noPages;
        for (const one of all) {
          const after = apply(pages, one);
          const changed = after.filter((page) => !pages.includes(page)).length;
          // One loses the turn, one or the two halves of one gain it.
          expect(changed).toBeLessThanOrEqual(3);
          pages = after;
        }
      }),
      { numRuns: 20 },
    );
  });

  it('keep their names, so that a page is never left behind', () => {
    fc.assert(
      fc.property(steps, (all) => {
        let pages: TurnPages = noPages;
        for (const one of all) {
          const after = apply(pages, one);
          const names = new Set(after.map(({ first }) => first));
          expect(names.size).toBe(after.length);
          expect(pages.every(({ first }) => names.has(first))).toBe(true);
          pages = after;
        }
      }),
      { numRuns: 20 },
    );
  });
});
