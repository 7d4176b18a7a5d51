import type { Refusal } from '../../../../shared/errors.ts';
import type { Delivery } from '../adapter.ts';
import { jsonObject } from '../json-body.ts';

/** Older versions of the Graph API write ids as numbers, which may be longer than a double is exact. */
const longNumber = /[:,[]\s*\d{16,}/;

type ParseWithSource = (
  text: string,
  reviver: (key: string, value: unknown, context: { source?: string }) => unknown,
) => Record<string, unknown>;

/** The JSON object of a body, in which whole numbers that would lose digits are their text. */
export function exactJsonObject(delivery: Pick<Delivery, 'body'>): { value: Record<string, unknown> } | Refusal {
  const body = jsonObject(delivery);
  if ('code' in body) return body;
  const text = delivery.body.toString('utf8');
  return longNumber.test(text) ? { value: (JSON.parse as ParseWithSource)(text, exact) } : body;
}

const exact = (_key: string, value: unknown, { source }: { source?: string }): unknown =>
  typeof value === 'number' && !Number.isSafeInteger(value) && Number.isInteger(value) ? source : value;
