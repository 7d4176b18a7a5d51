import specs from '@asyncapi/specs';
import Ajv from 'ajv';
import addFormats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { contractDocuments } from '../../../functions/ingest/contract/documents.ts';
import { compilePattern } from '../../../local/pattern.ts';
import { validatorOf } from './validator.ts';

interface Document {
  operations: Record<string, { 'x-eventbridge-patterns': Record<string, Record<string, unknown>> }>;
  components: { messages: Record<string, { payload: object; examples: { payload: object }[] }> };
}
const document: Document = parse((await contractDocuments())['docs/asyncapi.yaml'] ?? '');
const told = [
  ['interactions', 'publishInteractions'],
  ['alerts', 'publishAlerts'],
] as const;
const exampleOf = (message: string) => document.components.messages[message]?.examples[0]?.payload;

describe('the AsyncAPI document', () => {
  it('is one of AsyncAPI 3', () => {
    const ajv = new Ajv.default({ strict: false, allErrors: true });
    addFormats.default(ajv);
    const validate = ajv.compile(specs.schemasWithoutId['3.0.0'] as object);
    expect([validate(document), validate.errors]).toEqual([true, null]);
  });

  it.each(told)('shows an event of %s that is what its schema says', (message) => {
    const { payload } = document.components.messages[message] ?? {};
    const validate = validatorOf({ ...payload, components: document.components });
    const example = exampleOf(message);
    expect([validate(example), validate.errors]).toEqual([true, null]);
    expect(validate({ ...example, detail: { version: 2 } })).toBe(false);
  });

  it.each(told)('shows patterns of rules that the event of %s matches, and no other', (message, operation) => {
    const patterns = Object.entries(document.operations[operation]?.['x-eventbridge-patterns'] ?? {});
    expect(patterns.length).toBeGreaterThan(3);
    const other = message === 'alerts' ? 'interactions' : 'alerts';
    for (const [name, pattern] of patterns) {
      const matches = compilePattern(pattern);
      expect([name, matches(exampleOf(message)), matches(exampleOf(other))]).toEqual([name, true, false]);
    }
  });
});
