/** An input whose null fields are absent: to the rules both are the same. */
export function withoutNulls<T extends object>(input: T): { [Field in keyof T]: Exclude<T[Field], null> } {
  const given = Object.entries(input).filter(([, value]) => value !== null);
  return Object.fromEntries(given) as { [Field in keyof T]: Exclude<T[Field], null> };
}
