import * as z from 'zod';
import {
  type Activity,
  activities,
  actorKinds,
  amendments,
  directions,
  ideaStages,
  resolutionStages,
} from './vocabulary.ts';

/** Identifiers from the provider: opaque, no control characters, short enough for a DynamoDB key. */
export const identifier = z
  .string()
  .min(1)
  .max(512)
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is refused here
  .regex(/^[^\u0000-\u001f\u007f]+$/, 'no control characters');
const unitId = z.string().min(1).max(40);

export const sourceSchema = z.string().min(1).max(512).regex(/^\S+$/, 'a URI without white space');

const actorSchema = z.strictObject({
  /** The provider's id of the person; replaced by a pseudonym before anything is published. */
  id: identifier,
  kind: z.enum(actorKinds),
  department: unitId.optional(),
  manager: z.boolean().optional(),
});

const counterpartSchema = z.strictObject({
  id: identifier.optional(),
  kind: z.enum(actorKinds).optional(),
  department: unitId.optional(),
});

/** `data` of a CloudEvent as senders write it: strict, so that a misspelt key is refused and not lost. */
export const interactionDataSchema = z.strictObject({
  channel: unitId,
  department: unitId,
  direction: z.enum(directions).optional(),
  actor: actorSchema,
  object: identifier.optional(),
  /** Id of the original in the same source; required for edit and retraction. */
  target: identifier.optional(),
  inReplyTo: identifier.optional(),
  /** Organisation-wide: one conversation may run over several sources. */
  conversation: identifier.optional(),
  idea: identifier.optional(),
  stage: z.enum([...ideaStages, ...resolutionStages]).optional(),
  reaction: z.string().min(1).max(64).optional(),
  counterpart: counterpartSchema.optional(),
  /** Read for language, sentiment and topics where the sender does not say them, then dropped. */
  text: z.string().max(100_000).optional(),
  /** There were words, which the sender has read itself and does not send. */
  worded: z.literal(true).optional(),
  language: z
    .string()
    .regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'a BCP 47 tag')
    .optional(),
  /** -1 (negative) to 1 (positive). */
  sentiment: z.number().min(-1).max(1).optional(),
  topics: z.array(z.string().min(1).max(64)).max(20).optional(),
  /** People a post could reach. */
  audience: z.int().min(0).max(1e12).optional(),
  /** CloudEvents sampling: how many occurrences this one stands for, itself included. */
  sampledRate: z.int().min(1).max(1e9).optional(),
});
export type InteractionData = z.infer<typeof interactionDataSchema>;

export const recordedActivities = [...activities, ...amendments] as const;
const typePattern = new RegExp(`^polylog\\.(${recordedActivities.join('|')})\\.v1$`);

/** One CloudEvent 1.0 on the wire. Extension attributes are allowed by CloudEvents and ignored. */
export const cloudEventSchema = z.looseObject({
  specversion: z.literal('1.0'),
  id: identifier,
  source: sourceSchema,
  type: z.string().regex(typePattern, `polylog.<activity>.v1 with one of ${recordedActivities.join(', ')}`),
  time: z.iso.datetime({ offset: true, error: 'an RFC 3339 instant with offset, e.g. 2026-11-20T09:30:00Z' }),
  subject: z.string().max(512).optional(),
  data: interactionDataSchema,
});
export type CloudEvent = z.infer<typeof cloudEventSchema>;

/** An interaction as it travels on the bus and lies in the ledger: checked, dated in UTC, without personal data. */
export const interactionSchema = z.object({
  source: sourceSchema,
  id: identifier,
  activity: z.enum(recordedActivities),
  /** When it happened: ISO 8601 in UTC with milliseconds, so that text order is time order. */
  time: z.iso.datetime({ precision: 3 }),
  /** When ingest took it, same form. */
  recordedAt: z.string(),
  /** Keyed hash of the canonical wire body, 22 characters of base64url. */
  digest: z.string(),
  channel: unitId,
  department: unitId,
  direction: z.enum(directions),
  actor: actorSchema,
  object: z.string().optional(),
  target: z.string().optional(),
  inReplyTo: z.string().optional(),
  conversation: z.string().optional(),
  idea: z.string().optional(),
  stage: z.enum([...ideaStages, ...resolutionStages]).optional(),
  reaction: z.string().optional(),
  counterpart: counterpartSchema.optional(),
  /** True when the sender gave text or says that there was; the text itself is not kept. */
  worded: z.boolean().optional(),
  /** Id of the text model, when text was read: what the sender did not say is the model's, or the model was not sure. */
  derivedBy: z.string().optional(),
  language: z.string().optional(),
  sentiment: z.number().optional(),
  topics: z.array(z.string()).optional(),
  audience: z.number().optional(),
  sampledRate: z.number().optional(),
});
export type Interaction = z.infer<typeof interactionSchema>;

/** An interaction that is counted: everything but edits and retractions. */
export type CountedInteraction = Interaction & { activity: Activity };

export const isCounted = (interaction: Interaction): interaction is CountedInteraction =>
  interaction.activity !== 'edit' && interaction.activity !== 'retraction';

/** The `detail` of a bus entry: interactions of one source and department. */
export const busDetailSchema = z.object({
  version: z.literal(1),
  source: sourceSchema,
  department: unitId,
  interactions: z.array(z.unknown()).min(1),
});
export const busSource = 'polylog';
export const busDetailType = 'polylog.interactions.v1';
