/**
 * What a log says of an error on our side: its name, and where in the code it came from. Never its message, which may quote
 * what was sent or held.
 */
export function failureFields(error: unknown): { error: string; stack?: string[] } {
  if (!(error instanceof Error)) return { error: 'unknown' };
  const { name, message, stack = '' } = error;
  const begin = stack.indexOf(message);
  if (begin < 0) return { error: name };
  const after = stack.slice(begin + message.length).split('\n');
  return { error: name, stack: after.map((line) => line.trim()).filter((line) => line.startsWith('at ')) };
}
