import type { LosingBody } from '../../shared/fact.ts';
import type { ListedInteraction } from '../../shared/store/ledger-reader.ts';
import { builder } from '../builder.ts';
import { Channel } from './channel.ts';
import { connectionType } from './connection.ts';
import { Department } from './department.ts';
import { Source, sourceOf } from './source.ts';
import { Activity, Direction } from './vocabulary.ts';

const InteractionConflict = builder.objectRef<LosingBody>('InteractionConflict').implement({
  description: 'Another body that came under the same source and id, and lost: it is not counted.',
  fields: (t) => ({
    activity: t.expose('activity', { type: Activity, description: 'What it said somebody did.' }),
    occurredAt: t.expose('time', { type: 'DateTime', description: 'When it said it happened.' }),
    channel: t.field({
      type: Channel,
      description: 'Where it said it happened.',
      resolve: ({ channel }, _args, { directory }) => directory.channel(channel),
    }),
    department: t.field({
      type: Department,
      description: 'The department it named.',
      resolve: ({ department }, _args, { directory }) => directory.department(department),
    }),
  }),
});

export const Interaction = builder.objectRef<ListedInteraction>('Interaction').implement({
  description: 'Something somebody did, as it counts now: edits applied, retracted ones gone. Never text or people.',
  authScopes: { may: 'interactions' },
  fields: (t) => ({
    id: t.id({
      description: "The provider's id. The identity is (source, id).",
      resolve: ({ interaction }) => interaction.id,
    }),
    source: t.field({
      type: Source,
      nullable: true,
      description: 'The feed it came from.',
      resolve: ({ interaction }, _args, context) => sourceOf(interaction.source, context),
    }),
    activity: t.field({
      type: Activity,
      description: 'What was done.',
      resolve: ({ interaction }) => interaction.activity,
    }),
    direction: t.field({
      type: Direction,
      description: 'Which way it went.',
      resolve: ({ interaction }) => interaction.direction,
    }),
    channel: t.field({
      type: Channel,
      description: 'Where it happened.',
      resolve: ({ interaction }, _args, { directory }) => directory.channel(interaction.channel),
    }),
    department: t.field({
      type: Department,
      description: 'The department of its moment.',
      resolve: ({ interaction }, _args, { directory }) => directory.department(interaction.department),
    }),
    occurredAt: t.field({
      type: 'DateTime',
      description: 'When it happened.',
      resolve: ({ interaction }) => interaction.time,
    }),
    recordedAt: t.field({
      type: 'DateTime',
      description: 'When it was accepted.',
      resolve: ({ interaction }) => interaction.recordedAt,
    }),
    language: t.string({
      nullable: true,
      description:
        'The language of its words (BCP 47): as the sender said, else as read from the text; null when unknown.',
      resolve: ({ interaction }) => interaction.language,
    }),
    derivedBy: t.string({
      nullable: true,
      description:
        'The text model that read its words, e.g. `text-1`: what the sender did not say of language, sentiment and topics is from it, and what is missing it was not sure of. Null when no text was read.',
      resolve: ({ interaction }) => interaction.derivedBy,
    }),
    sentiment: t.float({
      nullable: true,
      description: '-1 (negative) to 1 (positive); null when unknown.',
      resolve: ({ interaction }) => interaction.sentiment,
    }),
    topics: t.stringList({
      description: 'What it is about.',
      complexity: { multiplier: 1 },
      resolve: ({ interaction }) => interaction.topics ?? [],
    }),
    conversationId: t.id({
      nullable: true,
      description: 'The conversation it names.',
      resolve: ({ interaction }) => interaction.conversation,
    }),
    trace: t.string({
      nullable: true,
      description:
        'The delivery that brought it: 32 hexadecimal digits, by which the logs name it from the door to the cells. Null for what came before there were traces.',
      resolve: ({ interaction }) => interaction.trace,
    }),
    edited: t.boolean({
      description: 'Whether an edit changed it.',
      resolve: ({ fact }) => fact.edit !== undefined,
    }),
    conflicts: t.field({
      type: [InteractionConflict],
      description: 'Other bodies that came under its identity: of those the latest counts.',
      complexity: { multiplier: 1 },
      resolve: ({ fact }) => fact.losers,
    }),
  }),
});

export const InteractionConnection = connectionType('Interaction', Interaction);
