import { z } from 'zod';
import type { Resource } from './template.ts';

/** The properties of a resource as the schema types them; throws naming the resource whose properties the host cannot honour. */
export function parseResource<T>(schema: z.ZodType<T>, { type, logicalId, properties }: Resource): T {
  const parsed = schema.safeParse(properties);
  if (parsed.success) return parsed.data;
  throw new Error(`${type} ${logicalId}: ${z.prettifyError(parsed.error)}`);
}
