import { execFileSync } from 'node:child_process';
import { existsSync, globSync, readFileSync } from 'node:fs';
import {
  buildSchema,
  type GraphQLNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isSpecifiedScalarType,
  parse,
  validate,
} from 'graphql';
import { describe, expect, it } from 'vitest';
import { apiPage } from '../../graphql/docs/api-page.ts';
import { deprecationsOf } from '../../graphql/docs/deprecations.ts';
import { errorCodes, warningCodes } from '../../graphql/error-codes.ts';
import { schema } from '../../graphql/schema.ts';

const root = new URL('../../', import.meta.url).pathname;
const read = (path: string): string => readFileSync(`${root}${path}`, 'utf8');

describe('generated pages', () => {
  it('are current', () => {
    const check = () => execFileSync(process.execPath, [`${root}graphql/print-docs.ts`, '--check'], { stdio: 'pipe' });
    expect(check).not.toThrow();
  });

  it.each(['api.md', 'metrics.md', 'front-end.md', 'live.md', 'sources.md', 'text.md', 'deprecation.md'])(
    'docs/%s leads nowhere that is not there',
    (page) => {
      const text = read(`docs/${page}`);
      const anchors = new Set([...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => heading.toLowerCase()));
      for (const [, target = ''] of text.matchAll(/\]\(([^)\s]+)\)/g)) {
        if (target.startsWith('#')) expect(anchors).toContain(target.slice(1));
        else if (!target.startsWith('http'))
          expect([target, existsSync(`${root}docs/${target.split('#')[0]}`)]).toEqual([target, true]);
      }
    },
  );
});

it('the queries that front ends are shown fit the schema', () => {
  const shown = [...read('docs/front-end.md').matchAll(/graphql\(`([^`]+)`\)/g)].map(([, text = '']) => text);
  expect(shown.length).toBeGreaterThan(0);
  expect(shown.flatMap((text) => validate(schema, parse(text)))).toEqual([]);
});

/** Every element of a type with what is said of it. */
function described(type: GraphQLNamedType): [string, string | null | undefined][] {
  const whole: [string, string | null | undefined] = [type.name, type.description];
  if (isEnumType(type))
    return [whole, ...type.getValues().map((one) => [`${type.name}.${one.name}`, one.description] as never)];
  if (isInputObjectType(type)) {
    return [
      whole,
      ...Object.values(type.getFields()).map((one) => [`${type.name}.${one.name}`, one.description] as never),
    ];
  }
  if (!isObjectType(type) && !isInterfaceType(type)) return [whole];
  return [
    whole,
    ...Object.values(type.getFields()).flatMap(({ name, description, args }) => [
      [`${type.name}.${name}`, description] as never,
      ...args.map((arg) => [`${type.name}.${name}(${arg.name})`, arg.description] as never),
    ]),
  ];
}

it('every type, field, argument and value says what it is', () => {
  const types = Object.values(schema.getTypeMap()).filter(
    (type) => !type.name.startsWith('__') && !isSpecifiedScalarType(type),
  );
  expect(types.flatMap(described).filter(([, description]) => !description?.trim())).toEqual([]);
});

describe('the codes of errors and warnings', () => {
  const sources = globSync(['graphql/**/*.ts', 'shared/**/*.ts'], { cwd: root })
    .filter((path) => !['graphql/error-codes.ts', 'shared/errors.ts'].includes(path))
    .map(read)
    .join('\n');
  const known = { ...errorCodes, ...warningCodes };

  it('are all described', () => {
    const given = [...sources.matchAll(/(?:new ApiError\(\s*|\bcode: |\bCode = |\brefusal\()'([A-Z_]+)'/g)].map(
      ([, code = '']) => code,
    );
    expect(given.length).toBeGreaterThan(20);
    expect([...new Set(given)].filter((code) => !Object.hasOwn(known, code)).toSorted()).toEqual([]);
  });

  it('are all given somewhere', () => {
    // Those of plans are put together from the noun.
    const literals = (code: string) => [code, code.replace(/^UNKNOWN_/, '').toLowerCase()];
    const dead = Object.keys(known).filter((code) => !literals(code).some((text) => sources.includes(`'${text}'`)));
    expect(dead).toEqual([]);
  });
});

describe('what is deprecated', () => {
  it('names its replacement, which is there, and since when', () => {
    const page = apiPage(schema);
    for (const { place, replacement, since } of deprecationsOf(schema)) {
      expect([place, page.includes(`\`${replacement.split('.').at(-1)}\``)]).toEqual([place, true]);
      expect(Number.isNaN(Date.parse(since))).toBe(false);
    }
  });

  const withReason = (reason: string) =>
    buildSchema(`
      enum Colour { RED BLUE @deprecated(reason: "${reason}") }
      input Filter { old: Int @deprecated(reason: "${reason}") }
      type Query { old(filter: Filter, arg: Colour @deprecated(reason: "${reason}")): Int @deprecated(reason: "${reason}") }
    `);

  it('is found wherever it is', () => {
    const since = '2026-11-21';
    expect(deprecationsOf(withReason('Use `Query.new`. Deprecated on 2026-11-21.'))).toEqual([
      { place: 'Colour.BLUE', replacement: 'Query.new', since },
      { place: 'Filter.old', replacement: 'Query.new', since },
      { place: 'Query.old', replacement: 'Query.new', since },
      { place: 'Query.old(arg)', replacement: 'Query.new', since },
    ]);
  });

  it.each([
    'No longer supported',
    'Use `Query.new`.',
    'Deprecated on 2026-11-21.',
    'Use the new one. Deprecated on 2026-11-21.',
  ])('without more than “%s” is refused', (reason) => {
    expect(() => deprecationsOf(withReason(reason))).toThrow('Colour.BLUE');
  });
});
