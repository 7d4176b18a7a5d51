/** A rule as a form holds it. */
export interface RuleEntry {
  /** Tells rules of a form apart. */
  key: number;
  kind: 'set' | 'rename' | 'drop';
  path: string;
  /** Of `set`: JSON, or a text that is none. */
  value: string;
  /** Of `rename`. */
  to: string;
}

/** As the API takes at most. */
export const mostRules = 20;

/** A rule of `fixRejections`. */
export type FixRule =
  | { set: { path: string; value: string } }
  | { rename: { path: string; to: string } }
  | { drop: { path: string } };

/** The rules of a form in its order, as the command line reads them: `42` and `"42"` are JSON, `facebook` is a text. */
export const fixRules = (entries: readonly RuleEntry[]): FixRule[] =>
  entries.map(({ kind, path, value, to }) => {
    if (kind === 'set') return { set: { path: path.trim(), value: jsonOf(value) } };
    return kind === 'rename' ? { rename: { path: path.trim(), to: to.trim() } } : { drop: { path: path.trim() } };
  });

/** Whether every rule says all that it needs; an empty text is written as `""`. */
export const areComplete = (entries: readonly RuleEntry[]): boolean =>
  entries.every(
    ({ kind, path, value, to }) =>
      path.trim() !== '' && (kind !== 'rename' || to.trim() !== '') && (kind !== 'set' || value.trim() !== ''),
  );

/** Reasons that are gone when something else was mended: what was sent is right as it is. */
const mendedElsewhere: ReadonlySet<string> = new Set([
  'PAUSED',
  'BUS_UNAVAILABLE',
  'UNFOLDABLE',
  'UNKNOWN_CHANNEL',
  'UNKNOWN_DEPARTMENT',
  'CHANGED_SHAPE',
  'CLOCK_AHEAD',
]);

/** What a form begins with: a rule for the field to blame, or none where a replay as it is is the likelier remedy. */
export function firstRules(example: { code: string; path: string } | undefined): RuleEntry[] {
  if (!example || example.path === '' || mendedElsewhere.has(example.code)) return [];
  return [{ key: 0, kind: 'set', path: example.path, value: '', to: '' }];
}

function jsonOf(text: string): string {
  try {
    JSON.parse(text);
    return text;
  } catch {
    return JSON.stringify(text);
  }
}
