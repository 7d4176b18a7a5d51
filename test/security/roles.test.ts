import { beforeAll, describe, expect, it } from 'vitest';
import { permissions, rolesThatMay } from '../../graphql/permissions.ts';
import { schema } from '../../graphql/schema.ts';
import { roles } from '../../shared/roles.ts';
import { type Asker, askers, type MatrixRow, roleMatrix } from './role-matrix.ts';

let rows: MatrixRow[];
beforeAll(async () => {
  rows = await roleMatrix();
});

const yes = ({ outcomes }: MatrixRow): Asker[] =>
  (Object.keys(askers) as Asker[]).filter((one) => outcomes[one] === 'may');

describe('every root field', () => {
  it('is in the matrix', () => {
    const count = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()].reduce(
      (sum, type) => sum + Object.keys(type?.getFields() ?? {}).length,
      0,
    );
    expect(rows).toHaveLength(count);
  });

  it('asks whoever has no token to sign in', () => {
    expect(rows.filter(({ outcomes }) => outcomes.anonymous !== 'UNAUTHENTICATED')).toEqual([]);
  });

  it('is refused to whoever has no role, but for who they are', () => {
    expect(rows.filter(({ outcomes }) => outcomes['no role'] === 'may').map(({ field }) => field)).toEqual(['viewer']);
  });

  it('is open to the roles of one permission, no more and no fewer', () => {
    const sets = permissions.map((permission) => [...rolesThatMay(permission)].sort().join());
    for (const row of rows.filter(({ field }) => field !== 'viewer')) {
      const open = roles.filter((role) => row.outcomes[role === 'member' ? 'member, own' : role] === 'may');
      expect([row.field, sets.includes([...open].sort().join())]).toEqual([row.field, true]);
    }
  });

  it('is open to administrators', () => {
    expect(rows.filter(({ outcomes }) => outcomes.admin !== 'may')).toEqual([]);
  });
});

it('no mutation is open to a viewer, a member or an analyst', () => {
  const few = rows.filter(({ type }) => type === 'mutation').flatMap(yes);
  expect(new Set(few)).toEqual(new Set(['executive', 'engineer', 'admin']));
});

it('what single people wrote is for members of the department, analysts and administrators alone', () => {
  const single = rows.filter(({ field }) => /^(interaction|conversation|node)s?$/.test(field));
  expect(single).toHaveLength(6);
  for (const row of single) expect([row.field, yes(row)]).toEqual([row.field, ['member, own', 'analyst', 'admin']]);
});
