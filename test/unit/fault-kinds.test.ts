import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { faultKinds } from '../chaos/kinds/fault-kinds.ts';

it('the page on reliability tells each kind of fault, in the order in which the suite knows them, and no other', () => {
  const page = readFileSync(new URL('../../docs/reliability.md', import.meta.url), 'utf8');
  const [, table = ''] = /\| fault \| what is done \|.*\n\|---\|---\|.*\n((?:\|.*\|\n)+)/.exec(page) ?? [];
  // Behind them stands what was measured.
  const told = table
    .trimEnd()
    .split('\n')
    .map((row) => row.split(' | ').slice(0, 2).join(' | '));
  expect(told).toEqual(faultKinds.map(({ name, what }) => `| ${name} | ${what}`));
});
