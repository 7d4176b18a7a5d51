import type { MappedInteraction } from '../../functions/ingest/sources/adapter.ts';

/** What a part of a delivery or page must become: only the fields that are given are compared, in this order. */
export interface ExpectedInteraction {
  id: string;
  activity: MappedInteraction['activity'];
  /** RFC 3339 in UTC with milliseconds. */
  time?: string;
  data?: Partial<MappedInteraction['data']>;
}

export interface FixtureDelivery {
  /** What happens in it: `a customer comments`. */
  name: string;
  /** JSON, or the very text of the body. */
  body: unknown;
  /** What the provider sends beside the signature, e.g. the name of the event. */
  headers?: Record<string, string>;
  /** The interactions, in order; none: every part is of no interest. */
  becomes: readonly ExpectedInteraction[];
  /** It has a kind that is not in the table on purpose: everything else that is left alone has its line there. */
  unknown?: true;
}

export interface FixtureHandshake {
  /** `GET` with a query, or a `POST` with a body, which is signed like a delivery. */
  query?: string;
  body?: unknown;
  headers?: Record<string, string>;
  answer: { status: number; body: string };
}

/** Deliveries that belong together, by their names. */
export interface FixtureStory {
  created: string;
  edited?: string;
  deleted?: string;
}

/** Runs of a scheduled adapter against a provider that is played by `respond`. */
export interface FixtureRun {
  name: string;
  /** Cursor before the run; absent at the first. */
  cursor?: unknown;
  /** Plays the provider's API. Throw for an address that must not be asked. */
  respond?: (request: Request) => Response | Promise<Response>;
  /** Plays the provider's feed: the messages that a socket to this address brings, in order. */
  feed?: (url: string) => readonly string[];
  becomes: readonly ExpectedInteraction[];
  /** The cursor of the last page. */
  leaves: unknown;
}

/** What the conformance suite needs to try an adapter. Everything in it is made up or publicly licensed. */
export interface SourceFixture {
  /** The registered source: its URI, channel and department; settings as an engineer would write them. */
  source?: string;
  channel: string;
  department: string;
  settings?: unknown;
  secrets?: Record<string, string>;
  /** Headers of the signature, made as the provider's documentation says and without the adapter's code; absent: by key. */
  sign?: (
    request: { body: Buffer; at: Date; url: URL; headers: Record<string, string> },
    secrets: Record<string, string>,
  ) => Record<string, string> | Promise<Record<string, string>>;
  /** The provider signs the time, so that an old delivery is refused. */
  signsTime?: boolean;
  /** Answers what a verifier fetches, e.g. the public key of a sender. */
  respond?: (request: Request) => Response | Promise<Response>;
  deliveries?: readonly FixtureDelivery[];
  handshakes?: readonly FixtureHandshake[];
  stories?: readonly FixtureStory[];
  runs?: readonly FixtureRun[];
  /** Names, handles, addresses, numbers in the payloads: none may be left of what is published. */
  personal: readonly string[];
}
