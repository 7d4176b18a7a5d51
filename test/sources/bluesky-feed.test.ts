import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { fakeSocket } from '../../cli/source/conformance/fake-socket.ts';
import { readFeed } from '../../functions/ingest/sources/bluesky/jetstream.ts';
import { runJetstream } from '../../functions/ingest/sources/bluesky/run-jetstream.ts';
import { blueskySettings } from '../../functions/ingest/sources/bluesky/settings.ts';

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

/** A text frame of RFC 6455, unmasked as servers send it. */
function frame(text: string): Buffer {
  const payload = Buffer.from(text);
  const head = payload.length < 126 ? Buffer.from([0x81, payload.length]) : Buffer.alloc(4);
  if (payload.length >= 126) {
    head.writeUInt16BE(0x817e);
    head.writeUInt16BE(payload.length, 2);
  }
  return Buffer.concat([head, payload]);
}

/** The address of a feed that does as `play` says with each connection. */
async function feed(play: (socket: Socket) => void): Promise<{ url: string; closed: Promise<void> }> {
  const { promise: closed, resolve } = Promise.withResolvers<void>();
  const server = createServer();
  server.on('upgrade', (request, socket) => {
    const key = `${request.headers['sec-websocket-key']}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`;
    const accept = createHash('sha1').update(key).digest('base64');
    socket.write(
      `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
    );
    socket.on('error', () => {});
    // The client's close frame comes, or the connection goes.
    socket.on('data', () => resolve());
    socket.on('close', () => resolve());
    play(socket as Socket);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  closing.push(
    () => server.closeAllConnections(),
    () => server.close(),
  );
  return { url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}/`, closed };
}

const all = { look: (message: string) => ({ keep: !message.startsWith('-'), last: message === 'last' }), WebSocket };
async function read(url: string, forMs = 10_000, look = all.look) {
  const pages: string[][] = [];
  for await (const { messages } of readFeed({ ...all, look, url, forMs })) pages.push(messages);
  return pages;
}

test('reads to the last message that is needed, leaves out what is not kept, and closes the socket', async () => {
  const { url, closed } = await feed((socket) => {
    for (const text of ['one', '- noise', 'päckchen 📦'.repeat(40), 'last', 'too late']) socket.write(frame(text));
  });
  expect(await read(url)).toEqual([['one', 'päckchen 📦'.repeat(40), 'last']]);
  await closed;
});

test('hands on pages while more comes', async () => {
  const { url } = await feed((socket) => {
    for (let index = 0; index < 600; index += 1) socket.write(frame(`message ${index}`));
    const rest = setTimeout(() => socket.write(frame('last')), 1_000);
    closing.push(() => clearTimeout(rest));
  });
  const pages = await read(url);
  expect(pages.length).toBeGreaterThan(1);
  expect(pages.flat()).toHaveLength(601);
});

test('ends with the connection', async () => {
  const { url } = await feed((socket) => {
    socket.write(frame('one'));
    setTimeout(() => socket.destroy(), 50);
  });
  expect(await read(url)).toEqual([['one']]);
});

test('ends where nobody listens', async () => {
  expect((await read('ws://127.0.0.1:1/')).flat()).toEqual([]);
});

test('ends when its time is over, however much comes', async () => {
  const { url, closed } = await feed((socket) => {
    const noise = setInterval(() => socket.write(frame('more')), 20);
    closing.push(() => clearInterval(noise));
  });
  const begun = performance.now();
  expect((await read(url, 300)).flat().length).toBeGreaterThan(0);
  expect(performance.now() - begun).toBeLessThan(3_000);
  await closed;
});

test('ends after five seconds of silence', async () => {
  const { url } = await feed((socket) => socket.write(frame('one')));
  const begun = performance.now();
  expect(await read(url)).toEqual([['one']]);
  expect(performance.now() - begun).toBeGreaterThan(4_500);
});

test('does not pile up more than five thousand messages', async () => {
  const messages = Array.from({ length: 9_000 }, (_, index) => `message ${index}`);
  const pages: string[][] = [];
  const flood = { ...all, WebSocket: fakeSocket(() => messages), url: 'wss://feed.example/', forMs: 10_000 };
  for await (const { messages: page } of readFeed(flood)) pages.push(page);
  expect(pages.flat()).toEqual(messages.slice(0, 5_000));
});

test('frames that are no events, and deletions that name no record, are counted and do not stop the feed', async () => {
  const account = 'did:plc:acme';
  const now = Date.parse('2026-11-22T12:00:00Z');
  const frames = [
    `{"did":"${account}","time_us":1,"kind":"commit","commit":{`,
    `{"did":"did:plc:other","time_us":2,"kind":"account","account":{"operation":"delete"}},"operation":"delete"`,
    '{"did":"did:plc:other","time_us":3,"kind":"commit","x":{"operation":"delete"}}',
    '{"did":"did:plc:other","time_us":4,"kind":"commit","commit":null,"x":{"operation":"delete"}}',
    `{"did":"did:plc:other","time_us":5,"kind":{"toString":null},"commit":null,"about":"${account}"}`,
    `{"did":"${account}","time_us":${(now + 1) * 1_000},"kind":"identity"}`,
  ];
  const pages = [];
  const run = runJetstream({
    settings: blueskySettings.parse({ accounts: [account] }),
    WebSocket: fakeSocket(() => frames),
    opaque: (text: string) => `o_${text}`,
    cursor: undefined,
    now,
    deadline: now + 1_000,
  } as never);
  for await (const page of run) pages.push(page);
  expect(pages.flatMap(({ parts }) => parts.map(({ kind }) => kind))).toEqual(['unreadable', 'unnamed', 'identity']);
});
