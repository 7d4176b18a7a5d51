/**
 * The process of one function: imports its bundled handler and answers invocations of the host over IPC. It ends when the
 * host does, so that a killed host leaves no orphan behind.
 */
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { awslambda, isStreaming, ResponseStream, type StreamHead, type StreamingHandler } from './response-stream.ts';
import { shiftClock } from './shifted-clock.ts';

export interface Invocation {
  id: number;
  event: unknown;
  /** Epoch milliseconds at which the host gives up. */
  deadline: number;
}
/** What a caller of a streamed answer says: there is room for more, or nobody reads any more. */
export type Reading = { id: number; reading: 'more' | 'gone' };
export type Answer = { id: number } & (
  | { result: unknown }
  | { error: string }
  | { head: StreamHead }
  | { chunk: Uint8Array }
);
type Handler = (event: unknown, context: object) => unknown;

const [base = '', exported = ''] = process.argv.slice(2);
const file = ['.mjs', '.js', '.cjs'].map((extension) => base + extension).find((path) => existsSync(path));
if (!file) throw new Error(`There is no module ${base}`);
process.on('disconnect', () => process.exit());

Object.assign(globalThis, { awslambda });
// For suites: a file that says by how much the clock of functions is wrong.
const realNow = process.env.POLYLOG_CLOCK ? shiftClock(process.env.POLYLOG_CLOCK) : Date.now;
const module = (await import(pathToFileURL(file).href)) as Record<string, unknown>;
const handler = module[exported];
if (typeof handler !== 'function') throw new Error(`${file} exports no function ${exported}`);

const open = new Map<number, ResponseStream>();

process.on('message', (message: Invocation | Reading) => {
  if (!('reading' in message)) return void invoke(message);
  const stream = open.get(message.id);
  if (message.reading === 'more') stream?.taken();
  else stream?.destroy();
});
process.send?.('ready');

async function invoke({ id, event, deadline }: Invocation): Promise<void> {
  const context = {
    awsRequestId: randomUUID(),
    functionName: process.env.AWS_LAMBDA_FUNCTION_NAME,
    functionVersion: '$LATEST',
    invokedFunctionArn: `arn:aws:lambda:${process.env.AWS_REGION}:000000000000:function:${process.env.AWS_LAMBDA_FUNCTION_NAME}`,
    memoryLimitInMB: process.env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
    getRemainingTimeInMillis: () => Math.max(0, deadline - realNow()),
  };
  try {
    send({ id, result: await run(id, handler as Handler, event, context) });
  } catch (error) {
    console.error(error);
    send({ id, error: String(error) });
  }
}

async function run(id: number, own: Handler, event: unknown, context: object): Promise<unknown> {
  if (!isStreaming(own)) return own(event, context);
  const stream = new ResponseStream((part) => send({ id, ...part }));
  // A caller who leaves destroys the stream: that is no failure of the function.
  stream.on('error', () => undefined);
  open.set(id, stream);
  try {
    await (own as StreamingHandler)(event, stream, context);
  } finally {
    open.delete(id);
  }
  return undefined;
}

function send(answer: Answer): void {
  // Gone host: nobody waits for the answer any more.
  if (process.connected) process.send?.(answer);
}
