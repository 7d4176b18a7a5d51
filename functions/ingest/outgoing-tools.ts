import { BlockList, isIP } from 'node:net';
import type { Tools } from './sources/adapter.ts';

/** Milliseconds for one request, its redirects included. */
const patienceMs = 20_000;
const redirects = 5;

/** Addresses that lead back to the function, its runtime or a network of ours, and never to a provider. */
const inside = new BlockList();
for (const [address, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
] as const)
  inside.addSubnet(address, bits, 'ipv4');
for (const [address, bits] of [
  ['::', 127],
  ['fc00::', 7],
  ['fe80::', 10],
] as const)
  inside.addSubnet(address, bits, 'ipv6');

class AddressRefused extends Error {
  override readonly name = 'AddressRefused';
}

/**
 * What adapters reach out with. Addresses may come from what strangers sent: unless `anywhere`, which is for the local host,
 * only HTTPS and WSS to hosts outside are reached, each redirect looked at, and a request that takes longer than 20 s fails.
 */
export function outgoingTools({ anywhere }: { anywhere: boolean }, send: typeof fetch = fetch): Tools {
  const check = (address: string | URL): string => {
    const url = new URL(address);
    if (!anywhere && !leadsOutside(url)) throw new AddressRefused('Only HTTPS and WSS to hosts outside are reached.');
    return url.href;
  };
  const guarded: typeof fetch = async (input, init) => {
    const signal = AbortSignal.any([AbortSignal.timeout(patienceMs), ...(init?.signal ? [init.signal] : [])]);
    let request = new Request(input, { ...init, signal, redirect: 'manual' });
    for (let hop = 0; ; hop += 1) {
      check(request.url);
      const response = await send(request.clone());
      const location = response.headers.get('location');
      const follows = [301, 302, 303, 307, 308].includes(response.status) && location !== null;
      if (!follows || init?.redirect === 'manual') return response;
      if (init?.redirect === 'error' || hop >= redirects) throw new AddressRefused('It is redirected too often.');
      request = redirected(request, response.status, new URL(location, request.url));
    }
  };
  class GuardedWebSocket extends WebSocket {
    constructor(url: string | URL, protocols?: string | string[]) {
      super(check(url), protocols);
    }
  }
  return { fetch: guarded, WebSocket: GuardedWebSocket };
}

function leadsOutside({ protocol, hostname }: URL): boolean {
  if (protocol !== 'https:' && protocol !== 'wss:') return false;
  // A dot at the end makes no other host of a name.
  const host = hostname.replace(/^\[|\]$|\.$/g, '');
  const version = isIP(host);
  if (version !== 0) return !inside.check(host, version === 4 ? 'ipv4' : 'ipv6');
  return host.includes('.') && !/(^|\.)(localhost|local|internal)$/.test(host);
}

/** As browsers do it: a 303, and a POST that is moved, become a GET, and credentials stay with their origin. */
function redirected(request: Request, status: number, to: URL): Request {
  const asGet = status === 303 || (status < 303 && request.method === 'POST');
  const next = new Request(to, asGet ? { ...plain(request), method: 'GET' } : request);
  if (to.origin !== new URL(request.url).origin) {
    for (const name of ['authorization', 'cookie', 'proxy-authorization']) next.headers.delete(name);
  }
  return next;
}

const plain = ({ headers, signal }: Request): RequestInit => ({ headers, signal, redirect: 'manual' });
