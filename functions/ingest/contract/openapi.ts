import type { Exchange } from './exchange.ts';
import { openApiSchemas } from './json-schemas.ts';
import { type Operation, operations } from './operations.ts';
import { problemCodes } from './problem-codes.ts';
import type { Recorded } from './record-exchange.ts';

export interface Example {
  exchange: Exchange;
  recorded: Recorded;
}

/** The OpenAPI 3.1 document of ingest, with these examples. */
export function openApi(examples: readonly Example[]): object {
  const paths: Record<string, Record<string, object>> = {};
  for (const operation of operations) {
    const own = examples.filter(({ exchange }) => exchange.operation === operation.id);
    paths[operation.path] = { ...paths[operation.path], [operation.method]: operationObject(operation, own) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Polylog ingest',
      version: '1.0.0',
      description:
        "Every department's conversations with customers, the public and each other. Reports are asked for at `/graphql`.",
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/', description: 'The host that serves this document.' }],
    tags: [
      { name: 'Interactions', description: 'For own systems and feeds.' },
      { name: 'Webhooks', description: 'For the providers of connected sources.' },
      { name: 'Service' },
    ],
    paths,
    components: {
      securitySchemes: {
        key: { type: 'http', scheme: 'bearer', description: 'The key of a source; locally `local`, for any source.' },
      },
      headers: {
        RetryAfter: { description: 'Seconds to wait before sending again.', schema: { type: 'integer', minimum: 1 } },
      },
      schemas: openApiSchemas(),
    },
  };
}

function operationObject(operation: Operation, examples: readonly Example[]): object {
  const { id, tag, summary, description, keyed, parameters = [], body } = operation;
  const statuses = [...Object.keys(operation.success).map(Number), ...examples.map(({ exchange }) => exchange.status)];
  const responses = [...new Set(statuses)]
    .toSorted((one, other) => one - other)
    .map((status) => [String(status), responseObject(operation, status, ofStatus(examples, status))]);
  return {
    operationId: id,
    tags: [tag],
    summary,
    description,
    security: keyed ? [{ key: [] }] : [],
    ...(parameters.length > 0 && { parameters }),
    ...(body && { requestBody: { required: true, content: requestContent(body, examples) } }),
    responses: Object.fromEntries(responses),
  };
}

const ofStatus = (examples: readonly Example[], status: number) =>
  examples.filter(({ exchange }) => exchange.status === status);

/** The examples that were taken, under the content type that they were sent with. */
const requestContent = (body: NonNullable<Operation['body']>, examples: readonly Example[]): object =>
  Object.fromEntries(
    Object.entries(body).map(([type, schema]) => {
      const shown = examples.filter(
        ({ exchange }) => exchange.status === 202 && exchange.headers?.['content-type'] === type,
      );
      const named = shown.map(({ exchange: { summary, body: value } }) => [nameOf(summary), { summary, value }]);
      return [type, { schema, ...(named.length > 0 && { examples: Object.fromEntries(named) }) }];
    }),
  );

function responseObject(operation: Operation, status: number, examples: readonly Example[]): object {
  const success = operation.success[status];
  const codes = [...new Set(examples.flatMap(({ exchange }) => exchange.code ?? []))];
  const waits = examples.some(({ recorded }) => recorded.headers.has('retry-after'));
  const named = examples.map(({ exchange: { summary }, recorded }) => [
    nameOf(summary),
    { summary, value: recorded.body },
  ]);
  const shown = named.length > 0 && { examples: Object.fromEntries(named) };
  const content = success ?? { 'application/json': { $ref: '#/components/schemas/Problem' } };
  return {
    description: success
      ? 'As asked.'
      : codes.map((code) => `\`${code}\`: ${problemCodes[code as keyof typeof problemCodes].meaning}`).join('\n\n'),
    ...(waits && { headers: { 'Retry-After': { $ref: '#/components/headers/RetryAfter' } } }),
    content: Object.fromEntries(Object.entries(content).map(([type, schema]) => [type, { schema, ...shown }])),
  };
}

/** A name of letters, digits and hyphens. */
const nameOf = (summary: string): string =>
  summary
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
