import { z } from 'zod';

/** An OIDC issuer that stands in for our own, as a deployment is told of it. */
export interface ForeignIssuer {
  issuer: string;
  clientId: string;
  audience: string;
  scope: string;
  /** The address of its public keys. */
  keys: string;
  /** Origins of its endpoints that are not the issuer's. */
  origins: string[];
}

interface Asked {
  issuer: string | undefined;
  clientId: string | undefined;
  audience: string | undefined;
  scope: string | undefined;
}

const url = z.url();
const discoverySchema = z.object({
  issuer: z.string(),
  jwks_uri: url,
  token_endpoint: url,
  revocation_endpoint: url.optional(),
});

/** Asks an issuer where its keys and endpoints are; undefined without an issuer. Throws a sentence that says what is wrong. */
export async function foreignIssuer({ issuer, clientId, audience, scope }: Asked): Promise<ForeignIssuer | undefined> {
  if (issuer === undefined && clientId === undefined) return undefined;
  if (issuer === undefined || clientId === undefined) throw new Error('--oidc-issuer and --oidc-client-id go together');
  const address = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
  const answer = await fetch(address, { signal: AbortSignal.timeout(10_000) })
    .then((response) => response.json())
    .catch((error: Error) => {
      throw new Error(`${address} cannot be read: ${error.message}`);
    });
  const parsed = discoverySchema.safeParse(answer);
  if (!parsed.success) throw new Error(`${address}: ${z.prettifyError(parsed.error)}`);
  const { issuer: own, jwks_uri: keys, ...endpoints } = parsed.data;
  if (own !== issuer) throw new Error(`${address} is of the issuer ${own}: pass that, to the last slash`);
  const addresses = Object.values(endpoints).filter((endpoint) => endpoint !== undefined);
  const origins = new Set(addresses.map((endpoint) => new URL(endpoint).origin));
  origins.delete(new URL(issuer).origin);
  return { issuer, clientId, audience: audience ?? clientId, scope: scope ?? 'openid', keys, origins: [...origins] };
}

/** The parameters of the stacks that say so. */
export const parametersOf = ({ issuer, clientId, audience, scope, keys, origins }: ForeignIssuer) => ({
  OidcIssuer: issuer,
  OidcAudience: audience,
  OidcJwksUri: keys,
  OidcClientId: clientId,
  OidcScope: scope,
  OidcOrigins: origins.join(' '),
});
