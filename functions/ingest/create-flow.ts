import type { Logger } from '@aws-lambda-powertools/logger';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import type { Keys } from '../../shared/derive-keys.ts';
import type { Organisation } from '../../shared/organisation.ts';
import { createPseudonymiser } from '../../shared/pseudonym.ts';
import { loadOrganisation } from '../../shared/store/organisation.ts';
import { createRejectionStore } from '../../shared/store/rejections.ts';
import type { RegisteredSource } from '../../shared/store/source-item.ts';
import { createSourceRegistry, type SourceRegistry } from '../../shared/store/sources.ts';
import { acceptInteractions, type Verdict } from './accept-interactions.ts';
import { checkContext } from './check-event.ts';
import { newTrace } from './new-trace.ts';
import { createPublisher } from './publish.ts';
import type { Received } from './received.ts';
import type { SourceAdapter, SourceContext } from './sources/adapter.ts';
import { takenFields } from './taken-fields.ts';
import { type Misconfigured, sourceContext } from './webhook/source-context.ts';

export interface FlowDependencies {
  dynamo: Pick<DynamoDBClient, 'send'>;
  eventBridge: Pick<EventBridgeClient, 'send'>;
  loadKeys: () => Promise<Keys>;
  /** Gives what seals people on the bus. */
  sealer: () => Promise<(person: string) => string>;
  busName: string;
  registryTable: string;
  rejectionsTable: string;
  /** Milliseconds since 1970. */
  clock: () => number;
  sleep: (ms: number) => Promise<void>;
  /** From 0 up to 1. */
  random: () => number;
  logger: Pick<Logger, 'info' | 'warn' | 'error'>;
  /** Where metrics are put; none are told without. */
  metricNamespace?: string | undefined;
  /** The header of X-Ray's trace that the process is in. */
  xrayHeader?: () => string | undefined;
}

/** What everything that receives interactions does with them, however they come: by HTTP, on a schedule or from a replay. */
export interface Flow {
  sources: SourceRegistry;
  organisation: () => Promise<Organisation>;
  /** Checks, normalises and publishes; keeps what is refused. `source`: the only one that these may be of. */
  accept: (received: readonly Received[], options: AcceptOptions) => Promise<Verdict>;
  /** What an adapter is told of a registered source. */
  contextOf: (source: RegisteredSource, adapter: SourceAdapter) => Promise<SourceContext | Misconfigured>;
  /** Logs the name of what failed; never what was sent. */
  report: (failed: string, error: unknown) => void;
}

export interface AcceptOptions {
  source?: string | undefined;
  /** Sources are registered when they first send: with the local key only. */
  registersSources: boolean;
  /** The trace of the delivery; one of its own unless the caller has one. */
  trace?: string;
}

/** The flow of one process. */
export function createFlow(deps: FlowDependencies): Flow {
  const { dynamo, registryTable, rejectionsTable, clock, logger } = deps;
  const sources = createSourceRegistry({ client: dynamo, tableName: registryTable, clock });
  const organisation = () => loadOrganisation(dynamo, registryTable, clock);
  const report = (failed: string, error: unknown) => logger.warn(`Could not ${failed}`, { error: nameOf(error) });
  const publish = createPublisher({ ...deps, client: deps.eventBridge, report });
  const withKeys = madeOf(deps.loadKeys, (keys) => ({
    keys,
    pseudonymise: createPseudonymiser(keys),
    rejections: createRejectionStore({ client: dynamo, tableName: rejectionsTable, key: keys.payload, clock, report }),
  }));

  return {
    sources,
    organisation,
    report,

    async accept(received, { source, registersSources, trace = newTrace() }) {
      const { keys, pseudonymise, rejections } = await withKeys();
      const now = clock();
      const verdict = await acceptInteractions(received, {
        check: checkContext(await organisation(), now, source),
        normalise: { digestKey: keys.digest, pseudonymise, recordedAt: new Date(now).toISOString() },
        loadReadText,
        publish,
        rejections,
        sources,
        registersSources,
        report,
        trace,
      });
      logger.info('Taken', takenFields(verdict, trace, deps.metricNamespace, now));
      return verdict;
    },

    async contextOf(source, adapter) {
      const { keys } = await withKeys();
      return sourceContext(source, adapter, await organisation(), keys.opaque);
    },
  };
}

const loadReadText = async () => (await import('./text/read-text.ts')).readText;

/** Makes something of a loaded value, anew only when another one is loaded; a failed load is tried again at the next call. */
function madeOf<Loaded, Made>(load: () => Promise<Loaded>, make: (loaded: Loaded) => Made): () => Promise<Made> {
  let last: { loaded: Loaded; made: Made } | undefined;
  return async () => {
    const loaded = await load();
    if (last?.loaded !== loaded) last = { loaded, made: make(loaded) };
    return last.made;
  };
}

/** Errors are logged by name: messages may quote what was sent. */
export const nameOf = (error: unknown): string => (error instanceof Error ? error.name : 'unknown');
