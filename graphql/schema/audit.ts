import type { AuditedChange as AuditedChangeShape } from '../../shared/audit.ts';
import { roles } from '../../shared/roles.ts';
import { builder } from '../builder.ts';
import { cost } from '../limits.ts';
import { connectionType, pageArgs, pageCost } from './connection.ts';

const AuditedChange = builder.objectRef<AuditedChangeShape>('AuditedChange').implement({
  description: 'Who changed what, and when.',
  authScopes: { may: 'audit' },
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Names this change.' }),
    at: t.expose('at', { type: 'DateTime', description: 'When.' }),
    who: t.exposeString('who', { description: 'The subject of the token.' }),
    roles: t.field({
      type: ['String'],
      description: `Of the token at that time, of ${roles.join(', ')}.`,
      resolve: (change) => change.roles,
    }),
    action: t.exposeString('action', { description: 'The mutation, e.g. `setGoal`.' }),
    subject: t.exposeString('subject', { description: 'What was changed; people go by their pseudonyms.' }),
    before: t.string({
      nullable: true,
      description: 'As it was, as JSON; null: it was not there.',
      resolve: ({ before }) => (before === null ? null : JSON.stringify(before)),
    }),
    after: t.string({
      nullable: true,
      description: 'As it was then, as JSON; null: it was removed.',
      resolve: ({ after }) => (after === null ? null : JSON.stringify(after)),
    }),
  }),
});

const AuditConnection = connectionType('AuditedChange', AuditedChange);

builder.queryField('auditTrail', (t) =>
  t.field({
    type: AuditConnection,
    description: 'Every change of the organisation, of sources and of merged people, newest first.',
    authScopes: { may: 'audit' },
    complexity: pageCost(cost.list),
    args: pageArgs,
    resolve: (_root, page, { deps }) => deps.registry.auditTrail(page),
  }),
);
