import Ajv2020, { type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

/** A function that says whether a value is what a JSON Schema of draft 2020-12 says. */
export function validatorOf(schema: object): ValidateFunction {
  const ajv = new Ajv2020.default({ strict: false, allErrors: true });
  addFormats.default(ajv);
  return ajv.compile(schema);
}
