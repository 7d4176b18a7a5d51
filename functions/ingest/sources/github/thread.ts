/** What issues, pull requests and discussions of a repository share: one sequence of numbers. */
export interface Thread {
  /** Id of the interaction that opened it. */
  id: string;
  conversation: string;
}

/** The thread with a number, as all events about it name it. */
export function threadOf(kind: 'issue' | 'pull' | 'discussion', repository: { id: number }, number: number): Thread {
  const place = `${repository.id}#${number}`;
  return { id: `${kind}:${place}`, conversation: `github:${place}` };
}
