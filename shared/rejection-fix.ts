import * as z from 'zod';
import { ApiError } from './errors.ts';
import { nestsDeeper } from './nests-deeper.ts';
import { parsePath, put, type Spot, type Step, spotOf, take, valueAt } from './rejection-fix-path.ts';

const path = z
  .string()
  .refine(
    (text) => parsePath(text) !== undefined,
    'give a path as rejections show it, e.g. data.channel or payload.items[0].id',
  );
const valueBytes = 10_000;
const valueLevels = 100;
const json = `give a JSON value of at most ${valueBytes} characters and ${valueLevels} levels`;
const value = z.unknown().refine((given) => given !== undefined && isWritable(given), json);
const isWritable = (given: unknown): boolean =>
  !nestsDeeper(given, valueLevels) && JSON.stringify(given).length <= valueBytes;
const rename = z
  .strictObject({ path, to: path }, 'give path and to')
  .refine(({ path: from, to }) => to !== from && !/^[.[]/.test(to.startsWith(from) ? to.slice(from.length) : ''), {
    path: ['to'],
    message: 'give a path that does not lie within the one that is renamed',
  });

/** How payloads are corrected: a path is set to a value, renamed (or moved) to another path, or dropped. */
const fixRuleSchema = z.union([
  z.strictObject({ set: z.strictObject({ path, value }, 'give path and value') }),
  z.strictObject({ rename }),
  z.strictObject({ drop: z.strictObject({ path }, 'give path alone') }),
]);
export type FixRule = z.infer<typeof fixRuleSchema>;

export const mostRules = 20;
export const fixRulesSchema = z.array(fixRuleSchema).max(mostRules);

/** Rules as people write them; throws `BAD_REQUEST`, naming the rule and field that is wrong and what it takes. */
export function checkFixRules(given: readonly unknown[]): FixRule[] {
  if (given.length > mostRules) throw wrong('rules', `at most ${mostRules} rules are applied at a time`);
  return given.map((rule, index) => {
    const kinds = Object.keys(typeof rule === 'object' && rule !== null ? rule : {});
    const [kind] = kinds;
    const option = fixRuleSchema.options.find(({ shape }) => kind !== undefined && Object.hasOwn(shape, kind));
    if (option === undefined || kinds.length > 1) {
      throw wrong(`rules[${index}]`, 'give one of set (path, value), rename (path, to) and drop (path)');
    }
    const parsed = option.safeParse(rule);
    if (parsed.success) return parsed.data;
    const [issue] = parsed.error.issues;
    throw wrong([`rules[${index}]`, ...(issue?.path ?? [])].join('.'), issue?.message ?? 'not as it should be');
  });
}

const wrong = (field: string, message: string) => new ApiError('BAD_REQUEST', `${field}: ${message}.`, { field });

/** A rule in one line, for lists. */
export function ruleText(rule: FixRule): string {
  if ('set' in rule) return `set ${rule.set.path} = ${JSON.stringify(rule.set.value)}`;
  return 'rename' in rule ? `rename ${rule.rename.path} to ${rule.rename.to}` : `drop ${rule.drop.path}`;
}

/** Fields whose values name nobody. */
const impersonal =
  'channel department direction kind language manager reaction source specversion stage time timestamp type'.split(' ');

/** A rule in one line for the audit trail, which is kept for ever: values that may name somebody are left out. */
export function ruleInTrail(rule: FixRule): string {
  const last = parsePath(pathOf(rule))?.at(-1);
  return 'set' in rule && !impersonal.includes(String(last)) ? `set ${rule.set.path}` : ruleText(rule);
}

/** The path that a rule begins with. */
export const pathOf = (rule: FixRule): string =>
  'set' in rule ? rule.set.path : 'rename' in rule ? rule.rename.path : rule.drop.path;

/** Why a rule did nothing to a payload. */
export interface RuleNote {
  rule: FixRule;
  message: string;
}

/** A payload with the rules applied in their order, and which of them had nothing to do; the one given is left as it is. */
export function applyFixRules(payload: unknown, rules: readonly FixRule[]): { payload: unknown; notes: RuleNote[] } {
  if (rules.length === 0) return { payload, notes: [] };
  const fixed: unknown = structuredClone(payload);
  const notes = rules.flatMap((rule) => {
    const message = applyRule(fixed, rule);
    return message === undefined ? [] : [{ rule, message }];
  });
  return { payload: fixed, notes };
}

/** Undefined when it was applied, else why not. */
function applyRule(payload: unknown, rule: FixRule): string | undefined {
  if ('set' in rule) {
    const spot = at(payload, rule.set.path, true);
    return spot && put(spot, structuredClone(rule.set.value)) ? undefined : `${rule.set.path} leads nowhere here.`;
  }
  const from = pathOf(rule);
  const spot = at(payload, from);
  const found = spot && valueAt(spot);
  if (spot === undefined || found === undefined) return `There is no ${from}.`;
  if ('drop' in rule) {
    take(spot);
    return undefined;
  }
  const { to } = rule.rename;
  const there = at(payload, to);
  if (there && valueAt(there) !== undefined) return `There is a ${to} already.`;
  const target = at(payload, to, true);
  if (!target || !put(target, found)) return `${to} leads nowhere here.`;
  take(spot);
  return undefined;
}

const at = (payload: unknown, text: string, make = false): Spot | undefined =>
  spotOf(payload, parsePath(text) as Step[], make);
