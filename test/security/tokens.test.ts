import { createHmac, generateKeyPairSync, KeyObject, sign } from 'node:crypto';
import { base64url, exportSPKI, SignJWT } from 'jose';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createIssuerKeys } from '../../graphql/issuer-keys.ts';
import { createTokenVerifier } from '../../graphql/verify-token.ts';
import { audience, issuerName, type KeyServer, makeKey, type SigningKey, signWith, startKeyServer } from './issuer.ts';

const start = Date.parse('2026-11-22T12:00:00Z');
let now = start;
let ec: SigningKey;
let rsa: SigningKey;
let attacker: SigningKey;
let server: KeyServer;

beforeAll(async () => {
  [ec, rsa, attacker] = await Promise.all([makeKey('ec'), makeKey('rsa', 'RS256'), makeKey('ec')]);
  server = await startKeyServer([ec.jwk, rsa.jwk]);
});
afterAll(() => server.close());
afterEach(() => {
  now = start;
  Object.assign(server, { keys: [ec.jwk, rsa.jwk], down: false });
});

const verifier = (address = server.url) =>
  createTokenVerifier({
    issuer: issuerName,
    audience,
    roleClaim: 'roles',
    departmentsClaim: 'departments',
    keys: createIssuerKeys(address, () => now),
    clock: () => now,
  });
const refused = { code: 'UNAUTHENTICATED' };
const part = (value: unknown) => base64url.encode(typeof value === 'string' ? value : JSON.stringify(value));
/** Signed by the true key of the issuer, whatever head and claims say. */
const rawly = async (head: object, payload: object | string, hash = 'sha256') => {
  const signed = `${part(head)}.${part(payload)}`;
  return `${signed}.${sign(hash, Buffer.from(signed), KeyObject.from(rsa.privateKey)).toString('base64url')}`;
};
const claims = { iss: issuerName, aud: audience, exp: start / 1000 + 3600, roles: ['admin'] };

