import * as z from 'zod';

const pathSchema = z.string('the name of a column, or a path a.b.0').min(1).max(200);
const paths = z.union([pathSchema, z.array(pathSchema).min(1).max(20)]);
const pattern = z
  .string()
  .min(1)
  .max(200)
  .refine((text) => compiles(text), 'a regular expression');
const words = z.string().max(512);

function compiles(text: string): boolean {
  try {
    new RegExp(text, 'u');
    return true;
  } catch {
    return false;
  }
}

/** Something that holds for a record or does not; `path` is the first of several that is there. */
export const conditionSchema = z
  .strictObject({
    path: paths,
    is: z.array(words).min(1).max(200).optional(),
    matches: pattern.optional(),
    present: z.boolean().optional(),
  })
  .refine(
    ({ is, matches, present }) => [is, matches, present].filter((one) => one !== undefined).length === 1,
    'one of is, matches and present',
  );
export type Condition = z.infer<typeof conditionSchema>;

/**
 * Where one value comes from, and what is done to it, in the order of these lines. It has a value only `when` the condition
 * holds.
 */
const ruleSchema = z
  .strictObject({
    when: conditionSchema.optional(),
    path: paths.optional(),
    constant: z.union([words, z.number(), z.boolean()]).optional(),
    /** `{column}` stands for its value; without one of them there is no value. */
    template: z.string().min(1).max(512).optional(),
    /** What is kept: the first group, or all that matched. No match, no value. */
    match: pattern.optional(),
    lower: z.literal(true).optional(),
    table: z.record(words, words).optional(),
    /** For what the table does not have; without it, that has no value. */
    otherwise: words.optional(),
    /** Replaced by a hash that says nothing about it: the same text, the same id. */
    opaque: z.literal(true).optional(),
    prefix: words.optional(),
  })
  .refine(
    ({ path, constant, template }) => [path, constant, template].filter((one) => one !== undefined).length === 1,
    'one of path, constant and template',
  );
type Rule = z.infer<typeof ruleSchema>;

/** One rule, or several: the first that has a value. */
export const fieldSchema = z.union([ruleSchema, z.array(ruleSchema).min(1).max(20)]);
export type Field = z.infer<typeof fieldSchema>;

/** The text that a field has in a record; undefined when it has none. */
export function fieldText(field: Field, record: unknown, opaque: (text: string) => string): string | undefined {
  for (const rule of [field].flat()) {
    const text = ruleText(rule, record, opaque);
    if (text !== undefined) return text;
  }
  return undefined;
}

/** Whether a condition holds for a record. */
export function holds({ path, is, matches, present }: Condition, record: unknown): boolean {
  const text = textAt(path, record);
  if (present !== undefined) return (text !== undefined) === present;
  if (text === undefined) return false;
  return is === undefined ? regular(matches ?? '').test(text) : is.includes(text);
}

/** The value at the first of the paths that is there, as text; an empty text is none. */
export function textAt(path: string | readonly string[], record: unknown): string | undefined {
  for (const one of [path].flat()) {
    const value = valueAt(one, record);
    const text = typeof value === 'string' ? value.trim() : isPlain(value) ? String(value) : undefined;
    if (text !== undefined && text !== '') return text;
  }
  return undefined;
}

const isPlain = (value: unknown) => typeof value === 'number' || typeof value === 'boolean';

/** The value at a path. A column whose name has dots is found by its whole name first. */
export function valueAt(path: string, record: unknown): unknown {
  if (own(record, path) !== undefined) return own(record, path);
  return path.split('.').reduce<unknown>(own, record);
}

const own = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, key)
    ? (value as Record<string, unknown>)[key]
    : undefined;

function ruleText(rule: Rule, record: unknown, opaque: (text: string) => string): string | undefined {
  if (rule.when !== undefined && !holds(rule.when, record)) return undefined;
  let text = taken(rule, record);
  if (text !== undefined && rule.match !== undefined) {
    const found = regular(rule.match).exec(text);
    text = found?.[1] ?? found?.[0];
  }
  if (text !== undefined && rule.lower) text = text.toLowerCase();
  if (text !== undefined && rule.table !== undefined) {
    text = Object.hasOwn(rule.table, text) ? rule.table[text] : rule.otherwise;
  }
  if (text === undefined || text === '') return undefined;
  return (rule.prefix ?? '') + (rule.opaque ? opaque(text) : text);
}

function taken({ path, constant, template }: Rule, record: unknown): string | undefined {
  if (path !== undefined) return textAt(path, record);
  if (template === undefined) return String(constant);
  let whole = true;
  const text = template.replace(/\{([^{}]+)\}/g, (_, name: string) => {
    const value = textAt(name, record);
    whole &&= value !== undefined;
    return value ?? '';
  });
  return whole ? text : undefined;
}

const expressions = new Map<string, RegExp>();
const mostExpressions = 1_000;

function regular(text: string): RegExp {
  const known = expressions.get(text);
  if (known !== undefined) return known;
  if (expressions.size >= mostExpressions) expressions.clear();
  const made = new RegExp(text, 'u');
  expressions.set(text, made);
  return made;
}
