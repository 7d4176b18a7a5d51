import { ApiError } from '../shared/errors.ts';
import { type Role, roles } from '../shared/roles.ts';

/**
 * Who asks, as their token says. Several roles add up: a viewer may do what any one of them may, and where a role shows
 * a part only (a member's own departments), what the others show is seen as well.
 */
export interface Viewer {
  /** The claim `sub`; what changes is kept with it. */
  subject?: string | undefined;
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
  /** Reports as files. */
  exports: ['analyst', 'admin'],
  /** Writing goals, initiatives, annotations, attestations and benchmarks. */
  plans: ['executive', 'admin'],
  /** Connecting sources, their secrets and keys, and writing what is known of them. */
  sources: ['engineer', 'admin'],
  /** Writing the organisation, and merging people. */
  organisation: ['admin'],
  /** Reading who changed what. */
  audit: ['admin'],
  /** Setting and removing alert rules, and acknowledging alerts. */
  alerts: ['executive', 'engineer', 'admin'],
  /** How the machinery stands: lag, queues, dead letters. */
  health: ['engineer', 'admin'],
  /** Telling and erasing what is held on a person, and how long sources keep people. */
  privacy: ['admin'],
  /** Sending documents of one's own where only persisted ones are answered. */
  documents: ['analyst', 'engineer', 'admin'],
} as const satisfies Record<string, readonly Role[]>;
export type Permission = keyof typeof rolesFor;

/** Every permission, in the order in which the schema lists them. */
export const permissions = Object.keys(rolesFor) as readonly Permission[];

/** The roles that give a permission. */
export const rolesThatMay = (permission: Permission): readonly Role[] => rolesFor[permission];

export const isAllowed = (viewer: Viewer | undefined, permission: Permission): boolean =>
  rolesThatMay(permission).some((role) => viewer?.roles.has(role));

/** Why a field was refused: nobody is signed in, or none of the viewer's roles gives the permission. */
export function refusalOf(viewer: Viewer | undefined, permission: Permission): ApiError {
  if (!viewer) return signInFirst();
  const needed = rolesThatMay(permission);
  return new ApiError('FORBIDDEN', `This needs one of the roles ${needed.join(', ')}: ask an administrator for it.`, {
    roles: needed,
  });
}

/** Throws the refusal unless the viewer has the permission. */
export function requirePermission(viewer: Viewer | undefined, permission: Permission): void {
  if (!isAllowed(viewer, permission)) throw refusalOf(viewer, permission);
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

/** Who is noted beside a change; throws `FORBIDDEN` when the token does not say. */
export function authorOf(viewer: Viewer | undefined): { who: string; roles: readonly Role[] } {
  if (!viewer) throw signInFirst();
  if (!viewer.subject) {
    throw new ApiError(
      'FORBIDDEN',
      'Your token does not say who you are (claim `sub`), and changes are kept with their author: ask an administrator.',
    );
  }
  return { who: viewer.subject, roles: roles.filter((role) => viewer.roles.has(role)) };
}
