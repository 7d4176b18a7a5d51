import * as z from 'zod';
import { numberFrom, oneOf, wholeNumberFrom, words } from './interaction-fields.ts';
import { traceSchema } from './trace.ts';
import {
  type Activity,
  activities,
  actorKinds,
  amendments,
  directions,
  ideaStages,
  resolutionStages,
} from './vocabulary.ts';

const opaque = 'a text of 1 to 512 characters, no control characters among them';
/** Identifiers from the provider: opaque, no control characters, short enough for a DynamoDB key. */
export const identifier = z
  .string(opaque)
  .min(1, opaque)
  .max(512, opaque)
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is refused here
  .regex(/^[^\u0000-\u001f\u007f]+$/, opaque);
const unitId = words(40);

const uri = 'a URI of at most 512 characters without white space';
export const sourceSchema = z.string(uri).min(1, uri).max(512, uri).regex(/^\S+$/, uri);

const actorSchema = z.strictObject(
  {
    /** The provider's id of the person; replaced by a pseudonym before anything is published. */
    id: identifier,
    kind: oneOf(actorKinds),
    department: unitId.optional(),
    manager: z.boolean('true or false').optional(),
  },
  'an object with id and kind',
);

const counterpartSchema = z.strictObject(
  {
    id: identifier.optional(),
    kind: oneOf(actorKinds).optional(),
    department: unitId.optional(),
  },
  'an object with id, kind and department, as far as they are known',
);

const stage = oneOf([...ideaStages, ...resolutionStages]);

const languageTag = 'a BCP 47 tag, e.g. en or de-AT';
const topicList = 'a list of at most 20 texts';

/** `data` of a CloudEvent as senders write it: strict, so that a misspelt key is refused and not lost. */
export const interactionDataSchema = z.strictObject(
  {
    channel: unitId,
    department: unitId,
    direction: oneOf(directions).optional(),
    actor: actorSchema,
    object: identifier.optional(),
    /** Id of the original in the same source; required for edit and retraction. */
    target: identifier.optional(),
    inReplyTo: identifier.optional(),
    /** Organisation-wide: one conversation may run over several sources. */
    conversation: identifier.optional(),
    /** Hours without a word after which this enquiry opens an answered conversation anew: for talks that nobody closes. */
    reopensAfter: wholeNumberFrom(1, 8_760).optional(),
    idea: identifier.optional(),
    stage: stage.optional(),
    reaction: words(64).optional(),
    counterpart: counterpartSchema.optional(),
    /** Read for language, sentiment and topics where the sender does not say them, then dropped. */
    text: words(100_000, 0).optional(),
    /** There were words, which the sender has read itself and does not send. */
    worded: z.literal(true, 'true, or leave it out').optional(),
    language: z
      .string(languageTag)
      .regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, languageTag)
      .optional(),
    /** -1 (negative) to 1 (positive). */
    sentiment: numberFrom(-1, 1).optional(),
    topics: z.array(words(64), topicList).max(20, topicList).optional(),
    /** People a post could reach. */
    audience: wholeNumberFrom(0, 1e12).optional(),
    /** CloudEvents sampling: how many occurrences this one stands for, itself included. */
    sampledRate: wholeNumberFrom(1, 1e9).optional(),
  },
  'an object with channel, department and actor',
);
export type InteractionData = z.infer<typeof interactionDataSchema>;

export const recordedActivities = [...activities, ...amendments] as const;
const typePattern = new RegExp(`^polylog\\.(${recordedActivities.join('|')})\\.v1$`);
const typeName = `polylog.<activity>.v1, the activity being one of ${recordedActivities.join(', ')}`;

/** One CloudEvent 1.0 on the wire. Extension attributes are allowed by CloudEvents and ignored. */
export const cloudEventSchema = z.looseObject(
  {
    specversion: z.literal('1.0', 'the text 1.0'),
    id: identifier,
    source: sourceSchema,
    type: z.string(typeName).regex(typePattern, typeName),
    time: z.iso.datetime({ offset: true, error: 'an RFC 3339 instant with offset, e.g. 2026-11-20T09:30:00Z' }),
    subject: words(512, 0).optional(),
    data: interactionDataSchema,
  },
  'a CloudEvent: an object with specversion, id, source, type, time and data',
);
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
  reopensAfter: z.number().optional(),
  idea: z.string().optional(),
  stage: stage.optional(),
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
export type Interaction = z.infer<typeof interactionSchema> & {
  /** The trace of the delivery that brought it: on the bus it stands beside the interactions, not in each. */
  trace?: string;
};

/** An interaction that is counted: everything but edits and retractions. */
export type CountedInteraction = Interaction & { activity: Activity };

export const isCounted = (interaction: Interaction): interaction is CountedInteraction =>
  interaction.activity !== 'edit' && interaction.activity !== 'retraction';

/** The `detail` of a bus entry: interactions of one source and department. */
export const busDetailSchema = z.object({
  version: z.literal(1),
  source: sourceSchema,
  department: unitId,
  /** The delivery that brought them. */
  trace: traceSchema.optional(),
  interactions: z.array(z.unknown()).min(1),
});
export const busSource = 'polylog';
export const busDetailType = 'polylog.interactions.v1';
