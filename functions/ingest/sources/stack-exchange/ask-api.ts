import * as z from 'zod';
import type { Tools } from '../adapter.ts';

const base = 'https://api.stackexchange.com/2.3/';

const wrapperSchema = z.looseObject({
  items: z.array(z.looseObject({})).default([]),
  has_more: z.boolean().default(false),
  quota_remaining: z.number().optional(),
  /** Seconds for which this method is not to be called again. */
  backoff: z.number().optional(),
  error_id: z.number().optional(),
  error_name: z.string().max(100).optional(),
});
export type ApiAnswer = z.infer<typeof wrapperSchema>;

/** `throttle_violation`, and `temporarily_unavailable`. */
const busy = new Set([502, 503]);

/**
 * Asks a method of the API 2.3. Undefined when it wants to be left alone for now; throws when it answers an error or no
 * answer of the API at all.
 */
export async function askApi(
  method: string,
  query: Readonly<Record<string, string | number | undefined>>,
  { fetch }: Pick<Tools, 'fetch'>,
): Promise<ApiAnswer | undefined> {
  const url = new URL(method, base);
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== '') url.searchParams.set(name, String(value));
  }
  const response = await fetch(url, { signal: AbortSignal.timeout(20_000) });
  if (response.status === 429 || response.status >= 500) {
    await response.body?.cancel();
    return undefined;
  }
  const answer = wrapperSchema.parse(await response.json());
  if (answer.error_id !== undefined && busy.has(answer.error_id)) return undefined;
  if (answer.error_id !== undefined || !response.ok) {
    throw new Error(`Stack Exchange answers ${answer.error_name ?? response.status} to ${method}.`);
  }
  return answer;
}
