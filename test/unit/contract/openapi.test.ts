import { Validator } from '@seriousme/openapi-schema-validator';
import { beforeAll, describe, expect, it } from 'vitest';
import { contractDocuments } from '../../../functions/ingest/contract/documents.ts';
import { exchanges } from '../../../functions/ingest/contract/exchanges.ts';
import { problemCodes } from '../../../functions/ingest/contract/problem-codes.ts';
import { recordExchange } from '../../../functions/ingest/contract/record-exchange.ts';
import { adapters } from '../../../functions/ingest/sources/registry.ts';
import { refusalCodes } from '../../../shared/errors.ts';
import { validatorOf } from './validator.ts';

interface Content {
  schema: object;
  examples?: Record<string, { value: unknown }>;
}
interface Operation {
  requestBody?: { content: Record<string, Content> };
  responses: Record<string, { content: Record<string, Content> }>;
}
interface Document {
  paths: Record<string, Record<string, Operation>>;
  components: object;
}
let text: string;
let document: Document;
beforeAll(async () => {
  text = (await contractDocuments())['docs/openapi.json'] ?? '';
  document = JSON.parse(text);
});

const contents = (): [string, Content][] =>
  Object.entries(document.paths).flatMap(([path, operations]) =>
    Object.entries(operations).flatMap(([method, { requestBody, responses }]) => [
      ...Object.entries(requestBody?.content ?? {}).map(([type, body]): [string, Content] => [
        `${method} ${path} ${type}`,
        body,
      ]),
      ...Object.entries(responses).flatMap(([status, { content }]) =>
        Object.values(content).map((body): [string, Content] => [`${method} ${path} ${status}`, body]),
      ),
    ]),
  );

describe('the OpenAPI document', () => {
  it('is one of OpenAPI 3.1', async () => {
    const validator = new Validator();
    expect(await validator.validate(JSON.parse(text))).toEqual({ valid: true });
    expect(validator.version).toBe('3.1');
  });

  it('shows examples that are what its schemas say', () => {
    const shown = contents().flatMap(([place, { schema, examples = {} }]) =>
      Object.entries(examples).map(([name, { value }]) => {
        const validate = validatorOf({ ...schema, components: document.components });
        return `${place} ${name}: ${validate(value) ? 'fits' : JSON.stringify(validate.errors)}`;
      }),
    );
    expect(shown.length).toBeGreaterThan(40);
    expect(shown.filter((line) => !line.endsWith(': fits'))).toEqual([]);
  });

  it('shows each content type that interactions can be sent in', () => {
    const { content = {} } = document.paths['/v1/interactions']?.post?.requestBody ?? {};
    const without = Object.keys(content).filter((type) => content[type]?.examples === undefined);
    expect(without).toEqual([]);
  });

  it('names every adapter', () => {
    for (const id of Object.keys(adapters)) expect(text).toContain(`"${id}"`);
  });
});

describe('codes', () => {
  it('of requests that are refused are all shown, each with its status', () => {
    const shown = exchanges.flatMap(({ code, status }) => (code === undefined ? [] : [`${status} ${code}`]));
    const told = Object.entries(problemCodes).map(([code, { status }]) => `${status} ${code}`);
    expect([...new Set(shown)].toSorted()).toEqual(told.toSorted());
  });

  it('of interactions that are refused are all shown, but for those that no small request can bring about', async () => {
    const answers = await Promise.all(exchanges.map(recordExchange));
    const rejected = answers.flatMap(({ body }) => (body as { rejected?: { code: string }[] }).rejected ?? []);
    const shown = new Set(rejected.map(({ code }) => code));
    expect(Object.keys(refusalCodes).filter((code) => !shown.has(code))).toEqual(['TOO_LARGE', 'UNFOLDABLE']);
  });
});
