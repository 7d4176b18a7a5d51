import { readFileSync } from 'node:fs';
import { buildSchema, findBreakingChanges, findDangerousChanges, type GraphQLSchema, isInputObjectType } from 'graphql';
import { describe, expect, it } from 'vitest';

const read = (name: string): GraphQLSchema => buildSchema(readFileSync(new URL(name, import.meta.url), 'utf8'));
const contract = read('contract/core.graphql');
const ours = read('../../graphql/schema.graphql');

const defaultsOf = (schema: GraphQLSchema): Map<string, unknown> =>
  new Map(
    Object.values(schema.getTypeMap())
      .filter(isInputObjectType)
      .flatMap((type) =>
        Object.values(type.getFields()).flatMap(({ name, defaultValue }) =>
          defaultValue === undefined ? [] : [[`${type.name}.${name}`, defaultValue]],
        ),
      ),
  );

describe('the schema keeps the contract of the front ends', () => {
  it('in every type, field, argument and value', () => {
    expect(findBreakingChanges(contract, ours).map(({ description }) => description)).toEqual([]);
  });

  it('in every default', () => {
    const changed = findDangerousChanges(contract, ours).filter(({ type }) => type === 'ARG_DEFAULT_VALUE_CHANGE');
    expect(changed).toEqual([]);
    // Defaults of input fields are not compared by the walk above.
    const given = defaultsOf(ours);
    expect(
      [...defaultsOf(contract)].filter(([name, value]) => !Object.is(String(given.get(name)), String(value))),
    ).toEqual([]);
  });

  it('and a breach is noticed', () => {
    const sdl = readFileSync(new URL('contract/core.graphql', import.meta.url), 'utf8');
    const breaches = [
      ['values: [MetricValue!]!', 'values: [MetricValue]!'],
      ['completeness: Float', ''],
      ['timeZone: TimeZone', 'timeZone: TimeZone!'],
      ['  PREVIOUS_YEAR\n', ''],
      ['metrics: [Metric!]!', 'metrics(language: String!): [Metric!]!'],
    ] as const;
    for (const [from, to] of breaches) {
      expect(sdl).toContain(from);
      expect(findBreakingChanges(contract, buildSchema(sdl.replace(from, to)))).not.toEqual([]);
    }
  });
});
