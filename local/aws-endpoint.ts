import { createServer, type IncomingMessage, type Server } from 'node:http';
import { text } from 'node:stream/consumers';
import { ValidationException } from './bus.ts';

export type AwsAction = (request: Record<string, unknown>) => Promise<unknown>;

/** An error with the name the SDK shall see. */
export class AwsError extends Error {
  constructor(name: string, message: string) {
    super(message);
    this.name = name;
  }
}

/**
 * Serves AWS JSON 1.1 for the actions given (`AWSEvents.PutEvents` …) on a free loopback port, and `GET /_local/status`.
 * It is for the functions and the command line on this machine and has no authentication.
 */
export async function startAwsEndpoint(
  actions: Record<string, AwsAction>,
  status: () => Promise<unknown>,
): Promise<Server> {
  const answer = async (request: IncomingMessage): Promise<unknown> => {
    if (request.method === 'GET' && request.url === '/_local/status') return status();
    const target = String(request.headers['x-amz-target']);
    const action = actions[target];
    if (!action) throw new AwsError('UnknownOperationException', `The local host does not know ${target}.`);
    return action(JSON.parse(await text(request)));
  };
  const server = createServer((request, response) => {
    const send = (code: number, body: unknown) => {
      response.writeHead(code, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify(body));
    };
    answer(request).then(
      (body) => send(200, body),
      (error: Error) => {
        const known = error instanceof AwsError || error instanceof ValidationException;
        send(known ? 400 : 500, { __type: known ? error.name : 'InternalFailure', message: error.message });
      },
    );
  });
  // Functions keep connections open between requests that may be minutes apart.
  server.keepAliveTimeout = 600_000;
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return server;
}
