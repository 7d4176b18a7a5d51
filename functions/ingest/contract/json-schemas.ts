import * as z from 'zod';
import { alertDetailSchema } from '../../../shared/alert-detail.ts';
import {
  busDetailSchema,
  cloudEventSchema,
  interactionDataSchema,
  interactionSchema,
  recordedActivities,
} from '../../../shared/interaction.ts';
import { sourceStateSchema } from '../answer-source.ts';
import { alertWords } from './alert-words.ts';
import { deliveryVerdictSchema, healthSchema, problemSchema, refusedSchema, verdictSchema } from './answers.ts';
import {
  actorWords,
  cloudEventWords,
  counterpartWords,
  dataWords,
  interactionWords,
  refusedWords,
} from './field-words.ts';

export type JsonSchema = z.core.JSONSchema.JSONSchema;

/** The shapes that have a name of their own in the documents. */
const names = z.registry<{ id: string; description: string }>();
names.add(interactionDataSchema, { id: 'InteractionData', description: 'One interaction, as senders write it.' });
names.add(interactionDataSchema.shape.actor, { id: 'Actor', description: 'Who did it.' });
names.add(interactionDataSchema.shape.counterpart.unwrap(), { id: 'Counterpart', description: 'To whom.' });
names.add(interactionSchema, { id: 'Interaction', description: 'One interaction on the bus, without personal data.' });
names.add(refusedSchema, { id: 'Refused', description: 'A refused interaction and the first field that is wrong.' });

type Words = Readonly<Record<string, string>>;

/** Senders are held to the shapes; who reads must expect more fields later, and sees pseudonyms. */
const sent: Readonly<Record<string, Words>> = {
  InteractionData: dataWords,
  Actor: actorWords,
  Counterpart: counterpartWords,
};
const pseudonym =
  'A sealed pseudonym, `s_` and up to 80 characters: the same in every source, until the key of its bucket is replaced because somebody was erased.';
const read: typeof sent = {
  Interaction: interactionWords,
  Refused: refusedWords,
  Actor: { ...actorWords, id: pseudonym },
  Counterpart: { ...counterpartWords, id: pseudonym },
};

/** `detail` of an entry of the bus with its interactions spelt out. */
export const interactionsDetailSchema = busDetailSchema.extend({ interactions: z.array(interactionSchema).min(1) });

const busWords = {
  version: 'Of this shape. Another one would be published beside it.',
  source: 'The source of all interactions in this entry.',
  department: 'The department of all interactions in this entry.',
  trace: 'Names the delivery that brought them in every log and on each interaction; in the form of W3C Trace Context.',
  interactions: 'In the order in which they were sent; all of them together are at most 200 KB.',
};

type Target = 'draft-2020-12' | 'draft-7';

/** The versioned JSON Schemas by file name without `.json`; each stands alone. */
export function jsonSchemas(target: Target = 'draft-2020-12'): Readonly<Record<string, JsonSchema>> {
  const make = (name: string, title: string, schema: z.ZodType, words: Words, named: typeof sent) => {
    const { $schema, ...made } = schemaOf(schema, named, target);
    return {
      [name]: { ...($schema && { $schema }), $id: `urn:polylog:schemas:${name}`, title, ...inWords(made, words) },
    };
  };
  return {
    ...make('cloudevent.v1', 'An interaction as it is sent: a CloudEvent 1.0', cloudEventSchema, cloudEventWords, sent),
    ...make('interaction.v1', 'An interaction as it is published', interactionSchema, {}, read),
    ...make('bus-detail.v1', '`detail` of an event on the bus', interactionsDetailSchema, busWords, read),
    ...make(
      'alert-detail.v1',
      '`detail` of an event on the bus that tells of an alert',
      alertDetailSchema,
      alertWords,
      read,
    ),
    ...make('verdict.v1', 'What ingest answers when it took interactions', verdictSchema, {}, read),
    ...make('problem.v1', 'What ingest answers when it refuses a request', problemSchema, {}, read),
  };
}

/** The schemas that the OpenAPI document names, each by its name; they refer to each other as `#/components/schemas/…`. */
export function openApiSchemas(): Readonly<Record<string, JsonSchema>> {
  const event = { ...schemaOf(cloudEventSchema, sent), description: 'An interaction: a CloudEvent 1.0.' };
  const tops: Readonly<Record<string, JsonSchema>> = {
    CloudEvent: inWords(event, cloudEventWords),
    Verdict: schemaOf(verdictSchema, read),
    DeliveryVerdict: schemaOf(deliveryVerdictSchema, read),
    Problem: schemaOf(problemSchema, read),
    SourceState: schemaOf(sourceStateSchema, read),
    Health: schemaOf(healthSchema, read),
  };
  const all = Object.entries(tops).map(([name, { $schema: _, $defs = {}, ...schema }]) => ({
    ...$defs,
    [name]: schema,
  }));
  const text = JSON.stringify(Object.assign({}, ...all)).replaceAll('"#/$defs/', '"#/components/schemas/');
  return JSON.parse(text) as Readonly<Record<string, JsonSchema>>;
}

const schemaOf = (schema: z.ZodType, named: typeof sent, target: Target = 'draft-2020-12'): JsonSchema =>
  z.toJSONSchema(schema, {
    io: 'input',
    target,
    metadata: names,
    override: ({ zodSchema, jsonSchema }) => {
      complete(zodSchema, jsonSchema);
      const name = names.get(zodSchema)?.id;
      if (name !== undefined) Object.assign(jsonSchema, inWords(jsonSchema, named[name] ?? {}));
      if (named === read && jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties;
    },
  });

/** Says what zod does not: the types one by one, what an amendment needs, instants by their format alone, and a list of types as one. */
function complete(zodSchema: z.core.$ZodType, jsonSchema: JsonSchema): void {
  if (jsonSchema.format === 'date-time') delete jsonSchema.pattern;
  const types = jsonSchema.anyOf?.map(({ type, ...rest }) => (Object.keys(rest).length === 0 ? type : undefined));
  if (types?.every((type) => typeof type === 'string')) {
    delete jsonSchema.anyOf;
    Object.assign(jsonSchema, { type: types });
  }
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
  const { description } = z.globalRegistry.get(zodSchema) ?? {};
  if (description !== undefined) jsonSchema.description = description;
  if (zodSchema !== cloudEventSchema) return;
  const type = { type: 'string', enum: recordedActivities.map((activity) => `polylog.${activity}.v1`) } as const;
  Object.assign(jsonSchema, {
    properties: { ...jsonSchema.properties, type },
    if: { properties: { type: { enum: ['polylog.edit.v1', 'polylog.retraction.v1'] } } },
    // biome-ignore lint/suspicious/noThenProperty: a word of JSON Schema
    then: { properties: { data: { required: ['target'] } } },
  });
}

function inWords(schema: JsonSchema, words: Words): JsonSchema {
  if (schema.properties === undefined) return schema;
  const properties = Object.fromEntries(
    Object.entries(schema.properties).map(([name, field]) => {
      const description = words[name];
      return [name, typeof field === 'boolean' || description === undefined ? field : { ...field, description }];
    }),
  );
  return { ...schema, properties };
}
