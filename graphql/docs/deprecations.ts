import { type GraphQLSchema, isEnumType, isInputObjectType, isInterfaceType, isObjectType } from 'graphql';

/** Something that front ends should stop using. */
export interface Deprecation {
  /** `Type.field`, `Type.field(argument)` or `Enum.VALUE`. */
  place: string;
  replacement: string;
  /** The day of the release that said so first, YYYY-MM-DD. */
  since: string;
}

const reasonPattern = /^Use `([^`]+)`[^.]*\. Deprecated on (\d{4}-\d\d-\d\d)\.$/;

/**
 * Everything deprecated in a schema, in its order. Throws when a reason is not ``Use `replacement`…. Deprecated on
 * YYYY-MM-DD.``: who is told to stop is told what to do instead, and since when.
 */
export function deprecationsOf(schema: GraphQLSchema): Deprecation[] {
  return placesOf(schema).flatMap(([place, reason]) => {
    if (reason == null) return [];
    const [, replacement, since] = reasonPattern.exec(reason) ?? [];
    if (replacement !== undefined && since !== undefined) return [{ place, replacement, since }];
    throw new Error(`${place}: “${reason}” is not “Use \`replacement\`. Deprecated on YYYY-MM-DD.”`);
  });
}

type Place = readonly [name: string, reason: string | null | undefined];

function placesOf(schema: GraphQLSchema): Place[] {
  return Object.values(schema.getTypeMap())
    .filter(({ name }) => !name.startsWith('__'))
    .flatMap((type): Place[] => {
      if (isEnumType(type)) {
        return type.getValues().map(({ name, deprecationReason }) => [`${type.name}.${name}`, deprecationReason]);
      }
      if (isInputObjectType(type)) {
        return Object.values(type.getFields()).map((field) => [`${type.name}.${field.name}`, field.deprecationReason]);
      }
      if (!isObjectType(type) && !isInterfaceType(type)) return [];
      return Object.values(type.getFields()).flatMap(({ name, deprecationReason, args }): Place[] => [
        [`${type.name}.${name}`, deprecationReason],
        ...args.map((arg): Place => [`${type.name}.${name}(${arg.name})`, arg.deprecationReason]),
      ]);
    });
}
