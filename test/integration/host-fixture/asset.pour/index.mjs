import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

const piece = Buffer.alloc(1_000_000);
const pouring = { pieces: 0, left: 'nobody' };

async function* pour() {
  for (pouring.pieces = 0; pouring.pieces < 100; pouring.pieces += 1) yield piece;
}

export const handler = awslambda.streamifyResponse(async (event, out) => {
  if (event.rawPath === '/throw') throw new Error('on purpose');
  if (event.rawPath === '/plain') return out.end('no head');
  const head = {
    statusCode: 201,
    headers: { 'x-made': 'here', 'content-type': 'application/json' },
    cookies: ['a=1', 'b=2'],
  };
  const to = awslambda.HttpResponseStream.from(out, head);
  if (event.rawPath === '/pour') {
    pouring.left = 'nobody';
    await pipeline(Readable.from(pour()), to).catch(() => {
      pouring.left = 'the reader';
    });
  } else if (event.rawPath === '/poured') to.end(JSON.stringify(pouring));
  else if (event.rawPath === '/break') {
    to.write('some');
    setTimeout(() => process.exit(3), 100);
    await new Promise(() => {});
  } else {
    to.write(JSON.stringify(event).slice(0, 10));
    setTimeout(() => to.end(JSON.stringify(event).slice(10)), 300);
    await new Promise((done) => to.once('finish', done));
  }
});
