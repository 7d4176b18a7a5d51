/** Makes room for one more where `most` are kept already: what came first goes. */
export function dropOldest(kept: Map<string, unknown> | Set<string>, most: number): void {
  const oldest = kept.size >= most ? kept.keys().next().value : undefined;
  if (oldest !== undefined) kept.delete(oldest);
}
