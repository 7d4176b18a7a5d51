import { createLocalJWKSet, exportJWK, generateKeyPair, type JWTVerifyGetKey, SignJWT } from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import { createTokenVerifier } from '../../graphql/verify-token.ts';
import { apiWith, ask } from './harness.ts';

const issuer = 'https://issuer.example';
const audience = 'polylog';
const at = Date.parse('2026-03-27T12:00:00Z');
let now = at;
let keys: Awaited<ReturnType<typeof generateKeyPair>>;
let other: typeof keys;
let jwks: JWTVerifyGetKey;
let lookedUp = 0;

beforeAll(async () => {
  keys = await generateKeyPair('ES256', { extractable: true });
  other = await generateKeyPair('ES256', { extractable: true });
  jwks = createLocalJWKSet({ keys: [{ ...(await exportJWK(keys.publicKey)), kid: 'k', alg: 'ES256' }] });
});

const verifier = (roleClaim = 'roles', departmentsClaim = 'departments') =>
  createTokenVerifier({
    issuer,
    audience,
    roleClaim,
    departmentsClaim,
    keys: (...args) => {
      lookedUp++;
      return jwks(...args);
    },
    clock: () => now,
  });

interface Claims {
  [claim: string]: unknown;
}
const sign = (claims: Claims = {}, key = keys.privateKey) =>
  new SignJWT({ iss: issuer, aud: audience, exp: at / 1000 + 3600, roles: ['viewer'], ...claims })
    .setProtectedHeader({ alg: 'ES256', kid: 'k' })
    .sign(key);

describe('a token', () => {
  it.each([
    ['a list', { roles: ['member', 'engineer'] }, 'roles'],
    ['words', { scope: 'member engineer' }, 'scope'],
    ['the groups of Cognito', { 'cognito:groups': ['member', 'engineer', 'other'] }, 'cognito:groups'],
  ])('may give its roles as %s, the own departments and who it is', async (_name, claims, roleClaim) => {
    const viewer = await verifier(roleClaim)(await sign({ ...claims, sub: 'ada', departments: ['service'] }));
    expect(viewer).toEqual({ subject: 'ada', roles: new Set(['member', 'engineer']), departments: ['service'] });
  });

  it('may have both under names of the issuer', async () => {
    const claims = {
      roles: ['admin'],
      'https://acme.example/roles': ['member'],
      'https://acme.example/departments': 'hr it',
    };
    const viewer = await verifier('https://acme.example/roles', 'https://acme.example/departments')(await sign(claims));
    expect(viewer).toMatchObject({ roles: new Set(['member']), departments: ['hr', 'it'] });
  });

  it.each([
    ['has expired', { exp: at / 1000 - 31 }],
    ['claim nbf', { nbf: at / 1000 + 31 }],
    ['claim iss', { iss: 'https://other.example' }],
    ['claim aud', { aud: 'other' }],
    ['claim aud', { aud: ['other', 'another'] }],
    ['claim aud', { aud: undefined }],
    ['claim aud', { aud: undefined, client_id: audience }],
    ['claim aud', { aud: undefined, token_use: 'access', client_id: 'other' }],
    ['claim aud', { aud: undefined, token_use: 'id', client_id: audience }],
    ['claim aud', { aud: 'other', token_use: 'access', client_id: audience }],
    ['claim exp', { exp: undefined }],
  ])('is refused when it %s', async (reason, claims) => {
    await expect(verifier()(await sign(claims))).rejects.toMatchObject({
      code: 'UNAUTHENTICATED',
      message: expect.stringContaining(reason),
    });
  });

  it.each([
    ['one of several audiences', { aud: ['other', audience] }],
    [
      'the client of Cognito, whose access tokens have no audience',
      { aud: undefined, token_use: 'access', client_id: audience },
    ],
  ])('is taken when it names %s', async (_name, claims) => {
    await expect(verifier()(await sign(claims))).resolves.toMatchObject({ roles: new Set(['viewer']) });
  });

  it('is taken within 30 s of leeway', async () => {
    const token = await sign({ exp: at / 1000 - 29, nbf: at / 1000 + 29 });
    await expect(verifier()(token)).resolves.toBeDefined();
  });

  it.each([
    ['of another key', () => sign({}, other.privateKey)],
    ['that is no JWT', async () => 'abc'],
    ['without a signature', async () => `${btoa('{"alg":"none"}')}.${btoa('{}')}.`],
    [
      'of a shared secret',
      () => new SignJWT({}).setProtectedHeader({ alg: 'HS256' }).sign(new TextEncoder().encode('x'.repeat(32))),
    ],
  ])('%s is refused', async (_name, token) => {
    await expect(verifier()(await token())).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  it('is verified once a minute and never believed beyond its expiry', async () => {
    const verify = verifier();
    const token = await sign({ exp: at / 1000 + 70 });
    lookedUp = 0;
    await verify(token);
    now = at + 59_000;
    await verify(token);
    expect(lookedUp).toBe(1);
    now = at + 61_000;
    await verify(token);
    expect(lookedUp).toBe(2);
    now = at + 101_000;
    await expect(verify(token)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    now = at;
  });

  it('is not called invalid when the keys of the issuer cannot be read', async () => {
    const failing = createTokenVerifier({
      issuer,
      audience,
      roleClaim: 'roles',
      departmentsClaim: 'departments',
      keys: async () => {
        throw new Error('fetch failed');
      },
      clock: () => now,
    });
    await expect(failing(await sign())).rejects.toThrow('fetch failed');
  });
});

describe('a request', () => {
  it.each([
    ['without a token', undefined],
    ['with an invalid token', 'nobody'],
  ])('%s is refused as a whole, with a challenge and nothing about the schema', async (_name, as) => {
    const { status, headers, errors, data } = await ask(apiWith(), '{ deparments { id } }', {
      ...(as !== undefined && { as }),
    });
    expect(status).toBe(401);
    expect(headers.get('www-authenticate')).toContain('Bearer');
    expect(errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
    expect(JSON.stringify(errors)).not.toContain('departments');
    expect(data).toBeUndefined();
  });

  it('may read the schema, but no data, without a token where the policy says so', async () => {
    const api = apiWith({ policy: { persistedOnly: false, anonymousIntrospection: true } });
    expect((await ask(api, '{ __schema { queryType { name } } }')).data).toEqual({
      __schema: { queryType: { name: 'Query' } },
    });
    const { errors } = await ask(api, '{ departments { id } }');
    expect(errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
  });
});
