/** What has to be so for a request to be answered as an example says. */
export type Circumstance =
  | 'busDown'
  | 'rejectionsDown'
  | 'registryDown'
  | 'rateUsedUp'
  | 'shareUsedUp'
  | 'hopeless'
  | 'bareSource'
  | 'pausedSource'
  | 'secretUnset'
  | 'keyedAdapter';

/** A request that shows something: the documents have the answer that the application itself gives. */
export interface Exchange {
  /** Of the OpenAPI document; none for requests that no operation is meant for. */
  operation?: string;
  summary: string;
  given?: Circumstance;
  method: 'GET' | 'POST';
  path: string;
  headers?: Readonly<Record<string, string>>;
  /** A value is sent as JSON, a text as it stands. */
  body?: unknown;
  status: number;
  /** Of an answer that refuses the request as a whole. */
  code?: string;
}
