import { setResponseTarget, withdrawResponseTarget } from '../../shared/changes/response-targets.ts';
import type { BusinessHours as Hours, ResponseTarget as Target } from '../../shared/organisation.ts';
import { builder } from '../builder.ts';
import { changeOrganisation } from '../change-organisation.ts';
import { withoutNulls } from '../without-nulls.ts';
import { BusinessHours, BusinessHoursInput, hoursOf } from './business-hours.ts';
import { changeField } from './change-field.ts';
import { Department } from './department.ts';

export const ResponseTarget = builder.objectRef<Target>('ResponseTarget').implement({
  description: 'How soon an enquiry is to be answered, from an instant on.',
  fields: (t) => ({
    department: t.field({
      type: Department,
      nullable: true,
      description: 'Whose; null: of all departments that have none of their own at that time.',
      resolve: ({ department }, _args, { directory }) =>
        department === undefined ? null : directory.department(department),
    }),
    from: t.expose('from', { type: 'DateTime', description: 'Enquiries from this instant on go by it.' }),
    seconds: t.exposeInt('seconds', { description: 'Business time from the enquiry to the reply.' }),
    hours: t.field({
      type: BusinessHours,
      nullable: true,
      description: 'When the clock runs; null: always.',
      resolve: ({ hours }): Hours | null => hours ?? null,
    }),
  }),
});

const SetResponseTargetInput = builder.inputType('SetResponseTargetInput', {
  description: 'The response target from an instant on.',
  fields: (t) => ({
    department: t.id({ description: 'Whose; absent: of all departments that have none of their own.' }),
    from: t.field({
      type: 'DateTime',
      required: true,
      description: 'At least 15 minutes ahead: what holds already stays as it is. One of the same instant is replaced.',
    }),
    seconds: t.int({ required: true, description: 'Business time from the enquiry to the reply: 1 to 2,592,000.' }),
    hours: t.field({ type: BusinessHoursInput, description: 'When the clock runs; absent: always.' }),
  }),
});

const WithdrawResponseTargetInput = builder.inputType('WithdrawResponseTargetInput', {
  description: 'A response target that does not hold yet.',
  fields: (t) => ({
    department: t.id({ description: 'Whose; absent: of all departments that have none of their own.' }),
    from: t.field({ type: 'DateTime', required: true, description: 'From when it would hold.' }),
  }),
});

const change = changeField('organisation');

builder.mutationFields((t) => ({
  setResponseTarget: t.field({
    type: ResponseTarget,
    description: 'Sets the response target and its business hours from a future instant on; history does not change.',
    ...change,
    args: { input: t.arg({ type: SetResponseTargetInput, required: true, description: 'The target.' }) },
    resolve: (_root, { input }, context) => {
      const { hours, ...target } = withoutNulls(input);
      const { homeTimeZone } = context.directory.organisation;
      const rule = setResponseTarget({ ...target, hours: hours && hoursOf(hours, homeTimeZone) }, context.deps.clock());
      return changeOrganisation(context, 'setResponseTarget', rule);
    },
  }),
  withdrawResponseTarget: t.field({
    type: ResponseTarget,
    description: 'Takes back a response target that does not hold yet and gives it as it was.',
    ...change,
    args: { input: t.arg({ type: WithdrawResponseTargetInput, required: true, description: 'Which target.' }) },
    resolve: (_root, { input }, context) =>
      changeOrganisation(
        context,
        'withdrawResponseTarget',
        withdrawResponseTarget(withoutNulls(input), context.deps.clock()),
      ),
  }),
}));
