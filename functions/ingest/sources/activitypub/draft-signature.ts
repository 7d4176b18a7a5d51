import type { Delivery } from '../adapter.ts';

/** A signature as its sender states it, yet unverified. */
export interface StatedSignature {
  keyId: string;
  /** Milliseconds since 1970, as signed; NaN when no time is signed. */
  signedAt: number;
  /** Milliseconds since 1970, when its sender says; else never. */
  expiresAt: number;
  /** Whether enough is signed that the request cannot be another one: its target and host, and its body. */
  covers: boolean;
  /** What is signed, and the signature. */
  signed: Buffer;
  signature: Buffer;
}

/**
 * Reads a signature by draft-cavage-http-signatures-12, as Mastodon and most servers send it (RSA-SHA256, also under the
 * name hs2019). Written here because the libraries for it are not kept up, or look for the required fields in the wrong
 * place. Undefined when it is not of that form.
 */
export function draftSignature({ method, url, headers }: Delivery): StatedSignature | undefined {
  const stated = parameters(headers.get('signature') ?? '');
  const { keyId, signature, algorithm = 'hs2019', created, expires } = stated ?? {};
  if (keyId === undefined || signature === undefined || !['rsa-sha256', 'hs2019'].includes(algorithm.toLowerCase())) {
    return undefined;
  }
  const names = (stated?.headers ?? '(created)').toLowerCase().split(' ');
  const lineOf = (name: string): string | undefined => {
    if (name === '(request-target)') return `${method.toLowerCase()} ${url.pathname}${url.search}`;
    if (name === '(created)') return created;
    if (name === '(expires)') return expires;
    return headers.get(name) ?? (name === 'host' ? url.host : undefined);
  };
  const lines = names.map((name) => [name, lineOf(name)] as const);
  if (lines.some(([, value]) => value === undefined)) return undefined;
  return {
    keyId,
    signedAt: names.includes('date') ? Date.parse(headers.get('date') ?? '') : Number(created ?? Number.NaN) * 1_000,
    expiresAt: Number(expires ?? Number.POSITIVE_INFINITY) * 1_000,
    covers: ['(request-target)', 'host', 'digest'].every((name) => names.includes(name)) && timeIsSigned(names),
    signed: Buffer.from(lines.map(([name, value]) => `${name}: ${value}`).join('\n')),
    signature: Buffer.from(signature, 'base64'),
  };
}

const timeIsSigned = (names: readonly string[]) => names.includes('date') || names.includes('(created)');

/** `name="value"` and `name=1` with commas between; undefined when a name stands twice. */
function parameters(text: string): Record<string, string> | undefined {
  const found: Record<string, string> = {};
  for (const [, name = '', quoted, number] of text.matchAll(/([a-zA-Z]+)=(?:"([^"]*)"|(\d+))/g)) {
    if (Object.hasOwn(found, name)) return undefined;
    found[name] = quoted ?? number ?? '';
  }
  return found;
}
