import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { counted, embeddedMetrics } from '../../../shared/embedded-metrics.ts';
import { flowMetrics } from '../../../shared/flow-metrics.ts';
import { createPseudonymiser } from '../../../shared/pseudonym.ts';
import { ruleInTrail } from '../../../shared/rejection-fix.ts';
import {
  type DismissReport,
  type FixReport,
  type ReplayRequest,
  replayRequestSchema,
} from '../../../shared/rejection-fix-request.ts';
import { auditItem } from '../../../shared/store/audit.ts';
import { createFoldStore } from '../../../shared/store/fold-store.ts';
import { createRejectionStore } from '../../../shared/store/rejections.ts';
import { createFlow } from '../create-flow.ts';
import { newTrace } from '../new-trace.ts';
import { createPublisher } from '../publish.ts';
import type { ReplayDependencies } from './dependencies.ts';
import { fixRejections } from './fix-rejections.ts';
import { selectRejections } from './select-rejections.ts';

/**
 * Fixes and replays rejections, or dismisses them, and notes who did it; a dry run only says what would happen. Throws when
 * the request is none or a table does not answer: asking again is safe then.
 */
export async function replayRejections(input: unknown, deps: ReplayDependencies): Promise<FixReport | DismissReport> {
  const request = replayRequestSchema.parse(input);
  const { dynamo: client, clock, logger, rejectionsTable: tableName } = deps;
  const keys = await deps.loadKeys();
  const store = createRejectionStore({ client, tableName, key: keys.payload, clock });
  const { found, next } = await selectRejections(request.selection, store);
  const { who } = request.author;

  if (request.action === 'dismiss') {
    const open = found.filter(({ state }) => state === 'OPEN');
    if (open.length > 0) await note(deps, request, { dismissed: open.length });
    const dismissed = (await store.settle(open, 'DISMISSED', who)).length;
    logger.info('Dismissed', { dismissed });
    return { dismissed, next };
  }

  const flow = createFlow(deps);
  const trace = newTrace();
  const publish = createPublisher({ ...deps, client: deps.eventBridge, report: flow.report });
  const report = await fixRejections(found, request, {
    flow,
    findSource: once(flow.sources.findSource),
    contextOf: flow.contextOf,
    now: clock(),
    organisation: await flow.organisation(),
    ledger: createFoldStore(client, deps.ledgerTable),
    normalise: { digestKey: keys.digest, pseudonymise: createPseudonymiser(keys) },
    publish: (interactions) => publish(interactions, trace),
    note: (counts) => note(deps, request, counts),
    settle: (rejections) => store.settle(rejections, 'FIXED', who),
  });
  const { accepted, duplicates, conflicts, refused, dryRun } = report;
  const { metricNamespace: namespace } = deps;
  logger.info('Replayed', {
    trace,
    accepted,
    duplicates,
    conflicts,
    refused,
    dryRun,
    ...(namespace !== undefined &&
      !dryRun &&
      embeddedMetrics(namespace, clock(), { [flowMetrics.replayed]: counted(accepted) })),
  });
  return { ...report, next };
}

/** Written before anything is done: the trail may tell of more than happened, never of less. */
async function note(
  { dynamo, registryTable, clock }: ReplayDependencies,
  request: ReplayRequest,
  counts: Record<string, number>,
): Promise<void> {
  const { author, selection } = request;
  const after = {
    ...('ids' in selection ? { ids: selection.ids.length } : { filter: selection.filter }),
    ...(request.action === 'fix' && { rules: request.rules.map(ruleInTrail) }),
    ...counts,
  };
  const action = request.action === 'fix' ? 'fixRejections' : 'dismissRejections';
  const Item = auditItem({ ...author, action, subject: 'rejections', before: null, after }, clock());
  await dynamo.send(new PutItemCommand({ TableName: registryTable, Item }));
}

/** Asks for each id once: rejections of a call are mostly of one source. */
function once<T>(find: (id: string) => Promise<T>): (id: string) => Promise<T> {
  const found = new Map<string, Promise<T>>();
  return (id) => {
    const known = found.get(id) ?? find(id);
    found.set(id, known);
    return known;
  };
}
