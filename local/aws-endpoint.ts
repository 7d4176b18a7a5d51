import { createServer, type IncomingMessage, type Server } from 'node:http';
import { text } from 'node:stream/consumers';
import { AwsError } from './aws-error.ts';
import { ValidationException } from './bus.ts';
import { type InvokeAnswer, invokedFunction } from './invoke-function.ts';

type AwsAction = (request: Record<string, unknown>) => Promise<unknown>;

export interface AwsEndpointParts {
  /** By target: `AWSEvents.PutEvents` … */
  actions: Record<string, AwsAction>;
  /** Lambda's Invoke of the function with this name. */
  invoke: (name: string, payload: string, type: string | undefined) => Promise<InvokeAnswer>;
  status: () => Promise<unknown>;
}

/**
 * Serves AWS JSON 1.1 for the actions given, Lambda's Invoke, and `GET /_local/status` on a free loopback port. It is for
 * the functions and the command line on this machine and has no authentication.
 */
export async function startAwsEndpoint({ actions, invoke, status }: AwsEndpointParts): Promise<Server> {
  const answer = async (request: IncomingMessage): Promise<InvokeAnswer> => {
    if (request.method === 'GET' && request.url === '/_local/status') return ok(await status());
    const name = invokedFunction(request.url ?? '');
    if (name !== undefined) {
      return invoke(name, await text(request), request.headers['x-amz-invocation-type'] as string | undefined);
    }
    const target = String(request.headers['x-amz-target']);
    const action = actions[target];
    if (!action) throw new AwsError('UnknownOperationException', `The local host does not know ${target}.`);
    return ok(await action(JSON.parse(await text(request))));
  };
  const server = createServer((request, response) => {
    const send = ({ status: code, headers, body }: InvokeAnswer) => {
      response.writeHead(code, { 'content-type': 'application/x-amz-json-1.1', ...headers }).end(body);
    };
    answer(request).then(send, (error: Error) => {
      const known = error instanceof AwsError || error instanceof ValidationException;
      const body = { __type: known ? error.name : 'InternalFailure', message: error.message };
      send({ status: known ? 400 : 500, headers: {}, body: JSON.stringify(body) });
    });
  });
  // Functions keep connections open between requests that may be minutes apart.
  server.keepAliveTimeout = 600_000;
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return server;
}

const ok = (body: unknown): InvokeAnswer => ({ status: 200, headers: {}, body: JSON.stringify(body) });
