import { Writable } from 'node:stream';

/** Status and headers of a streamed answer, as Lambda's prelude has them. */
export interface StreamHead {
  statusCode?: number;
  headers?: Record<string, string>;
  cookies?: string[];
}

/** A stream that hands its bytes to the host, one piece at a time: the next one when the host has room for it. */
export class ResponseStream extends Writable {
  readonly #send: (part: { head: StreamHead } | { chunk: Uint8Array }) => void;
  #taken: (() => void) | undefined;

  constructor(send: (part: { head: StreamHead } | { chunk: Uint8Array }) => void) {
    super();
    this.#send = send;
  }

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.#taken = done;
    this.#send({ chunk });
  }

  /** The host has room again. */
  taken(): void {
    const done = this.#taken;
    this.#taken = undefined;
    done?.();
  }

  begin(head: StreamHead): void {
    this.#send({ head });
  }
}

const streams = Symbol('streams its answer');
export type StreamingHandler = (event: unknown, out: ResponseStream, context: object) => unknown;

/** The global `awslambda` as Lambda's runtime for Node.js has it, for handlers that stream. */
export const awslambda = {
  streamifyResponse: (handler: StreamingHandler): StreamingHandler => Object.assign(handler, { [streams]: true }),
  HttpResponseStream: {
    from(out: ResponseStream, head: StreamHead): ResponseStream {
      out.begin(head);
      return out;
    },
  },
};

/** Whether `streamifyResponse` has marked the handler. */
export const isStreaming = (handler: object): boolean => streams in handler;
