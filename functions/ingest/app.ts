import type { Logger } from '@aws-lambda-powertools/logger';
import { type DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import type { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { Hono } from 'hono';
import type { Keys } from '../../shared/derive-keys.ts';
import { createPseudonymiser } from '../../shared/pseudonym.ts';
import { loadOrganisation } from '../../shared/store/organisation.ts';
import { createRejectionStore } from '../../shared/store/rejections.ts';
import { createSourceRegistry } from '../../shared/store/sources.ts';
import { acceptInteractions, countCodes } from './accept-interactions.ts';
import { authenticate } from './authenticate.ts';
import { checkContext } from './check-event.ts';
import { isProblem, problemResponse } from './problem.ts';
import { createPublisher } from './publish.ts';
import { readInteractions } from './read-interactions.ts';
import { createTokenBuckets, type RateLimit } from './token-bucket.ts';
import { retryAfter, verdictResponse } from './verdict-response.ts';

export interface IngestDependencies {
  dynamo: Pick<DynamoDBClient, 'send'>;
  eventBridge: Pick<EventBridgeClient, 'send'>;
  loadKeys: () => Promise<Keys>;
  busName: string;
  registryTable: string;
  rejectionsTable: string;
  /** The key that may send for any source; only where everything is local. */
  localKey?: string | undefined;
  /** Far above what one process can do, so that it stops a flood and no feed. */
  rateLimit?: RateLimit;
  /** Milliseconds since 1970. */
  clock: () => number;
  sleep: (ms: number) => Promise<void>;
  /** From 0 up to 1. */
  random: () => number;
  logger: Pick<Logger, 'info' | 'warn' | 'error'>;
}

/** The HTTP application of ingest: `POST /v1/interactions` and `GET /health`. Every answer is JSON. */
export function createIngestApp(deps: IngestDependencies): Hono {
  const { dynamo, registryTable, clock, logger } = deps;
  const sources = createSourceRegistry({ client: dynamo, tableName: registryTable, clock });
  const buckets = createTokenBuckets(deps.rateLimit ?? { perSecond: 20_000 }, clock);
  const withKeys = onceLoaded(deps.loadKeys, (keys) => ({
    digestKey: keys.digest,
    pseudonymise: createPseudonymiser(keys.pseudonym),
    rejections: createRejectionStore({
      client: dynamo,
      tableName: deps.rejectionsTable,
      key: keys.payload,
      clock,
    }),
  }));
  const organisation = () => loadOrganisation(dynamo, registryTable, clock);
  const report = (failed: string, error: unknown) => logger.warn(`Could not ${failed}`, { error: nameOf(error) });
  const publish = createPublisher({ ...deps, client: deps.eventBridge, report });

  const app = new Hono();

  app.post('/v1/interactions', async (context) => {
    const { req } = context;
    const caller = await authenticate(req.header('authorization'), sources, deps.localKey);
    if (isProblem(caller)) return problemResponse(caller);
    const received = await readInteractions(req.raw, { caller, query: req.query(), sources, organisation });
    if (isProblem(received)) return problemResponse(received);

    const wait = buckets.take(caller.id, received.length);
    if (wait > 0) return problemResponse({ ...tooFast, retryAfter: wait });

    const { digestKey, pseudonymise, rejections } = await withKeys();
    const now = clock();
    const verdict = await acceptInteractions(received, {
      check: checkContext(await organisation(), now, caller.source?.id),
      normalise: { digestKey, pseudonymise, recordedAt: new Date(now).toISOString() },
      loadReadText,
      publish,
      rejections,
      sources,
      registersSources: caller.source === undefined,
      report,
    });
    if (verdict.rejected.length > 0) {
      logger.info('Refused', { accepted: verdict.accepted, codes: countCodes(verdict.rejected), kept: verdict.kept });
    }
    return verdictResponse(verdict);
  });

  app.get('/health', async (context) => {
    const probe = new GetItemCommand({ TableName: registryTable, Key: { pk: { S: 'ORGANISATION' }, sk: { S: '-' } } });
    try {
      await dynamo.send(probe);
      return context.json({ status: 'ok' });
    } catch (error) {
      report('read the registry', error);
      return context.json({ status: 'unavailable', failing: ['registry'] }, 503);
    }
  });

  app.all('/v1/interactions', () =>
    problemResponse({
      status: 405,
      code: 'METHOD_NOT_ALLOWED',
      message: 'Send interactions by POST.',
      headers: { allow: 'POST' },
    }),
  );
  app.notFound(() =>
    problemResponse({ status: 404, code: 'NOT_FOUND', message: 'There are POST /v1/interactions and GET /health.' }),
  );
  // What was sent never throws; what is left are tables, the secret or the network, and trying again is right.
  app.onError((error) => {
    logger.error('Unavailable', { error: nameOf(error) });
    const message = 'Something that this needs does not answer: send it again later.';
    return problemResponse({ status: 503, code: 'UNAVAILABLE', message, retryAfter });
  });
  return app;
}

const loadReadText = async () => (await import('./text/read-text.ts')).readText;

const tooFast = {
  status: 429,
  code: 'TOO_FAST',
  message: 'The key sends more interactions a second than it may: wait as long as Retry-After says.',
} as const;

/** Makes something of a loaded value once; a failed load is tried again at the next call. */
function onceLoaded<Loaded, Made>(load: () => Promise<Loaded>, make: (loaded: Loaded) => Made): () => Promise<Made> {
  let made: Made | undefined;
  return async () => {
    made ??= make(await load());
    return made;
  };
}

/** Errors are logged by name: messages may quote what was sent. */
const nameOf = (error: unknown): string => (error instanceof Error ? error.name : 'unknown');
