import { AwsError } from './aws-error.ts';
import type { FunctionPool } from './function-pool.ts';
import { nameFromArn } from './template.ts';

type Pools = ReadonlyMap<string, Pick<FunctionPool, 'invoke'>>;

export interface InvokeAnswer {
  status: number;
  headers: Record<string, string>;
  /** JSON of what the function answered, or of its error. */
  body: string;
}

const invocation = /^\/2015-03-31\/functions\/([^/]+)\/invocations(\?.*)?$/;

/** Lambda takes and gives 6 MB. */
const payloadBytes = 6 * 1024 * 1024;

/**
 * The path's function if the path is that of Lambda's Invoke; undefined otherwise. The function is named by its name or
 * its ARN.
 */
export const invokedFunction = (path: string): string | undefined => {
  const name = invocation.exec(path)?.[1];
  return name === undefined ? undefined : nameFromArn(decodeURIComponent(name));
};

/**
 * Lambda's Invoke over the functions of the template. A function that fails or runs out of time is answered as on AWS: 200
 * with the header `x-amz-function-error`. `Event` is answered before the function has run.
 */
export async function invokeFunction(
  pools: Pools,
  name: string,
  payload: string,
  type = 'RequestResponse',
): Promise<InvokeAnswer> {
  const pool = pools.get(name);
  if (!pool) throw new AwsError('ResourceNotFoundException', `Function not found: ${name}`);
  if (Buffer.byteLength(payload) > payloadBytes) {
    throw new AwsError('RequestTooLargeException', 'The payload is larger than 6 MB.');
  }
  if (type !== 'RequestResponse' && type !== 'Event') {
    throw new AwsError('InvalidParameterValueException', `The local host does not know the invocation type ${type}.`);
  }
  const running = pool.invoke(parse(payload));
  if (type === 'Event') return { status: 202, headers: {}, body: '' };
  const outcome = await running;
  if (outcome.kind === 'answer') return { status: 200, headers: {}, body: JSON.stringify(outcome.result ?? null) };
  const body = JSON.stringify({ errorType: 'Error', errorMessage: outcome.message });
  return { status: 200, headers: { 'x-amz-function-error': 'Unhandled' }, body };
}

function parse(payload: string): unknown {
  if (payload === '') return {};
  try {
    return JSON.parse(payload);
  } catch {
    throw new AwsError('InvalidRequestContentException', 'Could not parse request body into json.');
  }
}
