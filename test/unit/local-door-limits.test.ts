import { once } from 'node:events';
import { type AddressInfo, connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeServer } from '../../local/close-server.ts';
import { openDoor } from '../../local/door.ts';
import type { FunctionPool } from '../../local/function-pool.ts';

let door: Awaited<ReturnType<typeof openDoor>>;
let port: number;
let invoked = 0;

beforeAll(async () => {
  door = await openDoor(0, { headerBytes: 10_240, headersWithin: 400, requestWithin: 1_000 });
  port = (door.server.address() as AddressInfo).port;
  const invoke = async () => {
    invoked++;
    return { kind: 'answer', result: { statusCode: 202, body: '{}' } } as const;
  };
  door.enter({
    routes: [{ key: 'POST /v1/interactions', functionName: 'ingest' }],
    cors: undefined,
    urls: [],
    pools: new Map([['ingest', { invoke } as unknown as FunctionPool]]),
    site: undefined,
    publicKeys: {},
    trouble: () => undefined,
  });
});
afterAll(() => closeServer(door.server));

/** The status of the answer to a request that is sent in parts, each after a pause. */
async function send(parts: readonly (string | Buffer)[], pause = 0): Promise<number> {
  const socket = connect(port, '127.0.0.1');
  // A server that answers and closes may reset what is still on its way.
  socket.on('error', () => {});
  await once(socket, 'connect');
  const answer = text(socket).catch(() => '');
  for (const part of parts) {
    if (socket.destroyed) break;
    socket.write(part);
    if (pause > 0) await sleep(pause);
  }
  const status = Number((await Promise.race([answer, sleep(5_000, '')])).slice(9, 12));
  socket.destroy();
  return status;
}

const head = (length: number, more = '', path = '/v1/interactions') =>
  `POST ${path} HTTP/1.1\r\nhost: door\r\nconnection: close\r\ncontent-length: ${length}\r\n${more}\r\n`;

describe('the local door', () => {
  it('takes what the HTTP API takes', async () => {
    expect(await send([head(2, `x-long: ${'x'.repeat(9_000)}\r\n`), '{}'])).toBe(202);
    expect(invoked).toBe(1);
  });

  it.each([
    ['a header is too long', head(0, `x-long: ${'x'.repeat(11_000)}\r\n`)],
    ['there are too many headers', head(0, 'x: y\r\n'.repeat(2_500))],
    ['the address is too long', head(0, '', `/v1/interactions?q=${'x'.repeat(11_000)}`)],
  ])('answers 431 when %s', async (_, request) => {
    expect(await send([request])).toBe(431);
  });

  it('answers 413 to a body beyond 10 MB, and to what no function could be called with', async () => {
    const chunk = Buffer.alloc(1_048_576, 'x');
    expect(await send([head(11 * chunk.length), ...Array<Buffer>(11).fill(chunk)])).toBe(413);
    expect(await send([head(7 * chunk.length), ...Array<Buffer>(7).fill(chunk)])).toBe(413);
  });

  it('answers 408 to headers that do not end, and to a body that comes too slowly', async () => {
    const began = performance.now();
    expect(await send(['POST /v1/interactions HTTP/1.1\r\n', 'host: door\r\n'], 50)).toBe(408);
    expect(await send([head(1_000), ...Array<string>(12).fill('x')], 150)).toBe(408);
    expect(performance.now() - began).toBeLessThan(5_000);
  });

  it('still answers others', async () => {
    const before = invoked;
    expect(await send([head(2), '{}'])).toBe(202);
    expect(invoked).toBe(before + 1);
  });
});
