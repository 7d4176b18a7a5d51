import type { SourceCursor, SourceCursors } from '../../../shared/store/source-cursors.ts';
import type { RegisteredSource } from '../../../shared/store/source-item.ts';
import type { SourceSecrets } from '../../../shared/store/source-secrets.ts';
import { type Flow, nameOf } from '../create-flow.ts';
import type { Page, RunContext, Scheduled, SourceAdapter, SourceContext, Tools } from '../sources/adapter.ts';
import { acceptParts } from '../webhook/accept-parts.ts';
import { answersSeen } from './answers-seen.ts';
import { pagesUntil } from './pages-until.ts';

export interface RunDeps {
  flow: Pick<Flow, 'accept' | 'sources' | 'report' | 'contextOf'>;
  secrets: Pick<SourceSecrets, 'read'>;
  cursors: Pick<SourceCursors, 'begin' | 'store'>;
  tools: Tools;
  webhookUrl: (adapter: string, hook: string) => string;
  clock: () => number;
}

export interface Asked {
  source: RegisteredSource;
  adapter: SourceAdapter & { scheduled: Scheduled<unknown> };
  read: SourceCursor;
}

export interface RunOutcome {
  accepted: number;
  ignored: number;
  rejected: number;
  /** Where the source is now. */
  cursor: SourceCursor;
  /** It ended for want of time. */
  unfinished: boolean;
  /** The code or name of what went wrong; pages before are taken all the same. */
  error?: string;
}

/**
 * Asks one source, beginning `at` (ISO 8601), until it has no more or `deadline` (epoch milliseconds) comes, page by page: each goes the way of a
 * webhook's delivery, and its cursor is stored only when all of it is on the bus, kept as refused or of no interest. So a
 * run that is killed is repeated from its last whole page, and what comes twice counts once. It never throws.
 */
export async function runSource(
  { source, adapter, read }: Asked,
  at: string,
  deadline: number,
  deps: RunDeps,
): Promise<RunOutcome> {
  const outcome: RunOutcome = { accepted: 0, ignored: 0, rejected: 0, cursor: read, unfinished: false };
  const seen = answersSeen(deps.tools);
  try {
    await deps.cursors.begin(source.id, at);
    const context = await deps.flow.contextOf(source, adapter);
    if ('misconfigured' in context) return { ...outcome, error: 'MISCONFIGURED' };
    const run = adapter.scheduled.run(await runContext(source, adapter, context, read, deadline, seen.tools, deps));
    for await (const page of pagesUntil(run, deadline, deps.clock)) {
      const error = await takePage(page, { source, adapter, context }, outcome, deps);
      if (error !== undefined) return { ...outcome, error };
    }
  } catch (error) {
    return { ...outcome, error: seen.failed() ?? nameOf(error) };
  }
  const refused = seen.refused();
  return { ...outcome, unfinished: deps.clock() >= deadline, ...(refused !== undefined && { error: refused }) };
}

/** Takes a page and stores its cursor in the outcome and the table; the code of what prevented it. */
async function takePage(
  { parts, cursor }: Page,
  origin: { source: RegisteredSource; adapter: SourceAdapter; context: SourceContext },
  outcome: RunOutcome,
  { flow, cursors }: RunDeps,
): Promise<string | undefined> {
  const verdict = await acceptParts(parts, origin, flow);
  outcome.accepted += verdict.accepted;
  outcome.ignored += verdict.ignored;
  outcome.rejected += verdict.rejected.length;
  if (!verdict.kept) return 'NOT_TAKEN';
  const stored = await cursors.store(origin.source.id, outcome.cursor, cursor);
  if (stored === undefined) return 'OVERTAKEN';
  outcome.cursor = stored;
  return undefined;
}

async function runContext(
  source: RegisteredSource,
  adapter: SourceAdapter,
  context: SourceContext,
  { cursor }: SourceCursor,
  deadline: number,
  tools: Tools,
  { secrets, webhookUrl, clock }: RunDeps,
): Promise<RunContext<unknown>> {
  const { hook } = source;
  const held = hook !== undefined && Object.keys(adapter.secrets).length > 0 ? await secrets.read(hook) : undefined;
  const url = hook === undefined ? '' : webhookUrl(adapter.id, hook);
  return { ...context, ...tools, secrets: held?.values ?? {}, cursor, now: clock(), deadline, webhookUrl: url };
}
