import { ApiError } from '../shared/errors.ts';
import { type Role, roles } from '../shared/roles.ts';

/** Who asks, as their token says. Several roles add up. */
export interface Viewer {
  roles: ReadonlySet<Role>;
  /** Own departments, for the role member. */
  departments: readonly string[];
}

const rolesFor = {
  /** Reports, departments, channels, metrics and whether sources are silent: nothing about single people. */
  reports: roles,
  /** Conversations and interactions; a member only those of own departments. */
  interactions: ['member', 'analyst', 'admin'],
  rejections: ['engineer', 'admin'],
} as const satisfies Record<string, readonly Role[]>;
export type Permission = keyof typeof rolesFor;

export const isAllowed = (viewer: Viewer | undefined, permission: Permission): boolean =>
  rolesFor[permission].some((role) => viewer?.roles.has(role));

/** Why a field was refused: nobody is signed in, or none of the viewer's roles gives the permission. */
export function refusalOf(viewer: Viewer | undefined, permission: Permission): ApiError {
  if (!viewer) return signInFirst();
  const needed = rolesFor[permission];
  return new ApiError('FORBIDDEN', `This needs one of the roles ${needed.join(', ')}: ask an administrator for it.`, {
    roles: needed,
  });
}

export const signInFirst = (): ApiError =>
  new ApiError('UNAUTHENTICATED', 'Sign in: send a token as the header `Authorization: Bearer TOKEN`.');

/**
 * The departments whose interactions a viewer may see; undefined: all. A viewer who is only a member gets own ones;
 * throws `FORBIDDEN`, naming them, when others are asked for.
 */
export function visibleDepartments(viewer: Viewer, asked?: readonly string[]): readonly string[] | undefined {
  if (viewer.roles.has('analyst') || viewer.roles.has('admin')) return asked;
  if (viewer.departments.length === 0) {
    throw new ApiError(
      'FORBIDDEN',
      'Your token names no departments of yours (claim `departments`): ask an administrator.',
    );
  }
  const foreign = asked?.filter((department) => !viewer.departments.includes(department)) ?? [];
  if (foreign.length === 0) return asked ?? viewer.departments;
  throw new ApiError(
    'FORBIDDEN',
    `As a member you see your own departments only, not ${foreign.join(', ')}: ask for your own, or for the role analyst.`,
    { departments: foreign, own: viewer.departments },
  );
}
