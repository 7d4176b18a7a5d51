import { createHmac } from 'node:crypto';
import { expect, it } from 'vitest';
import { linkedin } from '../../functions/ingest/sources/linkedin.ts';

it.each([
  ['bare', ''],
  ['with the prefix that is signed', 'hmacsha256='],
])('takes a signature %s, and no other', (_form, prefix) => {
  const verify = linkedin.webhook?.verify;
  if (typeof verify !== 'function') throw new Error('LinkedIn signs.');
  const body = Buffer.from('{"notifications":[]}');
  const flawOf = (signed: string) => {
    const mac = createHmac('sha256', 'the-client-secret').update(signed).digest('hex');
    const headers = new Headers({ 'x-li-signature': prefix + mac });
    const url = new URL('https://polylog.example/');
    const delivery = { method: 'POST', url, headers, body, receivedAt: 0 };
    return verify(delivery, { clientSecret: 'the-client-secret' }, { fetch, WebSocket });
  };
  expect(flawOf(`hmacsha256=${body}`)).toBeUndefined();
  expect(flawOf(`hmacsha256=${body} `)).toBe('SIGNATURE_WRONG');
  expect(flawOf(String(body))).toBe('SIGNATURE_WRONG');
});
