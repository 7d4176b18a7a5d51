import {
  astFromValue,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLNamedType,
  type GraphQLSchema,
  type GraphQLType,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isSpecifiedScalarType,
  print,
} from 'graphql';
import { errorCodes, serverErrorCodes, warningCodes } from '../error-codes.ts';
import { deprecationsOf } from './deprecations.ts';
import { generatedMark, table } from './markdown.ts';

/** The page of the API: every type, field, argument and value with its description, and the codes of errors. */
export function apiPage(schema: GraphQLSchema): string {
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()].filter(
    (root) => !!root,
  );
  const types = Object.values(schema.getTypeMap())
    .filter((type) => !type.name.startsWith('__') && !isSpecifiedScalarType(type) && !roots.includes(type as never))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const deprecations = deprecationsOf(schema);
  return [
    generatedMark,
    '# API',
    'One endpoint, `POST /graphql`, and a bearer token. [How a front end starts](front-end.md), [what the metrics mean](metrics.md), [how the API changes](deprecation.md).',
    ...roots.flatMap(typeSection),
    '## Types',
    ...types.flatMap(typeSection),
    '## Deprecated',
    deprecations.length === 0
      ? 'Nothing.'
      : table(
          ['what', 'use instead', 'since'],
          deprecations.map(({ place, replacement, since }) => [`\`${place}\``, `\`${replacement}\``, since]),
        ),
    '## Errors',
    '`extensions.code` is the contract, `message` is for people, `extensions.details` has the numbers and names behind it.',
    codeTable({ ...errorCodes, ...serverErrorCodes }),
    '## Warnings',
    'What a report or a value says about itself: `ReportWarning.code`.',
    codeTable(warningCodes),
  ]
    .join('\n\n')
    .concat('\n');
}

const codeTable = (codes: Readonly<Record<string, string>>): string =>
  table(
    ['code', 'meaning'],
    Object.entries(codes).map(([code, meaning]) => [`\`${code}\``, meaning]),
  );

function typeSection(type: GraphQLNamedType): string[] {
  return [`### ${type.name}`, `*${kindOf(type)}.* ${type.description ?? ''}`.trim(), ...membersOf(type)];
}

function kindOf(type: GraphQLNamedType): string {
  if (isEnumType(type)) return 'Enum';
  if (isInputObjectType(type)) return 'Input';
  if (isInterfaceType(type)) return 'Interface';
  if (!isObjectType(type)) return 'Scalar';
  const interfaces = type.getInterfaces().map(linkTo);
  return interfaces.length > 0 ? `Object, a ${interfaces.join(', ')}` : 'Object';
}

function membersOf(type: GraphQLNamedType): string[] {
  if (isEnumType(type)) {
    return [
      table(
        ['value', 'meaning'],
        type.getValues().map((value) => [`\`${value.name}\``, textOf(value)]),
      ),
    ];
  }
  if (isInputObjectType(type))
    return [table(['field', 'type', 'meaning'], Object.values(type.getFields()).map(inputRow))];
  if (isObjectType(type) || isInterfaceType(type)) {
    return [table(['field', 'type', 'meaning'], Object.values(type.getFields()).flatMap(fieldRows))];
  }
  return [];
}

/** The field, and below it its arguments. */
const fieldRows = (field: GraphQLField<unknown, unknown>): string[][] => [
  [`\`${field.name}\``, linkTo(field.type), textOf(field)],
  ...field.args.map((arg) => {
    const [name = '', ...rest] = inputRow(arg);
    return [`↳ ${name}`, ...rest];
  }),
];

function inputRow(field: GraphQLArgument | GraphQLInputField): string[] {
  const given = field.defaultValue === undefined ? undefined : astFromValue(field.defaultValue, field.type);
  return [`\`${field.name}\``, `${linkTo(field.type)}${given ? ` = \`${print(given)}\`` : ''}`, textOf(field)];
}

function linkTo(type: GraphQLType): string {
  const named = getNamedType(type);
  return isSpecifiedScalarType(named) ? `\`${type}\`` : `[\`${type}\`](#${named.name.toLowerCase()})`;
}

const textOf = ({ description, deprecationReason }: DescribedMember): string =>
  `${deprecationReason == null ? '' : `**Deprecated.** ${deprecationReason} `}${description ?? ''}`;

interface DescribedMember {
  description?: string | null | undefined;
  deprecationReason?: string | null | undefined;
}
