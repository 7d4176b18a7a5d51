import type { AlertTransition as AlertTransitionShape, KeptAlert } from '../../shared/alert.ts';
import { builder } from '../builder.ts';
import { AlertChange, AlertReason, AlertState } from './alert-vocabulary.ts';
import { Channel } from './channel.ts';
import { Department } from './department.ts';
import { Source, sourceOf } from './source.ts';

export const AlertSubject = builder.objectRef<KeptAlert>('AlertSubject').implement({
  description: 'What an alert is about; all null: a metric of the whole company.',
  fields: (t) => ({
    department: t.field({
      type: Department,
      nullable: true,
      description: 'The department whose value it is.',
      resolve: ({ rule }, _args, { directory }) =>
        'metric' in rule && rule.department !== undefined ? directory.department(rule.department) : null,
    }),
    channel: t.field({
      type: Channel,
      nullable: true,
      description: 'The channel that was looked at.',
      resolve: ({ rule }, _args, { directory }) =>
        'metric' in rule && rule.channel !== undefined ? directory.channel(rule.channel) : null,
    }),
    source: t.field({
      type: Source,
      nullable: true,
      description: 'The source whose data are asked for.',
      resolve: ({ source }, _args, context) => (source === undefined ? null : sourceOf(source, context)),
    }),
  }),
});

export const AlertTransition = builder.objectRef<AlertTransitionShape>('AlertTransition').implement({
  description: 'A change of an alert.',
  fields: (t) => ({
    at: t.expose('at', { type: 'DateTime', description: 'When.' }),
    change: t.expose('change', { type: AlertChange, description: 'What happened.' }),
    state: t.expose('state', { type: AlertState, description: 'How it stood then.' }),
    value: t.exposeFloat('value', { nullable: true, description: 'The value then; null where none could be told.' }),
    reason: t.expose('reason', { type: AlertReason, nullable: true, description: 'Why, where there was a reason.' }),
    by: t.exposeString('by', { nullable: true, description: 'Who acknowledged it.' }),
    note: t.exposeString('note', { nullable: true, description: 'What was noted with that.' }),
  }),
});
