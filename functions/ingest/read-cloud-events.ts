import { isProblem, type Problem } from './problem.ts';
import { batchItems, type Received } from './received.ts';

export type CloudEventMode = 'structured' | 'batch' | 'binary';

/**
 * Reads the CloudEvents of a body in one of the three HTTP content modes (CloudEvents 1.0, HTTP protocol binding). The
 * events are not checked yet; 400 when the body is not JSON of the mode's shape, 413 when a batch is too long.
 */
export function readCloudEvents(mode: CloudEventMode, text: string, headers: Headers): Received[] | Problem {
  const body = parseJson(text);
  if (isProblem(body)) return body;
  if (mode === 'binary') return [received(binaryEvent(headers, body.value))];
  if (mode === 'structured') {
    return Array.isArray(body.value)
      ? unreadable('Several events need the content type application/cloudevents-batch+json.')
      : [received(body.value)];
  }
  if (!Array.isArray(body.value)) return unreadable('A batch is a JSON array of CloudEvents.');
  return tooMany(body.value.length) ?? body.value.map(received);
}

/** The value of a JSON text, or 400. The parser's own message is not passed on: it quotes the text. */
export function parseJson(text: string): { value: unknown } | Problem {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return unreadable('The body is not JSON.');
  }
}

export const unreadable = (message: string): Problem => ({ status: 400, code: 'UNREADABLE', message });

/** 413 for more interactions than a request may hold. */
export function tooMany(count: number): Problem | undefined {
  if (count <= batchItems) return undefined;
  return {
    status: 413,
    code: 'TOO_MANY',
    message: `A batch has at most ${batchItems} interactions, this one ${count}: split it.`,
  };
}

const received = (event: unknown): Received => ({ payload: event, event });

function binaryEvent(headers: Headers, data: unknown): Record<string, unknown> {
  const event: Record<string, unknown> = { data };
  for (const name of ['specversion', 'id', 'source', 'type', 'time', 'subject']) {
    const value = headers.get(`ce-${name}`);
    if (value !== null) event[name] = percentDecoded(value);
  }
  return event;
}

/** Header values are percent-encoded UTF-8; one that is not is taken as it stands. */
function percentDecoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
