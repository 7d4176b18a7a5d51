/** What `/config.json` says: the first thing that the page reads, made by the deployment (`cdk/constructs/site.ts`). */
export interface PageConfig {
  /** The address of the API, and that of live updates: of this origin unless it has another in it. */
  api: string;
  live: string;
  auth: LinkSignIn | OidcSignIn;
}

/** A link with a token behind the hash signs in: for the host of this machine alone. */
export interface LinkSignIn {
  kind: 'link';
}

/** An issuer signs in: authorization code with PKCE. */
export interface OidcSignIn {
  kind: 'oidc';
  /** As in the claim `iss`; its endpoints are read from `/.well-known/openid-configuration` below it. */
  issuer: string;
  clientId: string;
  /** Words with spaces between; `offline_access` among them where the issuer wants it for refresh tokens. */
  scope: string;
  /** The API, as in the claim `aud` of its tokens. */
  audience: string;
  /** The claim of a token that lists the roles of its bearer. */
  roleClaim: string;
}
