import { targetAt } from '../../shared/due-at.ts';
import { silentSince } from '../../shared/silent-since.ts';
import { findSourceAdapter } from '../../shared/source-adapters.ts';
import { type RegisteredSource, unregisteredSource } from '../../shared/store/source-item.ts';
import { builder } from '../builder.ts';
import type { ApiContext } from '../context.ts';
import { Channel } from './channel.ts';
import { Department } from './department.ts';
import { ResponseTarget } from './response-target.ts';
import { SourceAdapter } from './source-adapter.ts';
import { SourceKey, SourceKind, SourceSecret } from './source-parts.ts';

/** What only those see who connect sources. Null for others, so that the rest of the answer stands. */
const inside = { nullable: true, authScopes: { may: 'sources' } } as const;

export const Source = builder.objectRef<RegisteredSource>('Source').implement({
  description: 'A registered feed of interactions.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'The URI of the account or feed, as it stands in each interaction.' }),
    name: t.exposeString('name', { description: 'As people call it; the id where nobody named it.' }),
    channel: t.field({
      type: Channel,
      nullable: true,
      description: 'The channel it feeds, when it declares one.',
      resolve: ({ channel }, _args, { directory }) => (channel === undefined ? null : directory.channel(channel)),
    }),
    department: t.field({
      type: Department,
      nullable: true,
      description: 'The department it belongs to, when it declares one.',
      resolve: ({ department }, _args, { directory }) =>
        department === undefined ? null : directory.department(department),
    }),
    responseTarget: t.field({
      type: ResponseTarget,
      nullable: true,
      description: 'How soon an enquiry of it is to be answered, as of now: the target of its department.',
      resolve: ({ department }, _args, { deps, directory }) =>
        department === undefined ? null : targetAt(directory.organisation, department, deps.clock()),
    }),
    owner: t.exposeString('owner', { nullable: true, description: 'Whom to ask about it.' }),
    cadence: t.exposeString('cadence', {
      nullable: true,
      description: 'How often it is expected to say something: an ISO 8601 duration.',
    }),
    ratePerSecond: t.exposeInt('ratePerSecond', {
      nullable: true,
      description: 'Interactions a second that it may send; null: as many as the door lets any source send.',
    }),
    retainPeopleDays: t.exposeInt('retainPeopleDays', {
      nullable: true,
      description:
        'For how many days people of its interactions are kept; then they are replaced for good, and all numbers stay. Null: for ever.',
    }),
    lastInteractionAt: t.expose('lastInteractionAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When its latest interaction happened.',
    }),
    lastRecordedAt: t.expose('lastRecordedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When something of it last arrived.',
    }),
    lagSeconds: t.exposeFloat('lagSeconds', {
      nullable: true,
      description: 'How long its latest interaction took from when it happened until it arrived.',
    }),
    silentSince: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'Since when it is overdue by its cadence; null while it is not, and without a cadence.',
      resolve: (source, _args, { deps }) => silentSince(source, deps.clock()),
    }),
    paused: t.boolean({
      description: 'Whether nothing of it is taken: deliveries are kept and replayed when it is resumed.',
      resolve: ({ pausedAt }) => pausedAt !== undefined,
    }),
    pausedAt: t.expose('pausedAt', { type: 'DateTime', nullable: true, description: 'Since when.' }),
    accepted: t.float({
      description: 'Interactions that are in the cells; each (source, id) once.',
      resolve: async ({ id }, _args, { countBySource }) => (await countBySource()).get(id) ?? 0,
    }),
    duplicates: t.exposeFloat('duplicates', {
      description: 'Interactions that were in the cells already when they came, or came again through the queue.',
    }),
    rejected: t.exposeFloat('rejected', { description: 'Interactions refused since it was registered.' }),
    ignored: t.exposeFloat('ignored', { description: 'Parts of deliveries that are of no interest by their kind.' }),
    unknown: t.exposeFloat('unknown', { description: 'Parts of deliveries of a kind that the adapter does not know.' }),
    kinds: t.field({
      type: [SourceKind],
      description: 'What was left alone, by kind, the most frequent first. At most 200 kinds are told apart.',
      resolve: async ({ id }, _args, { sourceKinds }) => (await sourceKinds()).get(id) ?? [],
    }),
    adapter: t.field({
      type: SourceAdapter,
      nullable: true,
      description: 'What speaks with its provider; null: it sends CloudEvents or ActivityStreams itself.',
      resolve: ({ adapter }) => findSourceAdapter(adapter) ?? null,
    }),
    settings: t.exposeString('settings', { ...inside, description: 'What its adapter is told, as JSON.' }),
    webhookUrl: t.string({
      ...inside,
      description: 'Where its provider sends to; null when its adapter has no webhook.',
      resolve: webhookUrl,
    }),
    secrets: t.field({
      type: [SourceSecret],
      ...inside,
      description: 'The secret values that its adapter needs, by name.',
      resolve: secretsOf,
    }),
    secretsChangedAt: t.expose('secretsChangedAt', {
      type: 'DateTime',
      ...inside,
      description: 'When its secret values were last replaced.',
    }),
    previousSecretsUntil: t.field({
      type: 'DateTime',
      ...inside,
      description: 'Until when the values before hold, too; null when they do not any more.',
      resolve: ({ previousSecretsUntil: until }, _args, { deps }) =>
        until !== undefined && Date.parse(until) > deps.clock() ? until : null,
    }),
    keys: t.field({
      type: [SourceKey],
      ...inside,
      description: 'The keys with which it may send, the newest first, ended ones among them.',
      resolve: async ({ id }, _args, { sourceKeys }) => (await sourceKeys()).get(id) ?? [],
    }),
    lastRunAt: t.expose('lastRunAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was last asked; null for a source that is not asked on a schedule.',
    }),
    lastRunError: t.exposeString('lastRunError', {
      nullable: true,
      description: 'The code of what went wrong then; null when it went well.',
    }),
    failingSince: t.expose('failingSince', {
      type: 'DateTime',
      nullable: true,
      description: 'Since when no run went well; null while they do.',
    }),
  }),
});

/** The source of an id; one that is not registered (yet) goes by its id. */
export async function sourceOf(id: string, { sources }: ApiContext): Promise<RegisteredSource> {
  return (await sources()).get(id) ?? unregisteredSource(id);
}

function webhookUrl({ adapter, hook }: RegisteredSource, _args: object, { deps }: ApiContext): string | null {
  const base = deps.addresses?.door;
  if (base === undefined || hook === undefined || !findSourceAdapter(adapter)?.webhook) return null;
  return `${base.replace(/\/$/, '')}/v1/sources/${adapter}/${hook}`;
}

function secretsOf({ adapter, secretNames }: RegisteredSource) {
  const names = secretNames?.split(',') ?? [];
  const { secrets = {} } = findSourceAdapter(adapter) ?? {};
  return Object.entries(secrets).map(([name, description]) => ({ name, description, set: names.includes(name) }));
}
