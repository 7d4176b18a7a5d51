import { expect, it } from 'vitest';
import { createFormat } from '../../../dashboard/i18n/format.ts';
import { writeWarning } from '../../../dashboard/parts/write-warning.ts';

const format = createFormat('en-GB', 'Europe/Berlin');

it('writes days as the page writes them, and leaves the id of the metric out', () => {
  expect(writeWarning('SOCIAL_SHARE: Blog: nothing came on 9 of 31 days, the latest of them 2026-10-13.', format)).toBe(
    'Blog: nothing came on 9 of 31 days, the latest of them 13 Oct 2026.',
  );
});

it('writes instants in the zone of the page', () => {
  expect(writeWarning('Mail: overdue since 2026-11-20T12:00:00.000Z.', format)).toBe(
    'Mail: overdue since 20 Nov 2026, 13:00.',
  );
});

it('keeps the name of a source that begins with capitals', () => {
  expect(writeWarning('HR mail: overdue.', format)).toBe('HR mail: overdue.');
});
