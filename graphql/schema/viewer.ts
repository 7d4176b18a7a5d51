import { type Role as RoleWord, roles } from '../../shared/roles.ts';
import { builder } from '../builder.ts';
import { isAllowed, type Permission as PermissionWord, permissions, signInFirst, type Viewer } from '../permissions.ts';
import { Department } from './department.ts';
import { valuesInCapitals } from './values-in-capitals.ts';

const roleMeanings: Record<RoleWord, string> = {
  viewer: 'Sees all reports.',
  member: 'Also sees conversations and interactions of own departments.',
  analyst: 'Also sees all conversations and interactions, and exports reports.',
  executive: 'Also writes goals, initiatives, annotations, attestations and benchmarks.',
  engineer: 'Looks after sources and what they sent that was refused; sees no conversations.',
  admin: 'Does all of that, and writes the organisation.',
};

const permissionMeanings: Record<PermissionWord, string> = {
  reports: 'Reading reports and all answers made from them, departments, channels, metrics and sources.',
  interactions: 'Reading conversations and interactions; of a member those of own departments.',
  rejections: 'Reading what was refused, fixing and dismissing it.',
  exports: 'Reports as files.',
  plans: 'Writing goals, initiatives, annotations, attestations and benchmarks.',
  sources: 'Connecting sources, their secrets and keys.',
  organisation: 'Writing the organisation, and merging people.',
  audit: 'Reading who changed what.',
  alerts: 'Setting and removing alert rules, and acknowledging alerts.',
  health: 'Reading how the machinery stands: lag, queues, dead letters.',
  privacy: 'Telling and erasing what is held on a person, and how long sources keep people.',
  documents: "Sending documents of one's own where only persisted ones are answered.",
};

const Role = builder.enumType('Role', {
  description: 'What the bearer of a token may be; several add up.',
  values: valuesInCapitals(roles, roleMeanings),
});

const Permission = builder.enumType('Permission', {
  description: 'What roles allow.',
  values: valuesInCapitals(permissions, permissionMeanings),
});

const ViewerType = builder.objectRef<Viewer>('Viewer').implement({
  description: 'Who asks, as the token says: what a page offers and what it leaves out.',
  fields: (t) => ({
    subject: t.exposeString('subject', {
      nullable: true,
      description: 'The claim `sub`, with which changes are kept; null when the token does not tell.',
    }),
    roles: t.field({
      type: [Role],
      description: 'None, when the token names none that is known: everything else is refused then.',
      resolve: (viewer) => roles.filter((role) => viewer.roles.has(role)),
    }),
    departments: t.field({
      type: [Department],
      description: 'Own departments, as the claim `departments` names them; one that was removed goes by its id.',
      resolve: ({ departments }, _args, { directory }) =>
        [...new Set(departments)].map((id) => directory.department(id)),
    }),
    may: t.field({
      type: [Permission],
      description: 'What all roles together allow.',
      resolve: (viewer) => permissions.filter((permission) => isAllowed(viewer, permission)),
    }),
  }),
});

builder.queryField('viewer', (t) =>
  t.field({
    type: ViewerType,
    description: 'Who asks: for everybody who is signed in, with or without a role.',
    resolve: (_root, _args, { viewer }) => {
      if (!viewer) throw signInFirst();
      return viewer;
    },
  }),
);