describe('a forged token', () => {
  const forged: [string, () => Promise<string>][] = [
    ['says alg none', async () => `${part({ alg: 'none' })}.${part(claims)}.`],
    ['says alg None, with a kid', async () => `${part({ alg: 'None', kid: 'ec' })}.${part(claims)}.`],
    [
      'keeps the head of a true one and has no signature',
      async () => `${(await signWith(ec, now)).split('.').slice(0, 2).join('.')}.`,
    ],
    [
      'has other claims under the signature of a true one',
      async () => {
        const [head, , signature] = (await signWith(ec, now)).split('.');
        return `${head}.${part(claims)}.${signature}`;
      },
    ],
    ...['rsa', 'ec'].map((kid): [string, () => Promise<string>] => [
      `is an HMAC with the public key ${kid} for its secret`,
      async () => {
        const secret = await exportSPKI(kid === 'rsa' ? rsa.publicKey : ec.publicKey);
        const signed = `${part({ alg: 'HS256', kid })}.${part(claims)}`;
        return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`;
      },
    ]),
    ['names the kid of an RSA key, signed with ES256', () => signWith(attacker, now, claims, { kid: 'rsa' })],
    [
      'names the kid of an EC key, signed with RS256',
      async () => signWith(await makeKey('x', 'RS256'), now, claims, { kid: 'ec' }),
    ],
    ['is signed with RS512 by the true key', () => rawly({ alg: 'RS512', kid: 'rsa' }, claims, 'sha512')],
    ['is signed by another key under a known kid', () => signWith(attacker, now, claims)],
    ['is signed by another key under an unknown kid', () => signWith(attacker, now, claims, { kid: 'other' })],
    ['brings its own key as jwk', () => signWith(attacker, now, claims, { jwk: attacker.jwk })],
    ['says where its own keys are by jku', () => signWith(attacker, now, claims, { jku: `${server.url}?other` })],
    ['says where its own certificate is by x5u', () => signWith(attacker, now, claims, { x5u: 'http://127.0.0.1:1/' })],
    ['brings a kid that leads elsewhere', () => signWith(attacker, now, claims, { kid: '../../etc/passwd' })],
    [
      'wants an extension understood that nobody knows',
      () => rawly({ alg: 'RS256', kid: 'rsa', crit: ['exp2'], exp2: 1 }, claims),
    ],
    ['has a payload that is not encoded', () => rawly({ alg: 'RS256', kid: 'rsa', crit: ['b64'], b64: false }, claims)],
    [
      'is an Ed25519 signature of nobody',
      async () => {
        const { privateKey } = generateKeyPairSync('ed25519');
        return new SignJWT(claims).setProtectedHeader({ alg: 'EdDSA', kid: 'ec' }).sign(privateKey);
      },
    ],
    ['is encrypted instead of signed', async () => 'a.b.c.d.e'],
    ['is empty dots', async () => '..'],
    ['is very long', async () => `${part({ alg: 'ES256', kid: 'ec' })}.${'A'.repeat(1_000_000)}.AA`],
  ];
  it.each(forged)('that %s is refused, and nothing is fetched for it but the keys', async (_name, make) => {
    const verify = verifier();
    await verify(await signWith(ec, now));
    const before = server.asked;
    await expect(verify(await make())).rejects.toMatchObject(refused);
    expect(server.asked).toBe(before);
  });
});

describe('a token of the issuer', () => {
  it.each([
    ['ES256', () => ec],
    ['RS256', () => rsa],
  ] as const)('signed with %s is taken', async (_alg, key) => {
    await expect(verifier()(await signWith(key(), now))).resolves.toMatchObject({ subject: 'ada' });
  });

  const wrong: [string, Record<string, unknown>][] = [
    ['an issuer with a slash more', { iss: `${issuerName}/` }],
    ['an issuer in capitals', { iss: issuerName.toUpperCase() }],
    ['a list of issuers', { iss: [issuerName] }],
    ['no issuer', { iss: undefined }],
    ['an audience that begins alike', { aud: `${audience}-other` }],
    ['no audience but the right azp', { aud: undefined, azp: audience }],
    ['another audience and the right azp', { aud: 'other', azp: audience }],
    ['an audience within a list within a list', { aud: [[audience]] }],
    ['no expiry', { exp: undefined }],
    ['an expiry as text', { exp: '9999999999' }],
    ['an expiry long ago', { exp: 1 }],
    ['a not-before as text', { nbf: '1' }],
    ['a not-before to come', { nbf: start / 1000 + 60 }],
    ['an issue to come', { iat: start / 1000 + 60 }],
    ['an issue as text', { iat: 'now' }],
  ];
  it.each(wrong)('with %s is refused', async (_name, over) => {
    await expect(verifier()(await signWith(ec, now, over))).rejects.toMatchObject(refused);
  });

  it('of clocks up to 30 s ahead is taken', async () => {
    await expect(verifier()(await signWith(ec, now, { iat: now / 1000 + 29 }))).resolves.toBeDefined();
  });

  it.each([['logout+jwt'], ['dpop+jwt'], ['secevent+jwt'], ['application/logout+jwt']])(
    'that is a %s is no access token',
    async (typ) => {
      await expect(verifier()(await signWith(ec, now, {}, { typ }))).rejects.toMatchObject(refused);
    },
  );

  it.each([['JWT'], ['at+jwt'], ['application/at+jwt']])('that calls itself %s is one', async (typ) => {
    await expect(verifier()(await signWith(ec, now, {}, { typ }))).resolves.toBeDefined();
  });

  it('without a kid is refused where several keys could have signed it, and taken where only one could', async () => {
    const token = await signWith(ec, now, {}, { kid: undefined });
    await expect(verifier()(token)).resolves.toBeDefined();
    server.keys = [ec.jwk, attacker.jwk, rsa.jwk];
    await expect(verifier()(token)).rejects.toMatchObject({
      ...refused,
      message: expect.stringContaining('does not say'),
    });
  });

  it('that says a claim twice says what it says last, to everybody alike', async () => {
    const twice = `{"iss":"${issuerName}","aud":"${audience}","exp":${start / 1000 + 3600},"roles":["admin"],"roles":["viewer"]}`;
    const { roles } = await verifier()(await rawly({ alg: 'RS256', kid: 'rsa' }, twice));
    expect([...roles]).toEqual(['viewer']);
  });

  it.each([
    ['an object', { admin: true }],
    ['a number', 7],
    ['true', true],
    ['null', null],
    ['a list of lists', [['admin']]],
    ['a list of objects', [{ toString: 'admin' }]],
    ['capitals', ['ADMIN', 'Admin']],
    ['words joined by commas', 'admin,viewer'],
    ['names of the prototype', ['constructor', '__proto__', 'toString']],
    ['a wildcard', '*'],
  ])('whose roles are %s has none', async (_name, roles) => {
    const viewer = await verifier()(await signWith(ec, now, { roles, departments: roles }));
    expect(viewer.roles.size).toBe(0);
  });
});

describe('the keys of the issuer', () => {
  it('are taken anew as soon as a new one signs', async () => {
    const verify = verifier();
    await verify(await signWith(ec, now));
    const fresh = await makeKey('fresh');
    server.keys = [ec.jwk, fresh.jwk];
    now += 6_000;
    await expect(verify(await signWith(fresh, now))).resolves.toBeDefined();
  });

  it('are not asked for with every token that names an unknown one', async () => {
    const verify = verifier();
    await verify(await signWith(ec, now));
    const before = server.asked;
    for (let at = 0; at < 50; at++) {
      now += 100;
      await expect(verify(await signWith(attacker, now, {}, { kid: `k${at}` }))).rejects.toMatchObject(refused);
    }
    expect(server.asked - before).toBe(1);
  });

  it('are refused within five minutes of being taken back, also for a token that was taken before', async () => {
    const verify = verifier();
    const token = await signWith(ec, now);
    await verify(token);
    server.keys = [rsa.jwk];
    const outcomes: boolean[] = [];
    for (let second = 0; second <= 310; second += 10) {
      now = start + second * 1000;
      outcomes.push(
        await verify(token).then(
          () => true,
          () => false,
        ),
      );
    }
    expect(outcomes[0]).toBe(true);
    expect(outcomes.slice(30)).toEqual([false, false]);
  });

  it('hold for an hour while the issuer is down, and no longer', async () => {
    const verify = verifier();
    await verify(await signWith(ec, now));
    server.down = true;
    now = start + 59 * 60_000;
    await expect(verify(await signWith(ec, now))).resolves.toBeDefined();
    now = start + 61 * 60_000;
    await expect(verify(await signWith(ec, now))).rejects.toThrow(/200 OK/);
    await expect(verify(await signWith(ec, now))).rejects.not.toMatchObject(refused);
    server.down = false;
    now += 6_000;
    await expect(verify(await signWith(ec, now))).resolves.toBeDefined();
  });

  it('that are no keys are an error of ours, not of the token', async () => {
    server.keys = 'nothing' as never;
    await expect(verifier()(await signWith(ec, now))).rejects.not.toMatchObject(refused);
  });
});
