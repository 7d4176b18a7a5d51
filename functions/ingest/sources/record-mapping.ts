import * as z from 'zod';
import type { Refusal } from '../../../shared/errors.ts';
import { recordedActivities } from '../../../shared/interaction.ts';
import type { MappedData, MappedInteraction } from './adapter.ts';
import { recordTime, recordTimeSchema } from './record-mapping/record-time.ts';
import { conditionSchema, type Field, fieldSchema, fieldText, holds, valueAt } from './record-mapping/rule.ts';

const dataFields = [
  'channel',
  'department',
  'direction',
  'actor.id',
  'actor.kind',
  'actor.department',
  'actor.manager',
  'counterpart.id',
  'counterpart.kind',
  'counterpart.department',
  'object',
  'target',
  'inReplyTo',
  'conversation',
  'idea',
  'stage',
  'reaction',
  'text',
  'worded',
  'language',
  'sentiment',
  'topics',
  'audience',
  'sampledRate',
] as const;
type DataField = (typeof dataFields)[number];

/** How the records of any file or feed become interactions: a JSON document, for each field of an interaction a rule. */
export const recordMappingSchema = z.strictObject({
  /** How a CSV file is written; its first line names the columns unless they are named here. */
  csv: z
    .strictObject({
      delimiter: z.string().length(1).default(','),
      quote: z.string().length(1).default('"'),
      columns: z.array(z.string().min(1).max(200)).min(1).max(1_000).optional(),
    })
    .default({ delimiter: ',', quote: '"' }),
  /** Records that are no interactions, and why. */
  ignore: z
    .array(z.strictObject({ when: conditionSchema, because: z.string().min(1).max(64) }))
    .max(100)
    .default([]),
  id: fieldSchema,
  activity: fieldSchema,
  time: recordTimeSchema,
  data: z
    .partialRecord(z.enum(dataFields), fieldSchema)
    .refine((data) => data['actor.id'] !== undefined && data['actor.kind'] !== undefined, 'actor.id and actor.kind'),
});
export type RecordMapping = z.infer<typeof recordMappingSchema>;

const textAtMost = 100_000;

/** The interaction of one record, why it is none (`ignored`), or why it is refused: the path is that of the interaction. */
export function mapRecord(
  record: unknown,
  mapping: RecordMapping,
  opaque: (text: string) => string,
): MappedInteraction | { ignored: string } | Refusal {
  const reason = mapping.ignore.find(({ when }) => holds(when, record));
  if (reason !== undefined) return { ignored: reason.because };
  const id = fieldText(mapping.id, record, opaque);
  if (id === undefined) return missing('id');
  const activity = recordedActivities.find((known) => known === fieldText(mapping.activity, record, opaque));
  if (activity === undefined) return missing('activity');
  const when = recordTime(mapping.time, record);
  if ('code' in when) return when;
  const data: Record<string, unknown> = {};
  for (const name of dataFields) {
    const field = mapping.data[name];
    const value = field === undefined ? undefined : fieldValue(name, field, record, opaque);
    if (value === undefined && (name === 'actor.id' || name === 'actor.kind')) return missing(`data.${name}`);
    if (value !== undefined) place(data, name, value);
  }
  // What the fields take is checked at the door, like everything else that comes.
  return { id, activity, time: when.time, data: data as unknown as MappedData };
}

const missing = (path: string): Refusal => ({
  code: 'CHANGED_SHAPE',
  path,
  message: 'The record has no value for this field, as the mapping takes it.',
});

function fieldValue(name: DataField, field: Field, record: unknown, opaque: (text: string) => string): unknown {
  if (name === 'topics') return topicsOf(field, record, opaque);
  const text = fieldText(field, record, opaque);
  if (text === undefined) return undefined;
  if (name === 'sentiment' || name === 'audience' || name === 'sampledRate') return Number(text);
  if (name === 'actor.manager') return isTrue(text);
  if (name === 'worded') return isTrue(text) || undefined;
  return name === 'text' ? text.slice(0, textAtMost).toWellFormed() : text;
}

const isTrue = (text: string): boolean => ['true', '1', 'yes'].includes(text.toLowerCase());

/** A list of the record, or a text with commas, semicolons or bars. */
function topicsOf(field: Field, record: unknown, opaque: (text: string) => string): string[] | undefined {
  for (const { path } of [field].flat()) {
    for (const one of path === undefined ? [] : [path].flat()) {
      const value = valueAt(one, record);
      if (Array.isArray(value)) return value.filter((topic) => typeof topic === 'string');
    }
  }
  return fieldText(field, record, opaque)
    ?.split(/[,;|]/)
    .map((topic) => topic.trim())
    .filter((topic) => topic !== '');
}

/** `actor.id` is a field of the actor. */
function place(data: Record<string, unknown>, name: DataField, value: unknown): void {
  const [first = '', second] = name.split('.');
  if (second === undefined) {
    data[first] = value;
    return;
  }
  const inner = (data[first] ?? {}) as Record<string, unknown>;
  inner[second] = value;
  data[first] = inner;
}
