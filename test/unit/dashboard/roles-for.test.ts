import { expect, it } from 'vitest';
import { pages } from '../../../dashboard/app/pages.ts';
import { rolesFor } from '../../../dashboard/app/roles-for.ts';
import { permissions, rolesThatMay } from '../../../graphql/permissions.ts';

it('a forbidden page names the roles that the API would let in', () => {
  const needed = new Set(pages.flatMap((page) => ('needs' in page ? [page.needs] : [])));
  expect([...needed].sort()).toEqual(Object.keys(rolesFor).sort());
  for (const need of needed) {
    const permission = permissions.find((one) => one.toUpperCase() === need);
    expect(permission && rolesThatMay(permission)).toEqual(rolesFor[need]);
  }
});
