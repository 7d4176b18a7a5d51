import type { JsonSchema } from './json-schemas.ts';

type Schemas = Readonly<Record<string, JsonSchema>>;

/** TypeScript types of JSON Schemas, one for each name; references are to other names. What is no type becomes `unknown`. */
export const typescriptTypes = (schemas: Schemas): string =>
  Object.entries(schemas)
    .map(([name, schema]) => `${comment(schema, '')}export ${declaration(name, schema)}\n`)
    .join('\n');

const declaration = (name: string, schema: JsonSchema): string =>
  schema.type === 'object' ? `interface ${name} ${typeOf(schema, '')}` : `type ${name} = ${typeOf(schema, '')};`;

function typeOf(schema: JsonSchema | boolean, indent: string): string {
  if (typeof schema === 'boolean') return 'unknown';
  if (schema.$ref !== undefined) return schema.$ref.slice(schema.$ref.lastIndexOf('/') + 1);
  if (schema.const !== undefined) return literal(schema.const);
  if (schema.enum !== undefined) return schema.enum.map(literal).join(' | ');
  if (schema.anyOf !== undefined) return schema.anyOf.map((one) => typeOf(one, indent)).join(' | ');
  const types = [schema.type ?? 'unknown'].flat();
  return types.map((type) => typeNamed(type, schema, indent)).join(' | ');
}

function typeNamed(type: string, schema: JsonSchema, indent: string): string {
  if (type === 'integer') return 'number';
  if (type === 'array') return `readonly ${wrapped(typeOf((schema.items ?? true) as JsonSchema, indent))}[]`;
  return type === 'object' ? objectType(schema, indent) : type;
}

function objectType({ properties = {}, required = [] }: JsonSchema, indent: string): string {
  const inner = `${indent}  `;
  const fields = Object.entries(properties).map(([name, field]) => {
    const key = `${inner}${name}${required.includes(name) ? '' : '?'}`;
    return `${typeof field === 'boolean' ? '' : comment(field, inner)}${key}: ${typeOf(field, inner)};\n`;
  });
  return `{\n${fields.join('')}${indent}}`;
}

const comment = ({ description }: JsonSchema, indent: string): string =>
  description === undefined ? '' : `${indent}/** ${description} */\n`;
const literal = (value: unknown): string =>
  typeof value === 'string' ? `'${value.replaceAll("'", "\\'")}'` : JSON.stringify(value);
const wrapped = (type: string): string => (/^[\w{]/.test(type) && !type.includes(' | ') ? type : `(${type})`);
