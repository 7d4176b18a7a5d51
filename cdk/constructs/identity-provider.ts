import { CfnParameter } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Config } from '../config.ts';

export interface IdentityProvider {
  issuer: string;
  audience: string;
  /** The address of the public keys. */
  keys: string;
}

/** Parameters of the deployment: whose tokens the reading API takes. */
export function identityProvider(scope: Construct, { stage }: Config): IdentityProvider {
  // The local host serves its keys on this machine only, over HTTP.
  const scheme = stage === 'local' ? 'https?' : 'https';
  const url = { allowedPattern: `^${scheme}://.+`, constraintDescription: `an absolute ${scheme}:// URL` };
  const ask = (id: string, description: string, limits: object) =>
    new CfnParameter(scope, id, { description, ...limits }).valueAsString;
  return {
    issuer: ask('OidcIssuer', 'Issuer of the bearer tokens, exactly as in their claim iss', url),
    audience: ask('OidcAudience', 'Audience of the bearer tokens, as in their claim aud', { minLength: 1 }),
    keys: ask('OidcJwksUri', 'Address of the public keys of the issuer', url),
  };
}
