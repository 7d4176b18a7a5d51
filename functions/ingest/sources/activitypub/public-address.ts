import { isIP } from 'node:net';

/** Names that never are somebody's server on the internet. */
const inside = /(^|\.)(localhost|local|localdomain|internal|intranet|lan|home|corp|private|arpa|onion|invalid)$/;

/**
 * The address when a stranger may have us ask there: https at its usual port, at a name and not at a number, and at no
 * name of an inner network. A public name may still lead to an inner address; that needs a certificate for it there.
 */
export function publicAddress(text: string): URL | undefined {
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  const host = url.hostname.replace(/\.$/, '');
  const named = host.includes('.') && !host.startsWith('[') && isIP(host) === 0 && !inside.test(host);
  const plain = url.protocol === 'https:' && url.port === '' && url.username === '' && url.password === '';
  return named && plain ? url : undefined;
}
