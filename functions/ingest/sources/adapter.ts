import type * as z from 'zod';
import type { Refusal } from '../../../shared/errors.ts';
import type { InteractionData, recordedActivities } from '../../../shared/interaction.ts';
import type { ChannelKind } from '../../../shared/vocabulary.ts';

/** A request as the provider sent it. `body` are its exact bytes, because these are what providers sign. */
export interface Delivery {
  method: string;
  /** As the provider called it, query included. */
  url: URL;
  headers: Headers;
  body: Buffer;
  /** Milliseconds since 1970. */
  receivedAt: number;
}

/** Secret values of one source by name, as its adapter's `secrets` names them. */
export type Secrets = Readonly<Record<string, string>>;

/** Why a delivery is not taken for the provider's: the answer is 401, and nothing of it is kept. */
export type Flaw = 'SIGNATURE_MISSING' | 'SIGNATURE_WRONG' | 'TOO_OLD';

/** The registered source that deliveries are mapped for. */
export interface SourceContext<Settings = unknown> {
  /** Its URI: the `source` of all its interactions. */
  source: string;
  channel: string;
  channelKind: ChannelKind | undefined;
  department: string;
  /** All channels and departments of the organisation. */
  channels: readonly string[];
  departments: readonly string[];
  settings: Settings;
  /**
   * A keyed hash (`o_` and 22 characters) for ids that would name a person, e.g. an address or a URL with a handle: the
   * same text, the same id. What stands in `actor.id` and `counterpart.id` needs none: those become pseudonyms anyway.
   */
  opaque: (text: string) => string;
}

/** One thing that a delivery or a page tells, and what kind of thing it is, e.g. `issues.opened`. */
export interface Part {
  kind: string;
  payload: unknown;
}

/** An interaction as an adapter makes it: the source, and where they are not said channel and department, are added. */
export interface MappedInteraction {
  /** The same for every delivery of the same thing, and never another's: made of the provider's ids alone. */
  id: string;
  activity: (typeof recordedActivities)[number];
  /** RFC 3339 with offset; the provider's time, never that of receipt. */
  time: string;
  data: MappedData;
}

/** `data` of the interaction; what is undefined is left out. */
export type MappedData = Pick<InteractionData, 'actor'> & {
  [Field in Exclude<keyof InteractionData, 'actor'>]?: InteractionData[Field] | undefined;
};

/** What a part is: its interactions (none when it is not of interest after all), or why it cannot be one. */
export type Mapped = MappedInteraction | readonly MappedInteraction[] | Refusal;

/** A kind that is mapped. `becomes` is for people: `enquiry`, or `reply by the team, else comment`. */
export interface MappedKind<Settings> {
  becomes: string;
  map(payload: unknown, context: SourceContext<Settings>): Mapped;
}

/** A kind that is answered and counted and otherwise left alone, and why, in a few words. */
export interface IgnoredKind {
  ignored: string;
}

/**
 * What each kind becomes. Looked up by the whole name, then with its last parts replaced by `*` (`issues.*`, `*`); a kind
 * that is not found is counted as unknown and never guessed.
 */
export type Kinds<Settings> = Readonly<Record<string, MappedKind<Settings> | IgnoredKind>>;

export interface Webhook<Settings> {
  /**
   * Whether the provider sent exactly these bytes. The text `key`: there is no signature, and the sender shows a key of
   * the source as a bearer token.
   */
  verify:
    | 'key'
    | ((delivery: Delivery, secrets: Secrets, tools: Tools) => Flaw | undefined | Promise<Flaw | undefined>);
  /** Answers a GET with which the provider asks whether this address is meant; undefined: 404. */
  handshake?(delivery: Delivery, secrets: Secrets, settings: Settings): Response | undefined;
  /**
   * The parts of a verified delivery; `answer` instead when it is a handshake by POST. A refusal when it is not of the
   * provider's form at all.
   */
  read(delivery: Delivery, settings: Settings): ReadDelivery | Promise<ReadDelivery>;
}

export type ReadDelivery = readonly Part[] | { answer: Response } | Refusal;

/** What reaches out; tests replace it. */
export interface Tools {
  fetch: typeof fetch;
  WebSocket: typeof WebSocket;
}

export interface RunContext<Settings> extends SourceContext<Settings>, Tools {
  secrets: Secrets;
  /** What the last page that was taken said, as JSON; undefined at the first run. */
  cursor: unknown;
  /** Milliseconds since 1970. */
  now: number;
  /** When a run should have ended, milliseconds since 1970; what is left comes with the next run. */
  deadline: number;
  /** The address of the source's webhook, for adapters that subscribe. */
  webhookUrl: string;
}

/** Parts that are taken together; `cursor` is kept once every part of the page is on the bus or among the rejections. */
export interface Page {
  parts: readonly Part[];
  cursor: unknown;
}

/** What a source asks for by itself, on a schedule. */
export interface Scheduled<Settings> {
  /** ISO 8601 duration of whole minutes: the least time between two runs. */
  every: string;
  run(context: RunContext<Settings>): AsyncGenerator<Page, void, void>;
}

/** Everything about one provider: one file, a fixture, and a line in `registry.ts`. */
export interface SourceAdapter<Settings = unknown> {
  /** Kebab-case; stands in the address of the webhook. */
  id: string;
  name: string;
  /** One sentence for people who choose a source. */
  description: string;
  /** What an engineer sets for a source; no secrets. `{}` must be enough unless something is truly needed. */
  settings: z.ZodType<Settings>;
  /** Name and meaning of each secret value. */
  secrets: Readonly<Record<string, string>>;
  /** Those that a source may do without; what needs them is then left out or refused. */
  optionalSecrets?: readonly string[];
  webhook?: Webhook<Settings>;
  scheduled?: Scheduled<Settings>;
  kinds: Kinds<Settings>;
}
