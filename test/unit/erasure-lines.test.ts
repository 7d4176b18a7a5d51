import { expect, it } from 'vitest';
import { linesOf } from '../../cli/erasure-lines.ts';

it('a receipt prints who asked without control characters', () => {
  const none = { erasedAt: null, sweptAt: null, shreddedAt: null, backupsUntil: null };
  const askedBy = 'anna\u001b[2J\n\u202eSHREDDED';
  const lines = linesOf({ id: 'e:1', state: 'RUNNING', askedBy, askedAt: 'then', ...none, places: [] });
  expect(lines.slice(0, 2)).toEqual(['e:1  RUNNING', '  asked for then by anna\ufffd[2J\ufffd\ufffdSHREDDED']);
});
