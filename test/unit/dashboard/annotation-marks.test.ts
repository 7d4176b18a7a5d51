import { expect, it } from 'vitest';
import { marksOf } from '../../../dashboard/charts/annotation-marks.ts';

const options = {
  days: { from: '2026-11-01', to: '2026-11-28' },
  departments: [] as string[],
  nameOf: (id: string) => id.toUpperCase(),
};
const note = (day: string, text: string, department?: string) => ({
  day,
  text,
  department: department === undefined ? null : { id: department },
});

it('marks the days of the view, both ends included, oldest first', () => {
  const notes = [
    note('2026-11-28', 'last'),
    note('2026-10-31', 'before'),
    note('2026-11-01', 'first'),
    note('2026-11-29', 'behind'),
  ];
  expect(marksOf(notes, options)).toEqual([
    { day: '2026-11-01', text: 'first' },
    { day: '2026-11-28', text: 'last' },
  ]);
});

it('says whom a note concerns, and leaves out those of departments that are not shown', () => {
  const notes = [
    note('2026-11-02', 'new wiki'),
    note('2026-11-03', 'strike', 'sales'),
    note('2026-11-04', 'move', 'hr'),
  ];
  expect(marksOf(notes, options).map(({ text }) => text)).toEqual(['new wiki', 'SALES: strike', 'HR: move']);
  expect(marksOf(notes, { ...options, departments: ['hr'] }).map(({ text }) => text)).toEqual(['new wiki', 'HR: move']);
});

it('makes one mark of the notes of one day', () => {
  const notes = [note('2026-11-02', 'new wiki'), note('2026-11-02', 'training', 'hr')];
  expect(marksOf(notes, options)).toEqual([{ day: '2026-11-02', text: 'new wiki · HR: training' }]);
});
