import type { Refusal } from '../../../shared/errors.ts';
import type { Delivery } from './adapter.ts';

/** The JSON value of a body, or a refusal; the parser's own message is not passed on, as it quotes the body. */
export function jsonBody({ body }: Pick<Delivery, 'body'>): { value: unknown } | Refusal {
  try {
    return { value: JSON.parse(body.toString('utf8')) };
  } catch {
    return { code: 'INVALID', path: '', message: 'The body is not JSON.' };
  }
}

/** A body that must be a JSON object. */
export function jsonObject(delivery: Pick<Delivery, 'body'>): { value: Record<string, unknown> } | Refusal {
  const body = jsonBody(delivery);
  if ('code' in body) return body;
  const { value } = body;
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return { value: value as Record<string, unknown> };
  }
  return { code: 'CHANGED_SHAPE', path: '', message: 'A JSON object is expected.' };
}
