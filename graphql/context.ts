import type { KeptAlert } from '../shared/alert.ts';
import type { Erasure } from '../shared/erasure.ts';
import type { Organisation } from '../shared/organisation.ts';
import type { Connection, PageRequest } from '../shared/store/connection.ts';
import type { DrillDown } from '../shared/store/drill-down.ts';
import type { Registry } from '../shared/store/registry.ts';
import type { RejectionStore } from '../shared/store/rejections.ts';
import type { RetentionState } from '../shared/store/retention-state.ts';
import type { RegisteredSource } from '../shared/store/source-item.ts';
import type { ListedKey } from '../shared/store/source-keys.ts';
import type { SourceKind } from '../shared/store/source-kinds.ts';
import { type Directory, directoryOf } from './directory.ts';
import type { Health } from './health/read-health.ts';
import type { LiveStream } from './live/live-stream.ts';
import type { Viewer } from './permissions.ts';
import type { CollaborationCounts } from './plan/collaboration-of.ts';
import type { Days } from './plan/days.ts';
import type { FunnelStep } from './plan/idea-funnel-of.ts';
import type { ReportRequest, ReportResult } from './plan/report.ts';
import type { Privacy } from './privacy.ts';
import type { Replay } from './replay.ts';

/** What the API is made of: stores, clock and policy. */
export interface ApiDeps {
  /** The viewer of a bearer token; throws `UNAUTHENTICATED` when it is not valid. */
  verifyToken(token: string): Promise<Viewer>;
  loadOrganisation(): Promise<Organisation>;
  report(request: ReportRequest, organisation: Organisation): Promise<ReportResult>;
  /** A look at the revision of a report: a text that is another one whenever the report may be. */
  reportRevision(request: ReportRequest, organisation: Organisation): () => Promise<string>;
  collaboration(range: Days, organisation: Organisation): Promise<CollaborationCounts>;
  ideaFunnel(range: Days, department: string | undefined, organisation: Organisation): Promise<FunnelStep[]>;
  listSources(): Promise<RegisteredSource[]>;
  /** How the rules of alerts stand, those among them that are not looked at any more. */
  listAlerts(): Promise<KeptAlert[]>;
  /** What sources sent that was left alone, and the keys with which they may send, by source. */
  listSourceKinds(): Promise<Map<string, SourceKind[]>>;
  listSourceKeys(): Promise<Map<string, ListedKey[]>>;
  /** How many interactions of each source are in the cells. */
  countBySource(): Promise<Map<string, number>>;
  listRejections: RejectionStore['list'];
  findRejections: RejectionStore['find'];
  countRejections: RejectionStore['counts'];
  /** Fixes and dismisses rejections. */
  replay: Replay;
  /** Erases people. */
  privacy: Privacy;
  /** How far old people are replaced, and when pseudonyms changed: instants, ISO 8601. */
  retention(): Promise<{ state: RetentionState; cutOvers: string[] }>;
  listErasures(page: PageRequest): Promise<Connection<Erasure>>;
  drillDown: DrillDown;
  /** Changes of the organisation, of sources and of who is one person, and their audit trail. */
  registry: Registry;
  /** Takes the price of an operation from what a viewer may ask for: 0, or the milliseconds to wait. No limit when absent. */
  takeCost?: (viewer: string, cost: number) => Promise<number>;
  /** How the machinery stands, and what is deployed. */
  health: Health;
  release: string;
  /** Milliseconds since 1970. */
  clock: () => number;
  sleep: (ms: number) => Promise<void>;
  log(entry: { level: 'info' | 'error'; message: string; fields: Record<string, unknown>; error?: unknown }): void;
  /** Documents that may be named by their SHA-256 instead of being sent. */
  persisted: Readonly<Record<string, string>>;
  policy: ApiPolicy;
  /** Where queries and mutations (`api`), and subscriptions (`live`) are answered, and where sources send to (`door`). */
  addresses?: { api?: string | undefined; live?: string | undefined; door?: string | undefined };
  /** The page of GraphiQL, gzip-compressed; undefined where a browser gets none. */
  graphiql?: (() => Promise<Uint8Array>) | undefined;
}

export interface ApiPolicy {
  /** Documents that are not persisted are refused. */
  persistedOnly: boolean;
  /** The schema may be read without a token; fields still need one. */
  anonymousIntrospection: boolean;
}

/** What the server hands over with a request. */
export interface RequestInfo {
  requestId?: string;
}

/** What resolvers see. Sources and counts are read once for each request, when first asked for. */
export interface ApiContext {
  viewer?: Viewer;
  deps: ApiDeps;
  /** Replaced when the request itself changes the organisation. */
  directory: Directory;
  /** The stream to answer with; absent where subscriptions are not answered. */
  stream?: LiveStream;
  sources(): Promise<ReadonlyMap<string, RegisteredSource>>;
  sourceKinds(): Promise<ReadonlyMap<string, SourceKind[]>>;
  sourceKeys(): Promise<ReadonlyMap<string, ListedKey[]>>;
  countBySource(): Promise<ReadonlyMap<string, number>>;
}

export async function createContext(deps: ApiDeps): Promise<Omit<ApiContext, 'viewer'>> {
  return {
    deps,
    directory: directoryOf(await deps.loadOrganisation()),
    sources: once(async () => new Map((await deps.listSources()).map((source) => [source.id, source]))),
    sourceKinds: once(() => deps.listSourceKinds()),
    sourceKeys: once(() => deps.listSourceKeys()),
    countBySource: once(() => deps.countBySource()),
  };
}

function once<T>(load: () => Promise<T>): () => Promise<T> {
  let loading: Promise<T> | undefined;
  return () => {
    loading ??= load();
    return loading;
  };
}
