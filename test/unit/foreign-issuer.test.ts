import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { foreignIssuer, parametersOf } from '../../local/foreign-issuer.ts';

let server: Server;
let url: string;
let document: object;
beforeAll(async () => {
  server = createServer((request, response) => {
    if (request.url !== '/tenant/.well-known/openid-configuration') response.writeHead(404).end('<h1>Not found</h1>');
    else response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(document));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/tenant`;
  document = {
    issuer: url,
    jwks_uri: `${url}/keys`,
    token_endpoint: 'https://tokens.example/oauth2/token',
    revocation_endpoint: 'https://tokens.example/oauth2/revoke',
    userinfo_endpoint: 'https://people.example/me',
  };
});
afterAll(() => server.close());

const asked = (more: object = {}) =>
  foreignIssuer({ issuer: url, clientId: 'dashboard', audience: undefined, scope: undefined, ...more });

describe('an issuer in place of our own', () => {
  it('is asked where its keys and endpoints are', async () => {
    const issuer = await asked();
    expect(issuer && parametersOf(issuer)).toEqual({
      OidcIssuer: url,
      OidcAudience: 'dashboard',
      OidcJwksUri: `${url}/keys`,
      OidcClientId: 'dashboard',
      OidcScope: 'openid',
      OidcOrigins: 'https://tokens.example',
    });
    expect(await asked({ audience: 'polylog', scope: 'openid offline_access' })).toMatchObject({
      audience: 'polylog',
      scope: 'openid offline_access',
    });
  });

  it('is none when nobody asks for one', async () => {
    expect(await asked({ issuer: undefined, clientId: undefined })).toBeUndefined();
  });

  it.each([
    ['half of what it takes', () => ({ clientId: undefined }), 'go together'],
    ['an address without a description', () => ({ issuer: `${url}/other` }), '/other/.well-known/openid-configuration'],
    ['another name than its own', () => ({ issuer: `${url}/` }), 'to the last slash'],
    ['an address where nobody is', () => ({ issuer: 'http://127.0.0.1:1' }), 'cannot be read'],
  ])('is refused for %s', async (_what, more, message) => {
    await expect(asked(more())).rejects.toThrow(message);
  });

  it('is refused for a description that lacks something', async () => {
    const whole = document;
    document = { issuer: url };
    await expect(asked()).rejects.toThrow(/jwks_uri|token_endpoint/);
    document = whole;
  });
});
