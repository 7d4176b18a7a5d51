/** What the suite uses of it; the package brings no types. */
declare module 'oidc-provider' {
  import type { RequestListener } from 'node:http';

  interface Grantee {
    accountId: string;
  }
  export default class Provider {
    constructor(issuer: string, settings: object);
    callback(): RequestListener;
    on(event: string, listener: (context: unknown, error: Error) => void): this;
  }
  export type { Grantee };
}
