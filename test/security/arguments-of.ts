import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLInputType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
} from 'graphql';

const scalars: Record<string, string> = {
  Boolean: 'true',
  Date: '"2026-03-01"',
  DateTime: '"2026-03-01T00:00:00Z"',
  Float: '1',
  ID: '"service"',
  Int: '1',
  String: '"text"',
  TimeZone: '"Europe/Berlin"',
};

/** What a field must be given, as it stands in a document: the least of each type that passes validation; '' for nothing. */
export function argumentsOf({ args }: Pick<GraphQLField<unknown, unknown>, 'args'>): string {
  const needed = args.filter(isNeeded);
  return needed.length === 0 ? '' : `(${needed.map(({ name, type }) => `${name}: ${literalOf(type)}`).join(', ')})`;
}

const isNeeded = ({ type, defaultValue }: GraphQLArgument | GraphQLInputField): boolean =>
  isNonNullType(type) && defaultValue === undefined;

function literalOf(type: GraphQLInputType): string {
  if (isNonNullType(type)) return literalOf(type.ofType);
  if (isListType(type)) return `[${literalOf(type.ofType)}]`;
  if (isEnumType(type)) return type.getValues()[0]?.name ?? '';
  if (isInputObjectType(type)) {
    const fields = Object.values(type.getFields());
    // An input of which one field is to be given takes the first.
    const needed = type.isOneOf ? fields.slice(0, 1) : fields.filter(isNeeded);
    return `{ ${needed.map((field) => `${field.name}: ${literalOf(field.type)}`).join(', ')} }`;
  }
  const literal = scalars[type.name];
  if (literal === undefined) throw new Error(`Say in scalars how a ${type.name} is written.`);
  return literal;
}
