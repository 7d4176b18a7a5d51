import type { RegisteredSource } from '../../../shared/store/source-item.ts';
import type { SourceSecrets, StoredSecrets } from '../../../shared/store/source-secrets.ts';
import type { Gate } from '../admission-gate.ts';
import { providerPatience } from '../admission-patience.ts';
import { authenticate } from '../authenticate.ts';
import type { Flow } from '../create-flow.ts';
import { isProblem, type Problem, problemResponse } from '../problem.ts';
import { readBytes } from '../read-body.ts';
import type { Delivery, Flaw, Part, Secrets, SourceAdapter, SourceContext, Tools } from '../sources/adapter.ts';
import { findAdapter } from '../sources/registry.ts';
import { retryAfter, webhookResponse } from '../verdict-response.ts';
import { acceptParts } from './accept-parts.ts';
import { wholeDelivery } from './map-parts.ts';
import { missingSecret, verifyDelivery } from './verify-delivery.ts';

export interface WebhookContext {
  flow: Flow;
  secrets: Pick<SourceSecrets, 'read' | 'readAgain'>;
  tools: Tools;
  localKey: string | undefined;
  gate: Gate;
  clock: () => number;
  /** The adapter of an id; the registry's unless another is tried. */
  load?: (id: string) => Promise<SourceAdapter | undefined>;
}

/** 5 MiB; a function is called with at most 6 MB. */
const webhookBytes = 5 * 1_048_576;

/**
 * Answers a request to the webhook of a source. A delivery is taken only with the provider's signature over its exact
 * bytes. 200 once all of it is on the bus, kept as refused or of no interest: the provider need not send it again. 401
 * with the flaw of the signature; 503 when anything could be lost. HEAD: 200 when a source has this webhook.
 */
export async function receiveWebhook(
  request: Request,
  { adapter: adapterId, hook }: { adapter: string; hook: string },
  webhook: WebhookContext,
): Promise<Response> {
  const source = await webhook.flow.sources.findSourceByHook(hook);
  const adapter = source?.adapter === adapterId ? await (webhook.load ?? findAdapter)(adapterId) : undefined;
  if (source === undefined || adapter?.webhook === undefined) return problemResponse(unknownHook);
  // Some providers (Intercom, say) try an address by HEAD before they take it.
  if (request.method === 'HEAD') return new Response(null);
  const patience = providerPatience(adapter.id);
  const closed = request.method === 'POST' ? await webhook.gate.closed(patience) : undefined;
  if (closed) return problemResponse(closed);
  const context = await webhook.flow.contextOf(source, adapter);
  if ('misconfigured' in context) return problemResponse(misconfigured(context.misconfigured));
  const body = await readBytes(request, webhookBytes);
  if (isProblem(body)) return problemResponse(body);
  const { method, headers } = request;
  const url = new URL(request.url);
  const delivery = { method, url, headers, body: body.bytes, receivedAt: webhook.clock() };
  if (method === 'GET') return shakeHands(delivery, adapter, hook, context, webhook);
  const parts = await readVerified(delivery, source, adapter, hook, context, webhook);
  if (parts instanceof Response) return parts;
  const shed = await webhook.gate.admit(source, parts.length, patience);
  if (shed) return problemResponse(shed);
  const verdict = await acceptParts(parts, { source, adapter, context }, webhook.flow);
  webhook.gate.accepted(verdict.accepted);
  return webhookResponse(verdict);
}

async function readVerified(
  delivery: Delivery,
  source: RegisteredSource,
  adapter: SourceAdapter,
  hook: string,
  context: SourceContext,
  { flow, secrets, tools, localKey }: WebhookContext,
): Promise<readonly Part[] | Response> {
  const { webhook } = adapter;
  if (webhook === undefined) return problemResponse(unknownHook);
  if (webhook.verify === 'key') {
    const caller = await authenticate(delivery.headers.get('authorization') ?? undefined, flow.sources, localKey);
    if (isProblem(caller)) return problemResponse(caller);
    if (caller.source !== undefined && caller.source.id !== source.id) return problemResponse(foreignKey);
  } else {
    const verified = await verifyDelivery(delivery, adapter, hook, secrets, tools);
    if ('missing' in verified) return problemResponse(secretMissing(verified.missing));
    if ('flaw' in verified) return problemResponse(flawed(verified.flaw));
  }
  const read = await webhook.read(delivery, context.settings);
  if ('answer' in read) return read.answer;
  if (!('code' in read)) return read;
  // The provider signed what its adapter cannot read at all: it is kept whole, for when the adapter can.
  const payload = { kind: wholeDelivery, payload: delivery.body.toString('utf8') };
  const unreadable = { payload, source: source.id, format: adapter.id, id: null, refusal: read };
  const verdict = await flow.accept([unreadable], { source: source.id, registersSources: false });
  return webhookResponse({ ...verdict, ignored: 0 });
}

async function shakeHands(
  delivery: Delivery,
  adapter: SourceAdapter,
  hook: string,
  { settings }: SourceContext,
  { secrets }: WebhookContext,
): Promise<Response> {
  const answered = (values: Secrets = {}): Response =>
    adapter.webhook?.handshake?.(delivery, values, settings) ?? problemResponse(noHandshake);
  if (Object.keys(adapter.secrets).length === 0) return answered();
  const attempt = (found: StoredSecrets | undefined): Response => {
    const missing = missingSecret(adapter, found?.values);
    return missing === undefined ? answered(found?.values) : problemResponse(secretMissing(missing));
  };
  const first = await attempt(await secrets.read(hook));
  // The secrets may just have been set, and the provider asks but once.
  return first.ok ? first : attempt(await secrets.readAgain(hook));
}

const flaws: Record<Flaw, string> = {
  SIGNATURE_MISSING: 'The delivery has no signature of its provider: sign it, and send the headers of the signature.',
  SIGNATURE_WRONG: 'The signature is not of these bytes: check that the secret here is the one at the provider.',
  TOO_OLD: 'The signed time is too far from now: send it anew, and check the clock.',
};
const flawed = (flaw: Flaw): Problem => ({ status: 401, code: flaw, message: flaws[flaw] });

const unknownHook: Problem = {
  status: 404,
  code: 'UNKNOWN_WEBHOOK',
  message: 'No source has this webhook: copy the address again from the source.',
};
const noHandshake: Problem = {
  status: 404,
  code: 'NO_HANDSHAKE',
  message: 'This is the webhook of a source. Deliveries come by POST; this GET is no handshake of its provider.',
};
const foreignKey: Problem = { status: 403, code: 'KEY_UNKNOWN', message: 'The key belongs to another source.' };
const misconfigured = (field: string): Problem => ({
  status: 503,
  code: 'SOURCE_MISCONFIGURED',
  message: `The source cannot be read: an engineer sets its ${field}.`,
  retryAfter,
});
const secretMissing = (name: string): Problem => ({
  status: 503,
  code: 'SECRET_MISSING',
  message: `The source has no secret “${name}” yet: an engineer sets it.`,
  retryAfter,
});
