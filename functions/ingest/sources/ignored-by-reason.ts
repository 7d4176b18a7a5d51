import type { IgnoredKind } from './adapter.ts';

/** Kinds that are left alone, grouped by the reason: each value names kinds, with spaces between them. */
export const ignoredByReason = (reasons: Readonly<Record<string, string>>): Readonly<Record<string, IgnoredKind>> =>
  Object.fromEntries(
    Object.entries(reasons).flatMap(([ignored, names]) => names.split(' ').map((name) => [name, { ignored }])),
  );
