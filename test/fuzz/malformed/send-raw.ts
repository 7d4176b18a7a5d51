import { connect } from 'node:net';

export interface RawRequest {
  /** The very bytes, request line and all. */
  bytes: Buffer;
  /** Sent in so many pieces with pauses between. */
  pieces: number;
  /** The connection is dropped after so many bytes. */
  cutAt?: number;
  /** Whether it is all that it says: an answer is waited for. */
  isWhole: boolean;
}

export interface RawAnswer {
  /** Undefined when the connection was closed without an answer. */
  status: number | undefined;
  text: string;
  milliseconds: number;
}

/** Nobody who asks waits for longer. */
const patienceMs = 20_000;
const pauseMs = 30;
const unansweredMs = 300;

/** Sends bytes over a connection of their own and reads until it is closed; never throws. */
export function sendRaw(port: number, { bytes, pieces, cutAt, isWhole }: RawRequest): Promise<RawAnswer> {
  const began = performance.now();
  return new Promise((resolve) => {
    const read: Buffer[] = [];
    const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
    const timer = setTimeout(() => socket.destroy(), patienceMs);
    socket.on('data', (chunk) => read.push(chunk));
    socket.on('end', () => socket.destroy());
    // A server that has seen enough may reset the connection; what it answered before counts.
    socket.on('error', () => socket.destroy());
    socket.on('close', () => {
      clearTimeout(timer);
      const text = Buffer.concat(read).toString('latin1');
      const status = /^HTTP\/1\.1 (\d{3})/.exec(text)?.[1];
      resolve({
        status: status === undefined ? undefined : Number(status),
        text,
        milliseconds: performance.now() - began,
      });
    });
    socket.on('connect', () => void write());

    async function write(): Promise<void> {
      const sent = bytes.subarray(0, cutAt ?? bytes.length);
      const size = Math.max(1, Math.ceil(sent.length / pieces));
      for (let at = 0; at < sent.length && !socket.destroyed; at += size) {
        if (at > 0) await new Promise((done) => setTimeout(done, pauseMs));
        socket.write(sent.subarray(at, at + size));
      }
      if (cutAt !== undefined) socket.destroy();
      // What was promised and does not come is not waited for; what is whole is answered, and the server ends.
      else if (!isWhole) setTimeout(() => socket.end(), unansweredMs);
    }
  });
}
