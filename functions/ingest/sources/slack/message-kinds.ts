import * as z from 'zod';
import type { Kinds, MappedData, MappedInteraction, SourceContext } from '../adapter.ts';
import { kind } from '../kind.ts';
import { fromSeconds } from '../provider-time.ts';
import { readableText } from '../readable-text.ts';
import { addresseeOf } from './addressee.ts';
import { authorOf, authorShape, directionOf, type Envelope, envelopeShape } from './envelope.ts';
import type { SlackSettings } from './settings.ts';

const messageShape = {
  ...authorShape,
  text: z.string().nullish(),
  thread_ts: z.string().optional(),
  parent_user_id: z.string().nullish(),
  /** What other workspaces share is only named, without `created`. */
  files: z
    .array(z.looseObject({ id: z.string(), created: z.number().optional(), user: z.string().nullish() }))
    .optional(),
};
const event = z.looseObject({
  ...envelopeShape,
  event: z
    .looseObject({ ...messageShape, channel: z.string(), ts: z.string() })
    .refine(({ user, bot_id }) => user != null || bot_id != null, { path: ['user'] }),
});
const changed = z.looseObject({
  ...envelopeShape,
  event: z.looseObject({
    channel: z.string(),
    ts: z.string(),
    message: z.looseObject({
      ...messageShape,
      subtype: z.string().optional(),
      ts: z.string().optional(),
      edited: z.looseObject({ user: z.string(), ts: z.string() }).optional(),
    }),
    previous_message: z.looseObject({ ts: z.string().optional() }).optional(),
  }),
});
const deleted = z.looseObject({
  ...envelopeShape,
  event: z.looseObject({
    channel: z.string(),
    ts: z.string(),
    deleted_ts: z.string(),
    previous_message: z.looseObject(authorShape).optional(),
  }),
});
const gone = z.looseObject({ ...envelopeShape, event: z.looseObject({ file_id: z.string(), event_ts: z.string() }) });
type Event = z.infer<typeof event>;
type Context = SourceContext<SlackSettings>;

const becomes = 'message, when it has words; contribution for each file of the author';

/** Messages and the files in them. */
export const messageKinds: Kinds<SlackSettings> = {
  message: kind(becomes, event, posted),
  'message.file_share': kind(becomes, event, posted),
  'message.thread_broadcast': kind(becomes, event, posted),
  'message.me_message': kind(becomes, event, posted),
  'message.bot_message': kind('message of a bot', event, posted),
  'message.message_changed': kind(
    'edit; retraction when the first message of a thread is deleted; nothing when Slack itself changed it',
    changed,
    ({ event: { channel, ts, message, previous_message }, ...envelope }, { settings }: Context) => {
      const at = message.ts ?? previous_message?.ts;
      if (at === undefined) return { code: 'CHANGED_SHAPE', path: 'event.message.ts', message: 'It is missing.' };
      const target = messageId(channel, at);
      if (message.subtype === 'tombstone') return retractionOf(target, ts, authorOf(message, envelope, settings));
      // Slack also changes messages when a link is unfolded or a reply is counted.
      if (message.edited === undefined) return [];
      const data = saidIn(channel, message, envelope, settings);
      const time = fromSeconds(message.edited.ts);
      return { id: `${target}:edit:${message.edited.ts}`, activity: 'edit', time, data: { ...data, target } };
    },
  ),
  'message.message_deleted': kind('retraction', deleted, ({ event: it, ...envelope }, { settings }: Context) =>
    retractionOf(messageId(it.channel, it.deleted_ts), it.ts, authorOf(it.previous_message ?? {}, envelope, settings)),
  ),
  file_deleted: kind('retraction of the contribution', gone, ({ event: it, ...envelope }, { settings }: Context) =>
    retractionOf(`file:${it.file_id}`, it.event_ts, authorOf({}, envelope, settings)),
  ),
};

const messageId = (channel: string, ts: string): string => `message:${channel}:${ts}`;

function posted({ event: message, ...envelope }: Event, { settings }: Context): MappedInteraction[] {
  const { channel, ts, thread_ts, files = [] } = message;
  const data = saidIn(channel, message, envelope, settings);
  const conversation = `slack:${channel}:${thread_ts ?? ts}`;
  const inReplyTo = thread_ts === undefined || thread_ts === ts ? undefined : messageId(channel, thread_ts);
  const word: MappedInteraction = {
    id: messageId(channel, ts),
    activity: 'message',
    time: fromSeconds(ts),
    data: { ...data, conversation, inReplyTo },
  };
  // A file is the same in every channel that it is shown in: nothing of this one is in it.
  const { actor, direction } = data;
  const contributions = files.flatMap(({ id, created, user }): MappedInteraction[] =>
    created === undefined || user !== message.user
      ? []
      : [
          {
            id: `file:${id}`,
            activity: 'contribution',
            time: fromSeconds(created),
            data: { actor, direction, object: `slack:${id}`, department: actor.department },
          },
        ],
  );
  return contributions.length > 0 && data.text === undefined ? contributions : [word, ...contributions];
}

/** An employee without a known department speaks for that of the Slack channel. */
function saidIn(
  channel: string,
  message: Omit<z.infer<z.ZodObject<typeof messageShape>>, 'files' | 'thread_ts'>,
  envelope: Envelope,
  settings: SlackSettings,
): MappedData {
  const actor = authorOf(message, envelope, settings);
  return {
    actor,
    department: actor.department ?? settings.departments[channel],
    direction: directionOf(actor, envelope),
    counterpart: addresseeOf({ ...message, channel }, actor, settings),
    text: readableText(message.text),
  };
}

const retractionOf = (target: string, ts: string, actor: MappedData['actor']): MappedInteraction => ({
  id: `${target}:delete`,
  activity: 'retraction',
  time: fromSeconds(ts),
  data: { actor, target },
});
