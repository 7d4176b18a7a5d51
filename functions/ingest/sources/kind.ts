import type * as z from 'zod';
import type { Refusal } from '../../../shared/errors.ts';
import { pathText } from '../../../shared/rejection-fix-path.ts';
import type { Mapped, MappedKind, SourceContext } from './adapter.ts';

/**
 * A kind whose payload is checked against `schema` (loose: what is not read may change) before it is mapped. A payload of
 * another shape is refused with the path of its first difference.
 */
export const kind = <Payload, Settings>(
  becomes: string,
  schema: z.ZodType<Payload>,
  map: (payload: Payload, context: SourceContext<Settings>) => Mapped,
): MappedKind<Settings> => ({
  becomes,
  map(payload, context) {
    const parsed = schema.safeParse(payload);
    return parsed.success ? map(parsed.data, context) : changedShape(parsed.error.issues[0], payload);
  },
});

/** The message names what is expected and never quotes the payload. */
function changedShape(issue: z.core.$ZodIssue | undefined, payload: unknown): Refusal {
  const path = issue?.path ?? [];
  const found = path.reduce<unknown>(
    (part, step) => (part as Record<PropertyKey, unknown> | undefined)?.[step],
    payload,
  );
  const expected = issue !== undefined && 'expected' in issue ? `: a ${issue.expected} is expected` : '';
  return {
    code: 'CHANGED_SHAPE',
    path: pathText(path),
    message: `The provider's field is ${found === undefined ? 'missing' : 'of another form than it was'}${expected}.`,
  };
}
