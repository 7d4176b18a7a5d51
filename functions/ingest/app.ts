import { GetItemCommand } from '@aws-sdk/client-dynamodb';
import { Hono } from 'hono';
import type { SourceSecrets } from '../../shared/store/source-secrets.ts';
import { createGate, type GateSettings } from './admission-gate.ts';
import { answerSource, pausedProblem } from './answer-source.ts';
import { authenticate, type Caller } from './authenticate.ts';
import { contractRoutes, type ReadContract } from './contract/contract-routes.ts';
import { createFlow, type FlowDependencies, nameOf } from './create-flow.ts';
import { logPostponed } from './log-postponed.ts';
import { isProblem, problemResponse } from './problem.ts';
import { readInteractions } from './read-interactions.ts';
import type { Received } from './received.ts';
import { secureAnswers } from './secure-answers.ts';
import type { Tools } from './sources/adapter.ts';
import { type Traced, traceRequests } from './trace-requests.ts';
import { traced } from './traced.ts';
import { retryAfter, verdictResponse } from './verdict-response.ts';
import { receiveWebhook } from './webhook/receive-webhook.ts';

export interface IngestDependencies extends FlowDependencies {
  sourceSecrets: Pick<SourceSecrets, 'read' | 'readAgain'>;
  tools: Tools;
  readContract: ReadContract;
  /** The key that may send for any source; only where everything is local. */
  localKey?: string | undefined;
  gate?: GateSettings;
}

/** The HTTP application of ingest: interactions, webhooks of sources, the contract of both, and `GET /health`. */
export function createIngestApp(deps: IngestDependencies): Hono<Traced> {
  const { dynamo, registryTable, clock, logger, localKey } = deps;
  const flow = createFlow(deps);
  const gate = createGate(deps, flow.report);
  const { sources, organisation } = flow;
  const webhook = { flow, secrets: deps.sourceSecrets, tools: deps.tools, localKey, gate, clock };

  const app = new Hono<Traced>();
  app.use(secureAnswers);
  app.use('/v1/*', traceRequests);
  app.use('/v1/*', logPostponed(logger));

  app.post('/v1/interactions', async (context) => {
    const { req } = context;
    const caller = await authenticate(req.header('authorization'), sources, localKey);
    if (isProblem(caller)) return problemResponse(caller);
    const paused = pausedProblem(caller);
    if (paused) return problemResponse(paused);
    const closed = await gate.closed();
    if (closed) return problemResponse(closed);
    const received = await readInteractions(req.raw, { caller, query: req.query(), sources, organisation });
    if (isProblem(received)) return problemResponse(received);

    const shed = await gate.admit(senderOf(caller, received), received.length);
    if (shed) return problemResponse(shed);
    const options = {
      source: caller.source?.id,
      registersSources: caller.source === undefined,
      trace: context.get('trace'),
    };
    const verdict = await flow.accept(received, options);
    gate.accepted(verdict.accepted);
    return verdictResponse(verdict);
  });

  app.get('/v1/source', ({ req }) => answerSource(req.raw, sources, localKey));

  app.on(['GET', 'POST'], '/v1/sources/:adapter/:hook', ({ req, get }) =>
    receiveWebhook(req.raw, req.param(), { ...webhook, flow: traced(flow, get('trace')) }),
  );

  app.route('/', contractRoutes(deps.readContract));

  app.get('/health', async (context) => {
    const probe = new GetItemCommand({ TableName: registryTable, Key: { pk: { S: 'ORGANISATION' }, sk: { S: '-' } } });
    try {
      await dynamo.send(probe);
      return context.json({ status: 'ok' });
    } catch (error) {
      flow.report('read the registry', error);
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
    problemResponse({
      status: 404,
      code: 'NOT_FOUND',
      message: 'There is nothing here: GET /v1/docs tells what there is.',
    }),
  );
  // What was sent never throws; what is left are tables, the secret or the network, and trying again is right.
  app.onError((error) => {
    logger.error('Unavailable', { error: nameOf(error) });
    const message = 'Something that this needs does not answer: send it again later.';
    return problemResponse({ status: 503, code: 'UNAVAILABLE', message, retryAfter });
  });
  return app;
}

/** With the local key the source that the first is of: it may send for any, and each has a share of its own. */
function senderOf({ id, source }: Caller, [first]: readonly Received[]) {
  const named = source === undefined && first !== undefined && 'event' in first ? first.event : undefined;
  const { source: text } = (named ?? {}) as { source?: unknown };
  return { id: typeof text === 'string' ? text.slice(0, 256) : id, ratePerSecond: source?.ratePerSecond };
}
