import { existsSync, linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { exportJWK, generateKeyPair, importJWK, type JWK, SignJWT } from 'jose';

export const issuer = 'https://polylog.local';
export const audience = 'polylog';

export interface TokenRequest {
  dataDir: string;
  role: string;
  departments?: string[];
  subject?: string;
  /** jose's time span, e.g. `8h`. */
  ttl?: string;
}

/** A bearer token of the local issuer with the claims `roles` and `departments`; it outlives restarts of the host. */
export async function signToken({
  dataDir,
  role,
  departments = [],
  subject,
  ttl = '8h',
}: TokenRequest): Promise<string> {
  const key = await signingKey(dataDir);
  return new SignJWT({ roles: [role], departments })
    .setProtectedHeader({ alg: 'ES256', kid: key.kid ?? 'local' })
    .setIssuer(issuer)
    .setAudience(audience)
    .setSubject(subject ?? `local-${role}`)
    .setIssuedAt()
    .setExpirationTime(ttl)
    .sign(await importJWK(key, 'ES256'));
}

/** The public half of the key, as the door serves it at `/.well-known/jwks.json`. */
export async function publicKeys(dataDir: string): Promise<{ keys: JWK[] }> {
  const { d: _secret, ...open } = await signingKey(dataDir);
  return { keys: [open] };
}

async function signingKey(dataDir: string): Promise<JWK> {
  if (!existsSync(dataDir)) throw new Error(`There is no local data in ${dataDir}: run npm start first`);
  const file = join(dataDir, 'issuer.json');
  if (!existsSync(file)) {
    const { privateKey } = await generateKeyPair('ES256', { extractable: true });
    const jwk = { ...(await exportJWK(privateKey)), alg: 'ES256', use: 'sig', kid: 'local' };
    const draft = `${file}.${process.pid}`;
    writeFileSync(draft, JSON.stringify(jwk), { mode: 0o600 });
    // A link, unlike a rename, never replaces the key that another process made meanwhile.
    if (!existsSync(file)) linkSync(draft, file);
    rmSync(draft);
  }
  return JSON.parse(readFileSync(file, 'utf8'));
}
