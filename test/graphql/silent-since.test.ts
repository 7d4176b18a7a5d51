import { expect, it } from 'vitest';
import { silentSince } from '../../shared/silent-since.ts';
import { unregisteredSource } from '../../shared/store/source-item.ts';

const source = { ...unregisteredSource('s'), firstSeenAt: '2026-03-01T00:00:00.000Z' };
const lastInteractionAt = '2026-03-10T12:00:00.000Z';
const due = Date.parse('2026-03-11T12:00:00Z');

it.each([
  ['one cadence after its last interaction', { cadence: 'P1D', lastInteractionAt }, due + 1, due],
  ['not yet, at the very end of its cadence', { cadence: 'P1D', lastInteractionAt }, due, null],
  [
    'one cadence after it was first seen, when it never spoke',
    { cadence: 'PT6H' },
    due,
    Date.parse('2026-03-01T06:00:00Z'),
  ],
  ['never, without a cadence', { lastInteractionAt }, due * 2, null],
  ['never, with a cadence that is none', { cadence: 'daily', lastInteractionAt }, due * 2, null],
])('a source is silent %s', (_when, over, now, expected) => {
  expect(silentSince({ ...source, ...over }, now)).toBe(expected);
});
