import { expect, it } from 'vitest';
import { failureFields } from '../../shared/failure-fields.ts';

it('the log of an error on our side says which and where, and quotes nothing', () => {
  const text = 'facebook:77\n    at home';
  const parse = () => {
    try {
      return JSON.parse(text);
    } catch (error) {
      return failureFields(error);
    }
  };
  const { error, stack } = parse();
  expect(error).toBe('SyntaxError');
  expect(stack.join('\n')).toMatch(/^at .*failure-fields\.test\.ts:\d+:\d+/m);
  for (const thrown of [new TypeError(text), Object.assign(new Error('before'), { message: text })]) {
    expect(JSON.stringify([parse(), failureFields(thrown)])).not.toMatch(/facebook|at home/);
  }
  expect(failureFields('thrown')).toEqual({ error: 'unknown' });
});
