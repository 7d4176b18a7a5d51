import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import { exportJWK, generateKeyPair } from 'jose';
import Provider, { type Grantee } from 'oidc-provider';

export interface Issuer {
  url: string;
  /** The paths that were asked for since the last look, with the grant of those that give tokens. */
  asked: () => string[];
  /** What it had to complain about. */
  errors: string[];
  /** Answers 503 to everything until it is told otherwise. */
  away: (is: boolean) => void;
  stop: () => Promise<void>;
}

export const clientId = 'dashboard';
export const audience = 'polylog';
/** Who may sign in, by any password, and as what; `passing` gets no refresh token, `nobody` has no role. */
const people: Record<string, string[]> = { ada: ['analyst'], passing: ['viewer'], nobody: [] };

/**
 * An OIDC issuer (oidc-provider) on this machine with the page at `page` as a public client that has to use PKCE. Access
 * tokens are JWTs for the API and last as many seconds as given.
 */
export async function startIssuer(page: string, lasting: number): Promise<Issuer> {
  let listener: RequestListener = (_request, response) => response.writeHead(503).end();
  let isAway = false;
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(new URL(request.url ?? '/', 'http://issuer').pathname);
    if (isAway) response.writeHead(503).end();
    else listener(request, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  const provider = new Provider(url, {
    clients: [
      {
        client_id: clientId,
        token_endpoint_auth_method: 'none',
        id_token_signed_response_alg: 'ES256',
        grant_types: ['authorization_code', 'refresh_token'],
        redirect_uris: [`${page}/sign-in`],
        post_logout_redirect_uris: [`${page}/`],
      },
    ],
    jwks: { keys: [{ ...(await exportJWK(privateKey)), kid: 'k', alg: 'ES256', use: 'sig' }] },
    cookies: { keys: ['of this test alone'] },
    pkce: { required: () => true },
    clientBasedCORS: (_context: unknown, origin: string) => origin === page,
    findAccount: (_context: unknown, id: string) =>
      id in people ? { accountId: id, claims: async () => ({ sub: id }) } : undefined,
    issueRefreshToken: async (_context: unknown, _client: unknown, { accountId }: Grantee) => accountId !== 'passing',
    extraTokenClaims: async (_context: unknown, { accountId }: Grantee) => ({ roles: people[accountId] }),
    ttl: {
      AccessToken: lasting,
      AuthorizationCode: 60,
      IdToken: 600,
      Interaction: 600,
      RefreshToken: 600,
      Session: 600,
      Grant: 600,
    },
    features: {
      revocation: { enabled: true, allowedPolicy: async () => true },
      resourceIndicators: {
        enabled: true,
        defaultResource: async () => 'urn:polylog',
        useGrantedResource: async () => true,
        getResourceServerInfo: async () => ({
          scope: '',
          audience,
          accessTokenFormat: 'jwt',
          accessTokenTTL: lasting,
          jwt: { sign: { alg: 'ES256' } },
        }),
      },
    },
  });
  const errors: string[] = [];
  for (const event of ['server_error', 'grant.error', 'authorization.error', 'revocation.error']) {
    provider.on(event, (_context, error) => errors.push(`${event}: ${error.message}`));
  }
  listener = provider.callback();
  return {
    url,
    asked: () => asked.splice(0),
    errors,
    away: (is) => (isAway = is),
    stop: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}
