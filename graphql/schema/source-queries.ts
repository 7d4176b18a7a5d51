import { isCanary } from '../../shared/canary.ts';
import { silentSince } from '../../shared/silent-since.ts';
import { unregisteredSource } from '../../shared/store/source-item.ts';
import { builder } from '../builder.ts';
import { Source } from './source.ts';

const SourceFilter = builder.inputType('SourceFilter', {
  description: 'Which sources to list; what is absent is not asked for.',
  fields: (t) => ({
    adapters: t.idList({ description: 'Only those of these adapters.' }),
    channels: t.idList({ description: 'Only those that feed these channels.' }),
    departments: t.idList({ description: 'Only those of these departments.' }),
    paused: t.boolean({ description: 'Only those that are paused, or only those that are not.' }),
    silent: t.boolean({ description: 'Only those that are overdue by their cadence, or only those that are not.' }),
  }),
});

builder.queryFields((t) => ({
  sources: t.field({
    type: [Source],
    description: 'All registered sources, by id.',
    authScopes: { may: 'reports' },
    complexity: { field: 20, multiplier: 10 },
    args: { filter: t.arg({ type: SourceFilter, description: 'Which to list.' }) },
    resolve: async (_root, { filter }, { sources, deps, directory }) => {
      const { adapters, channels, departments, paused, silent } = filter ?? {};
      directory.checkChannels(channels ?? []);
      directory.checkDepartments(departments ?? []);
      const within = (list: readonly string[] | null | undefined, value: string | undefined) =>
        list == null || (value !== undefined && list.includes(value));
      const fits = (asked: boolean | null | undefined, is: boolean) => asked == null || asked === is;
      return [...(await sources()).values()].filter(
        (source) =>
          within(adapters, source.adapter) &&
          within(channels, source.channel) &&
          within(departments, source.department) &&
          fits(paused, source.pausedAt !== undefined) &&
          fits(silent, silentSince(source, deps.clock()) !== null),
      );
    },
  }),
  source: t.field({
    type: Source,
    nullable: true,
    description: 'The registered source of an id, or null.',
    authScopes: { may: 'reports' },
    args: { id: t.arg.id({ required: true, description: 'The URI of the account or feed.' }) },
    resolve: async (_root, { id }, { sources }) =>
      (await sources()).get(id) ?? (isCanary(id) ? unregisteredSource(id) : null),
  }),
}));
