import type * as z from 'zod';
import { ApiError } from '../errors.ts';
import { type DepartmentConfig, type Organisation, organisationLimits } from '../organisation.ts';

/** What a rule makes of an organisation: the new one, and what is noted of the change. */
export interface OrganisationChange<T> {
  organisation: Organisation;
  /** What was changed, e.g. `department service`. */
  subject: string;
  /** As it was and as it is; undefined: not there. */
  before: unknown;
  after: unknown;
  /** What the caller is given. */
  result: T;
}

/** A change as a rule makes it, from the organisation as it is; throws an `ApiError` that names the field. */
export type OrganisationRule<T> = (organisation: Organisation) => OrganisationChange<T>;

/** The refusal of a field, saying what is allowed. */
export const refused = (field: string, message: string, details: Record<string, unknown> = {}): ApiError =>
  new ApiError('BAD_REQUEST', `${field}: ${message}.`, { field, ...details });

/** A value as its schema takes it; throws `BAD_REQUEST` that names the first field that does not fit. */
export function checked<S extends z.ZodType>(schema: S, value: z.input<S>): z.output<S> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw refused(issue?.path.join('.') || 'input', issue?.message ?? 'not as it should be');
}

/** The department of an id; throws `UNKNOWN_DEPARTMENT`, naming the known ones. */
export function departmentOf({ departments }: Organisation, id: string, field: string): DepartmentConfig {
  const department = departments.find((one) => one.id === id);
  if (department) return department;
  throw new ApiError('UNKNOWN_DEPARTMENT', `${field}: there is no department “${id}”.`, {
    field,
    departments: departments.map((one) => one.id),
  });
}

/** Throws `LIMIT` when a list would be longer than it may be. */
export function checkLimit(list: keyof typeof organisationLimits, length: number): void {
  const limit = organisationLimits[list];
  if (length > limit) throw new ApiError('LIMIT', `An organisation has at most ${limit} ${list}.`, { list, limit });
}
