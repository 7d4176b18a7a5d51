import { describe, expect, it } from 'vitest';
import { judgeToken } from '../../../dashboard/session/judge-token.ts';
import type { OidcSignIn } from '../../../dashboard/session/page-config.ts';
import { isRefusal, problemOf } from '../../../dashboard/session/sign-in-problem.ts';
import { claimsOf } from '../../../dashboard/session/token-claims.ts';
import { tokenWith } from './fake-browser.ts';

const auth: OidcSignIn = {
  kind: 'oidc',
  issuer: 'https://issuer.example',
  clientId: 'dashboard',
  scope: 'openid',
  audience: 'polylog',
  roleClaim: 'roles',
};
const now = Date.parse('2026-11-20T10:00:00Z');
const good = { iss: auth.issuer, aud: 'polylog', iat: now / 1000, exp: now / 1000 + 300, roles: ['analyst'] };
const judged = (claims: object, config = auth) => judgeToken(tokenWith({ ...good, ...claims }), config, now);

describe('a token that the issuer gave', () => {
  it.each([
    ['for the API', {}],
    ['for the API among others', { aud: ['userinfo', 'polylog'] }],
    ['of Cognito, for the client', { aud: undefined, client_id: 'polylog', token_use: 'access' }],
    ['with its roles as words', { roles: 'viewer other' }],
    ['of a clock that is almost right', { iat: now / 1000 - 290 }],
  ])('%s is fine', (_what, claims) => expect(judged(claims)).toBeUndefined());

  it('has its roles in the claim that the deployment names', () => {
    const config = { ...auth, roleClaim: 'cognito:groups' };
    expect(judged({ roles: undefined, 'cognito:groups': ['admin'] }, config)).toBeUndefined();
    expect(judged({}, config)).toMatchObject({ kind: 'no-roles', detail: expect.stringContaining('cognito:groups') });
  });

  it.each([
    ['of another issuer', { iss: 'https://sts.windows.example/' }, 'wrong-token', 'https://sts.windows.example/'],
    ['for another API', { aud: 'graph' }, 'wrong-token', 'graph'],
    ['for nobody', { aud: undefined }, 'wrong-token', 'nobody'],
    ['without roles', { roles: [] }, 'no-roles', 'roles'],
    ['with roles that nobody knows', { roles: ['Analyst', 'root'] }, 'no-roles', 'analyst'],
    ['of a clock that is ahead', { iat: now / 1000 + 600 }, 'clock', '600 s ahead'],
    ['of a clock that is behind', { iat: now / 1000 - 600 }, 'clock', '-600 s ahead'],
  ])('%s is not', (_what, claims, kind, detail) => {
    expect(judged(claims)).toEqual({ kind, detail: expect.stringContaining(detail) });
  });

  it('that is opaque is none for the API', () => {
    expect(judgeToken('8xLOxBtZp8', auth, now)).toMatchObject({ kind: 'wrong-token' });
  });
});

it('reads the claims of a token as the UTF-8 that they are, and of anything else none', () => {
  expect(claimsOf(tokenWith({ name: 'Zoë Ünal ??>>' }))).toEqual({ name: 'Zoë Ünal ??>>' });
  for (const text of ['', 'a.b', 'a.b.c.d', 'a.%%%.c', `a.${btoa('"text"')}.c`]) expect(claimsOf(text)).toBeUndefined();
});

describe('what goes wrong on the way', () => {
  const said = (error: string, message = error) => Object.assign(new Error(message), { error });
  it.each([
    ['the visitor declines', said('access_denied', 'End-User aborted interaction'), 'denied', true],
    ['the issuer wants something else first', said('interaction_required'), 'denied', true],
    ['the client is not known', said('invalid_client', 'client not found'), 'refused', true],
    ['the refresh token is worn out', said('invalid_grant'), 'refused', true],
    ['the issuer is overloaded', said('temporarily_unavailable'), 'unreachable', false],
    ['the network is away', new TypeError('Failed to fetch'), 'unreachable', false],
    ['nobody answers', Object.assign(new Error('Network timed out'), { name: 'ErrorTimeout' }), 'unreachable', false],
    ['a proxy answers', new Error('Bad Gateway (502)'), 'unreachable', false],
    ['the way back is not one that began here', new Error('No matching state found in storage'), 'interrupted', false],
    ['something else throws', new Error('nonce does not match'), 'refused', false],
  ])('%s', (_what, thrown, kind, final) => {
    expect(problemOf(thrown).kind).toBe(kind);
    expect(isRefusal(thrown)).toBe(final);
  });
});
