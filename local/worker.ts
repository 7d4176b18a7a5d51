/**
 * The process of one function: imports its bundled handler and answers invocations of the host over IPC. It ends when the
 * host does, so that a killed host leaves no orphan behind.
 */
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

export interface Invocation {
  id: number;
  event: unknown;
  /** Epoch milliseconds at which the host gives up. */
  deadline: number;
}
export type Answer = { id: number; result: unknown } | { id: number; error: string };
type Handler = (event: unknown, context: object) => unknown;

const [base = '', exported = ''] = process.argv.slice(2);
const file = ['.mjs', '.js', '.cjs'].map((extension) => base + extension).find((path) => existsSync(path));
if (!file) throw new Error(`There is no module ${base}`);
process.on('disconnect', () => process.exit());

const module = (await import(pathToFileURL(file).href)) as Record<string, unknown>;
const handler = module[exported];
if (typeof handler !== 'function') throw new Error(`${file} exports no function ${exported}`);

process.on('message', async ({ id, event, deadline }: Invocation) => {
  const context = {
    awsRequestId: randomUUID(),
    functionName: process.env.AWS_LAMBDA_FUNCTION_NAME,
    functionVersion: '$LATEST',
    invokedFunctionArn: `arn:aws:lambda:${process.env.AWS_REGION}:000000000000:function:${process.env.AWS_LAMBDA_FUNCTION_NAME}`,
    memoryLimitInMB: process.env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
    getRemainingTimeInMillis: () => Math.max(0, deadline - Date.now()),
  };
  try {
    send({ id, result: await (handler as Handler)(event, context) });
  } catch (error) {
    console.error(error);
    send({ id, error: String(error) });
  }
});
process.send?.('ready');

function send(answer: Answer): void {
  // Gone host: nobody waits for the answer any more.
  if (process.connected) process.send?.(answer);
}
