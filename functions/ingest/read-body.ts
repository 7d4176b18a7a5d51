import { isProblem, type Problem } from './problem.ts';

/** 1 MiB: the wire contract. API Gateway itself takes 10 MB, a function 6 MB. */
export const bodyBytes = 1_048_576;

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** The bytes of a body of at most `limit`, read no further than that; 413 when longer. */
export async function readBytes(request: Request, limit: number): Promise<{ bytes: Buffer } | Problem> {
  if (Number(request.headers.get('content-length') ?? 0) > limit) return tooLarge(limit);
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of request.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > limit) return tooLarge(limit);
    chunks.push(chunk);
  }
  return { bytes: Buffer.concat(chunks) };
}

/** The text of a body of at most `limit` bytes; 413 when longer, 400 when it is not UTF-8. */
export async function readBody(request: Request, limit = bodyBytes): Promise<{ text: string } | Problem> {
  const body = await readBytes(request, limit);
  if (isProblem(body)) return body;
  try {
    return { text: utf8.decode(body.bytes) };
  } catch {
    return { status: 400, code: 'UNREADABLE', message: 'The body is not UTF-8.' };
  }
}

const tooLarge = (limit: number): Problem => ({
  status: 413,
  code: 'TOO_LARGE',
  message: `A body is at most ${limit} bytes: split it.`,
});
