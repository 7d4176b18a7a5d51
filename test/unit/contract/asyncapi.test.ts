import specs from '@asyncapi/specs';
import Ajv from 'ajv';
import addFormats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { contractDocuments } from '../../../functions/ingest/contract/documents.ts';
import { compilePattern } from '../../../local/pattern.ts';
import { validatorOf } from './validator.ts';

interface Document {
  operations: { publishInteractions: { 'x-eventbridge-patterns': Record<string, Record<string, unknown>> } };
  components: { messages: { interactions: { payload: object; examples: { payload: object }[] } } };
}
const document: Document = parse((await contractDocuments())['docs/asyncapi.yaml'] ?? '');
const { payload, examples } = document.components.messages.interactions;
const example = examples[0]?.payload;

describe('the AsyncAPI document', () => {
  it('is one of AsyncAPI 3', () => {
    const ajv = new Ajv.default({ strict: false, allErrors: true });
    addFormats.default(ajv);
    const validate = ajv.compile(specs.schemasWithoutId['3.0.0'] as object);
    expect([validate(document), validate.errors]).toEqual([true, null]);
  });

  it('shows an event that is what its schema says', () => {
    const validate = validatorOf({ ...payload, components: document.components });
    expect([validate(example), validate.errors]).toEqual([true, null]);
    expect(validate({ ...example, detail: { version: 2 } })).toBe(false);
  });

  it('shows patterns of rules that the event matches', () => {
    const patterns = Object.entries(document.operations.publishInteractions['x-eventbridge-patterns']);
    expect(patterns.map(([name, pattern]) => [name, compilePattern(pattern)(example)])).toEqual(
      patterns.map(([name]) => [name, true]),
    );
  });
});
