import { departmentOf } from '../../shared/changes/change.ts';
import { removeEntry, setAttestation } from '../../shared/changes/plans.ts';
import type { Attestation as AttestationShape } from '../../shared/plans.ts';
import { builder } from '../builder.ts';
import { changeOrganisation } from '../change-organisation.ts';
import { cost } from '../limits.ts';
import { newId } from '../new-id.ts';
import { authorOf } from '../permissions.ts';
import { todayOf } from '../today-of.ts';
import { changeField } from './change-field.ts';
import { Department } from './department.ts';

const AttestationKind = builder.enumType('AttestationKind', {
  description: 'What is attested.',
  values: {
    POLICY: { value: 'policy', description: 'There is a social policy, and people know it.' },
    OWNER: { value: 'owner', description: 'Somebody owns the social activities of the department.' },
    SPONSOR: { value: 'sponsor', description: 'Somebody of the management stands behind them.' },
  } as const,
});

export const Attestation = builder.objectRef<AttestationShape>('Attestation').implement({
  description: 'What data cannot show: somebody vouches for it until a day.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Names it.' }),
    department: t.field({
      type: Department,
      description: 'Of which department.',
      resolve: ({ department }, _args, { directory }) => directory.department(department),
    }),
    kind: t.expose('kind', { type: AttestationKind, description: 'What is attested.' }),
    statement: t.exposeString('statement', { description: 'In the words of the author.' }),
    author: t.exposeString('author', { description: 'Who vouches: the subject of their token.' }),
    from: t.expose('from', { type: 'Date', description: 'When it was attested.' }),
    expires: t.expose('expires', { type: 'Date', description: 'The last day on which it holds.' }),
    expired: t.boolean({
      description: 'Whether it holds no more.',
      resolve: ({ expires }, _args, context) => expires < todayOf(context),
    }),
  }),
});

const SetAttestationInput = builder.inputType('SetAttestationInput', {
  description: 'What the viewer vouches for from today on.',
  fields: (t) => ({
    id: t.id({ description: 'The attestation of this id is renewed, or made; absent: a new one.' }),
    department: t.id({ required: true, description: 'Of which department.' }),
    kind: t.field({ type: AttestationKind, required: true, description: 'What is attested.' }),
    statement: t.string({ required: true, description: 'At most 2,000 characters.' }),
    expires: t.field({
      type: 'Date',
      required: true,
      description: 'The last day on which it holds: after today, within two years.',
    }),
  }),
});

const RemoveAttestationInput = builder.inputType('RemoveAttestationInput', {
  description: 'An attestation that holds no more.',
  fields: (t) => ({ id: t.id({ required: true, description: 'Which attestation.' }) }),
});

const change = changeField('plans');

builder.mutationFields((t) => ({
  setAttestation: t.field({
    type: Attestation,
    description: 'Attests something of a department in the name of the viewer.',
    ...change,
    args: { input: t.arg({ type: SetAttestationInput, required: true, description: 'The attestation.' }) },
    resolve: (_root, { input }, context) => {
      const { who } = authorOf(context.viewer);
      const rule = setAttestation({ ...input, id: input.id ?? newId() }, who, todayOf(context));
      return changeOrganisation(context, 'setAttestation', rule);
    },
  }),
  removeAttestation: t.field({
    type: Attestation,
    description: 'Takes an attestation back and gives it as it was.',
    ...change,
    args: { input: t.arg({ type: RemoveAttestationInput, required: true, description: 'Which attestation.' }) },
    resolve: (_root, { input }, context) =>
      changeOrganisation(context, 'removeAttestation', removeEntry('attestations', input.id)),
  }),
}));

builder.queryField('attestations', (t) =>
  t.field({
    type: [Attestation],
    description: 'What is attested of departments, expired or not, in the order in which it was.',
    authScopes: { may: 'reports' },
    complexity: { field: cost.list, multiplier: 20 },
    args: { department: t.arg.id({ description: 'Only of this department.' }) },
    resolve: (_root, { department }, { directory }) => {
      if (department != null) departmentOf(directory.organisation, department, 'department');
      return directory.organisation.attestations.filter((one) => department == null || one.department === department);
    },
  }),
);
