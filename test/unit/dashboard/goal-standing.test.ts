import { expect, it } from 'vitest';
import { attestationOf } from '../../../dashboard/views/goals/attestation-of.ts';
import { byUrgency, elapsedShare, standingOf } from '../../../dashboard/views/goals/goal-standing.ts';

const goal = {
  baseline: 0.6,
  target: 0.9,
  from: '2026-01-01',
  due: '2026-12-31',
  progress: 0.4 as number | null,
  onTrack: true as boolean | null,
};
const today = '2026-07-02';

it.each([
  ['onTrack', {}, today],
  ['behind', { onTrack: false }, today],
  ['reached', { progress: 1, onTrack: true }, today],
  ['reached', { progress: 1.2, onTrack: true }, '2027-02-01'],
  ['missed', { progress: 0.99, onTrack: false }, '2027-01-01'],
  ['behind', { progress: 0.99, onTrack: false }, '2026-12-31'],
  ['notBegun', { progress: null, onTrack: null }, '2025-12-31'],
  ['unknown', { progress: null, onTrack: null }, today],
  ['holds', { target: 0.6, progress: null }, today],
  ['behind', { target: 0.6, progress: null, onTrack: false }, today],
  ['missed', { target: 0.6, progress: null, onTrack: false }, '2027-01-01'],
] as const)('a goal is %s with %o on %s', (standing, differences, day) => {
  expect(standingOf({ ...goal, ...differences }, day)).toBe(standing);
});

it('the time of a goal is over from its first day to its last, and never less or more', () => {
  expect(elapsedShare({ from: '2026-01-01', due: '2026-01-11' }, '2026-01-06')).toBe(0.5);
  expect(elapsedShare({ from: '2026-01-01', due: '2026-01-11' }, '2025-12-01')).toBe(0);
  expect(elapsedShare({ from: '2026-01-01', due: '2026-01-11' }, '2026-02-01')).toBe(1);
});

it('what is behind stands first, then what is due first', () => {
  const goals = [
    { ...goal, id: 'reached', progress: 1 },
    { ...goal, id: 'later' },
    { ...goal, id: 'sooner', due: '2026-08-01' },
    { ...goal, id: 'behind', onTrack: false },
  ];
  expect(byUrgency(goals, today).map(({ id }) => id)).toEqual(['behind', 'sooner', 'later', 'reached']);
});

it('of several attestations the one counts that holds longest', () => {
  const attested = (id: string, kind: string, department: string, expires: string) => ({
    id,
    kind,
    department: { id: department },
    expires,
  });
  const all = [
    attested('a', 'POLICY', 'service', '2026-12-31'),
    attested('b', 'POLICY', 'service', '2027-12-31'),
    attested('c', 'POLICY', 'sales', '2028-12-31'),
    attested('d', 'OWNER', 'service', '2028-12-31'),
  ];
  expect(attestationOf(all, 'service', 'POLICY')?.id).toBe('b');
  expect(attestationOf(all, 'hr', 'POLICY')).toBeUndefined();
});
