import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';

export const issuerName = 'https://issuer.example';
export const audience = 'polylog';

export interface SigningKey {
  kid: string;
  alg: 'ES256' | 'RS256';
  privateKey: CryptoKey;
  publicKey: CryptoKey;
  jwk: JWK;
}

export async function makeKey(kid: string, alg: SigningKey['alg'] = 'ES256'): Promise<SigningKey> {
  const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true });
  return { kid, alg, privateKey, publicKey, jwk: { ...(await exportJWK(publicKey)), kid, alg, use: 'sig' } };
}

/** Signs what an honest issuer would say, with claims and header replaced. */
export const signWith = (
  { privateKey, alg, kid }: SigningKey,
  at: number,
  claims: Record<string, unknown> = {},
  header: Record<string, unknown> = {},
): Promise<string> =>
  new SignJWT({
    iss: issuerName,
    aud: audience,
    sub: 'ada',
    iat: at / 1000,
    exp: at / 1000 + 3600,
    roles: ['viewer'],
    ...claims,
  })
    .setProtectedHeader({ alg, kid, ...header })
    .sign(privateKey);

export interface KeyServer {
  url: URL;
  /** What it serves from now on. */
  keys: JWK[];
  /** Answers 500 while true. */
  down: boolean;
  asked: number;
  close(): Promise<void>;
}

/** The address of an issuer's public keys, on this machine. */
export async function startKeyServer(keys: JWK[]): Promise<KeyServer> {
  const state = { keys, down: false, asked: 0 };
  const server: Server = createServer((_, response) => {
    state.asked++;
    if (state.down) response.writeHead(500).end();
    else response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ keys: state.keys }));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return Object.assign(state, {
    url: new URL(`http://127.0.0.1:${port}/jwks.json`),
    close: () =>
      new Promise<void>((done) => {
        server.closeAllConnections();
        server.close(() => done());
      }),
  });
}
