import { describe, expect, test } from 'vitest';
import type { Delivery, Secrets, SourceAdapter } from '../../functions/ingest/sources/adapter.ts';
import { github } from '../../functions/ingest/sources/github.ts';
import { hmacVerifier } from '../../functions/ingest/sources/hmac.ts';
import { slack } from '../../functions/ingest/sources/slack.ts';
import { standardWebhooks } from '../../functions/ingest/sources/standard-webhooks.ts';

/** What providers publish for those who verify their signatures; each is a fact that anybody can recompute. */
interface Vector {
  /** Where it is published. */
  origin: string;
  verify: (delivery: Delivery, secrets: Secrets) => unknown;
  secrets: Record<string, string>;
  headers: Record<string, string>;
  body: string;
  url?: string;
  /** Seconds since 1970. */
  at?: number;
}

const verifyOf = (adapter: SourceAdapter) => (delivery: Delivery, secrets: Secrets) => {
  const verify = adapter.webhook?.verify;
  if (typeof verify !== 'function') throw new Error(`${adapter.id} does not verify.`);
  return verify(delivery, secrets, { fetch, WebSocket });
};

/** Twilio signs the address with the fields of the form in order behind it: a scheme like any other. */
const twilio = hmacVerifier({
  header: 'x-twilio-signature',
  algorithm: 'sha1',
  encoding: 'base64',
  secret: 'token',
  signed: ({ url, body }) => [url.href, [...new URLSearchParams(body.toString())].sort().flat().join('')],
});

const vectors: Record<string, Vector> = {
  GitHub: {
    origin: 'github/docs, content/webhooks/using-webhooks/validating-webhook-deliveries.md',
    verify: verifyOf(github),
    secrets: { secret: "It's a Secret to Everybody" },
    headers: { 'x-hub-signature-256': 'sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17' },
    body: 'Hello, World!',
  },
  Slack: {
    origin: 'slackapi/java-slack-sdk, SlackSignatureTest.java',
    verify: verifyOf(slack as SourceAdapter),
    secrets: { signingSecret: '8f742231b10e8888abcd99yyyzzz85a5' },
    headers: {
      'x-slack-request-timestamp': '1531420618',
      'x-slack-signature': 'v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503',
    },
    body: 'token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c',
    at: 1_531_420_618,
  },
  'Standard Webhooks': {
    origin: 'standard-webhooks/standard-webhooks, WebhookTest.cs',
    verify: verifyOf(standardWebhooks),
    secrets: { secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw' },
    headers: {
      'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      'webhook-timestamp': '1614265330',
      'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    },
    body: '{"test": 2432232314}',
    at: 1_614_265_330,
  },
  Twilio: {
    origin: "Twilio's published example",
    verify: twilio,
    secrets: { token: '12345' },
    headers: { 'x-twilio-signature': 'RSOYDt4T1cUTdK1PDd93/VVr8B8=' },
    body: 'CallSid=CA1234567890ABCDE&Caller=%2B14158675309&Digits=1234&From=%2B14158675309&To=%2B18005551212',
    url: 'https://mycompany.com/myapp.php?foo=1&bar=2',
  },
};

describe.each(Object.entries(vectors))('the published vector of %s', (_, vector) => {
  const delivery = (body = vector.body, at = vector.at ?? 0): Delivery => ({
    method: 'POST',
    url: new URL(vector.url ?? 'https://polylog.example/v1/sources/any/hook'),
    headers: new Headers(vector.headers),
    body: Buffer.from(body),
    receivedAt: at * 1000,
  });

  test(`verifies (${vector.origin})`, async () => {
    expect(await vector.verify(delivery(), vector.secrets)).toBeUndefined();
  });

  test('does not verify with one bit of the body, the secret or the signature changed', async () => {
    const [name = '', signature = ''] = Object.entries(vector.headers).at(-1) ?? [];
    const headers = new Headers({ ...vector.headers, [name]: `${signature.slice(0, -3)}AAA` });
    const secrets = Object.fromEntries(
      Object.entries(vector.secrets).map(([key, value]) => [key, `${value.slice(0, -4)}AAAA`]),
    );
    expect(await vector.verify(delivery(`${vector.body} `), vector.secrets)).toBe('SIGNATURE_WRONG');
    expect(await vector.verify(delivery(), secrets)).toBe('SIGNATURE_WRONG');
    expect(await vector.verify({ ...delivery(), headers }, vector.secrets)).toBe('SIGNATURE_WRONG');
  });

  const { at } = vector;
  if (at === undefined) return;
  test('is too old five minutes and a second later', async () => {
    expect(await vector.verify(delivery(undefined, at + 300), vector.secrets)).toBeUndefined();
    expect(await vector.verify(delivery(undefined, at + 301), vector.secrets)).toBe('TOO_OLD');
    expect(await vector.verify(delivery(undefined, at - 301), vector.secrets)).toBe('TOO_OLD');
  });
});
