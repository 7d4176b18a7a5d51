type Json = string | number | boolean | null | Json[] | { [key: string]: Json };
type Matcher = (value: Json | undefined) => boolean;

/**
 * Compiles an EventBridge event pattern with the semantics of AWS: all keys must match, an array in the event matches when
 * one of its elements does, and the alternatives of a key are ORed. Throws naming an operator that is not implemented.
 */
export function compilePattern(pattern: Record<string, unknown>): (event: unknown) => boolean {
  const matchers = Object.entries(pattern).map(([key, rule]) => {
    if (key === '$or') {
      const branches = (rule as Record<string, unknown>[]).map(compilePattern);
      return (event: Record<string, Json>) => branches.some((matches) => matches(event));
    }
    if (!Array.isArray(rule)) {
      const nested = compilePattern(rule as Record<string, unknown>);
      return (event: Record<string, Json>) => [event[key]].flat().some((item) => nested(item ?? {}));
    }
    const alternatives = rule.map(compileRule);
    return (event: Record<string, Json>) => alternatives.some((matches) => matches(event[key]));
  });
  return (event) => {
    if (typeof event !== 'object' || event === null || Array.isArray(event)) return false;
    return matchers.every((matches) => matches(event as Record<string, Json>));
  };
}

function compileRule(rule: unknown): Matcher {
  if (typeof rule !== 'object' || rule === null) return some((value) => value === rule);
  const [[operator, argument] = ['', undefined]] = Object.entries(rule);
  switch (operator) {
    case 'exists':
      return (value) => (value !== undefined) === argument;
    case 'prefix':
      return some((value) => typeof value === 'string' && value.startsWith(asText(operator, argument)));
    case 'suffix':
      return some((value) => typeof value === 'string' && value.endsWith(asText(operator, argument)));
    case 'equals-ignore-case':
      return some(
        (value) => typeof value === 'string' && value.toLowerCase() === asText(operator, argument).toLowerCase(),
      );
    case 'wildcard': {
      const parts = asText(operator, argument)
        .split('*')
        .map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
      const expression = new RegExp(`^${parts.join('.*')}$`, 's');
      return some((value) => typeof value === 'string' && expression.test(value));
    }
    case 'numeric':
      return compileNumeric(argument as (string | number)[]);
    case 'anything-but': {
      const excluded = [argument].flat().map(compileRule);
      return some((value) => value !== undefined && !excluded.some((matches) => matches(value)));
    }
    default:
      throw new Error(`The local bus does not know the pattern operator ${JSON.stringify(operator)}`);
  }
}

/** Lifts a test of one value to EventBridge's rule for arrays: one matching element is enough. */
const some =
  (test: (value: Json) => boolean): Matcher =>
  (value) =>
    value !== undefined && (Array.isArray(value) ? value.some(test) : test(value));

function asText(operator: string, argument: unknown): string {
  if (typeof argument !== 'string') throw new Error(`The local bus knows ${operator} with a text only`);
  return argument;
}

function compileNumeric(bounds: (string | number)[]): Matcher {
  const tests = bounds.flatMap((item, index) =>
    index % 2 === 0 ? [[String(item), Number(bounds[index + 1])] as const] : [],
  );
  const compare = (operator: string, value: number, bound: number): boolean => {
    if (operator === '=') return value === bound;
    if (operator === '<') return value < bound;
    if (operator === '<=') return value <= bound;
    if (operator === '>') return value > bound;
    if (operator === '>=') return value >= bound;
    throw new Error(`The local bus does not know the numeric operator ${operator}`);
  };
  for (const [operator, bound] of tests) compare(operator, 0, bound);
  return some(
    (value) => typeof value === 'number' && tests.every(([operator, bound]) => compare(operator, value, bound)),
  );
}
