import { CfnParameter, Fn } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Config } from '../config.ts';
import type { IdentityProvider } from './identity-provider.ts';

/** What the page is told of signing in (`dashboard/session/page-config.ts`), and the origins that it needs for that. */
export function signInOf(scope: Construct, { signIn, roleClaim }: Config, { issuer, audience }: IdentityProvider) {
  const addresses = { api: '/graphql', live: '/live' };
  if (signIn === 'link') return { config: { ...addresses, auth: { kind: 'link' } }, connectTo: [] };
  const ask = (id: string, description: string, limits: object) =>
    new CfnParameter(scope, id, { description, ...limits }).valueAsString;
  const clientId = ask('OidcClientId', 'Id of the dashboard as a public client of the issuer', { minLength: 1 });
  const scopes = ask('OidcScope', 'Scopes that the dashboard asks for, with spaces between', {
    default: 'openid',
    allowedPattern: '^openid( [^ ]+)*$',
  });
  const further = ask('OidcOrigins', 'Origins with endpoints of the issuer beside its own, with spaces between', {
    default: '',
    allowedPattern: "^(https://[^/ ;,']+( https://[^/ ;,']+)*)?$",
  });
  return {
    config: { ...addresses, auth: { kind: 'oidc', issuer, clientId, scope: scopes, audience, roleClaim } },
    connectTo: [originOf(issuer), further],
  };
}

/** `https://host` of `https://host/path`, in the words of CloudFormation. */
const originOf = (url: string): string =>
  Fn.join('//', [Fn.select(0, Fn.split('/', url)), Fn.select(2, Fn.split('/', url))]);
