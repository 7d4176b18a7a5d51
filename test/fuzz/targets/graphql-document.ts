import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
} from 'graphql';
import type { Choices } from '../choices.ts';
import { nastyTexts } from '../nasty.ts';

export interface DrawnDocument {
  query: string;
  variables: Record<string, unknown>;
}

interface Drawing {
  schema: GraphQLSchema;
  choices: Choices;
  /** Texts that name something here. */
  names: readonly string[];
  /** Some values are of another type, or out of range. */
  isBroken: boolean;
  declared: string[];
  variables: Record<string, unknown>;
}

const depthAtMost = 6;

/** A document of the schema with arguments drawn by type; broken ones have values where others are meant. */
export function drawDocument(schema: GraphQLSchema, choices: Choices, names: readonly string[]): DrawnDocument {
  const drawing: Drawing = { schema, choices, names, isBroken: choices.chance(25), declared: [], variables: {} };
  const isMutation = choices.chance(25);
  const root = (isMutation ? schema.getMutationType() : schema.getQueryType()) as GraphQLObjectType;
  const fields = Object.values(root.getFields());
  const count = isMutation ? 1 : 1 + choices.below(3);
  const roots = Array.from({ length: count }, (_, nth) => `f${nth}: ${fieldText(choices.one(fields), 1, drawing)}`);
  const head = `${isMutation ? 'mutation' : 'query'} Q${drawing.declared.length > 0 ? `(${drawing.declared.join(', ')})` : ''}`;
  return { query: `${head} { ${roots.join(' ')} }`, variables: drawing.variables };
}

function fieldText(field: GraphQLField<unknown, unknown>, depth: number, drawing: Drawing): string {
  const given = field.args.flatMap((argument) => argumentText(argument, drawing));
  const head = `${field.name}${given.length > 0 ? `(${given.join(', ')})` : ''}`;
  return head + selectionText(field.type, depth, drawing);
}

function selectionText(type: GraphQLOutputType, depth: number, drawing: Drawing): string {
  const named = getNamedType(type);
  if (isLeafType(named)) return '';
  const { choices, schema } = drawing;
  if (isAbstractType(named)) {
    const possible = schema.getPossibleTypes(named);
    const parts = choices.some(possible, 3).map((one) => `... on ${one.name}${fieldsText(one, depth, drawing)}`);
    // The same field of two types may have two shapes: one fragment is enough.
    return ` { __typename ${parts[0] ?? ''} }`;
  }
  return fieldsText(named as GraphQLObjectType, depth, drawing);
}

function fieldsText(type: GraphQLObjectType, depth: number, drawing: Drawing): string {
  const all = Object.values(type.getFields());
  const leaves = all.filter((field) => isLeafType(getNamedType(field.type)));
  const from = depth >= depthAtMost ? leaves : all;
  const chosen = from.length > 0 ? drawing.choices.some(from, 5) : [];
  const texts = [...new Set(chosen)].map((field, nth) => `a${nth}: ${fieldText(field, depth + 1, drawing)}`);
  return ` { __typename ${texts.join(' ')} }`;
}

function argumentText(argument: GraphQLArgument, drawing: Drawing): string[] {
  const { choices } = drawing;
  if (!isNonNullType(argument.type) && !choices.chance(40)) return [];
  const value = drawValue(argument.type, drawing, 0);
  if (!choices.chance(40)) return [`${argument.name}: ${literal(value, argument.type)}`];
  const name = `v${drawing.declared.length}`;
  drawing.declared.push(`$${name}: ${argument.type}`);
  drawing.variables[name] = value;
  return [`${argument.name}: $${name}`];
}

const broken: readonly unknown[] = [null, -1, 2 ** 31, 1.5, '', true, [], {}, [[null]], { a: 1 }, '__proto__'];

function drawValue(type: GraphQLInputType, drawing: Drawing, depth: number): unknown {
  const { choices } = drawing;
  if (drawing.isBroken && choices.chance(15)) return choices.one(broken);
  if (isNonNullType(type)) return drawValue(type.ofType, drawing, depth);
  if (isListType(type)) return Array.from({ length: choices.below(4) }, () => drawValue(type.ofType, drawing, depth));
  if (isInputObjectType(type)) {
    const fields = Object.values(type.getFields()).filter(
      (field) => isNonNullType(field.type) || (depth < 4 && choices.chance(45)),
    );
    // Of some inputs exactly one field is given.
    const given = type.isOneOf ? [choices.one(Object.values(type.getFields()))] : fields;
    return Object.fromEntries(given.map((field) => [field.name, drawValue(field.type, drawing, depth + 1)]));
  }
  if (isEnumType(type)) return choices.one(type.getValues()).name;
  return drawScalar(type, drawing);
}

function drawScalar({ name }: GraphQLNamedType, { choices, names }: Drawing): unknown {
  switch (name) {
    case 'Int':
      return choices.one([1, 0, 2, 7, 28, 50, -1, 200, 1_000, 2 ** 31 - 1, -(2 ** 31)]);
    case 'Float':
      return choices.one([0.5, 0, 1, -1, 100, 1e9, 1e308, 5e-324]);
    case 'Boolean':
      return choices.chance(50);
    case 'Date':
      return choices.one([
        '2026-03-20',
        '2026-03-27',
        '2026-03-01',
        '2025-12-31',
        '2024-02-29',
        '1972-01-08',
        '0000-01-01',
        '9999-12-31',
        '2200-12-31',
      ]);
    case 'DateTime':
      return choices.one([
        '2026-03-20T10:00:00Z',
        '2026-03-29T02:30:00+02:00',
        '1970-01-01T00:00Z',
        '9999-12-31T23:59:59.999999999Z',
        '0000-01-01T00:00:00-23:59',
      ]);
    case 'TimeZone':
      return choices.one(['Europe/Berlin', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'UTC', 'Nowhere/At_All', 'GMT+1']);
    default:
      return choices.chance(25) ? choices.one(nastyTexts) : choices.one(names);
  }
}

/** A value as it stands in a document: words of enums bare, everything else as JSON with bare keys. */
function literal(value: unknown, type: GraphQLInputType): string {
  const plain = isNonNullType(type) ? type.ofType : type;
  if (value === null) return 'null';
  if (Array.isArray(value)) {
    const inner = isListType(plain) ? plain.ofType : plain;
    return `[${value.map((one) => literal(one, inner as GraphQLInputType)).join(', ')}]`;
  }
  if (isEnumType(plain) && typeof value === 'string' && /^[A-Z_0-9]+$/.test(value)) return value;
  if (typeof value === 'object') {
    const fields = isInputObjectType(plain) ? plain.getFields() : {};
    const members = Object.entries(value).map(([name, one]) => {
      const field = fields[name];
      return `${name}: ${field ? literal(one, field.type) : JSON.stringify(one)}`;
    });
    return `{ ${members.join(', ')} }`;
  }
  return JSON.stringify(value);
}
