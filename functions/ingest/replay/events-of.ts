import type { Refusal } from '../../../shared/errors.ts';
import type { Rejection } from '../../../shared/rejection.ts';
import type { RegisteredSource } from '../../../shared/store/source-item.ts';
import { mapActivity } from '../map-activity.ts';
import { pathInActivity } from '../read-activity-streams.ts';
import type { Part, SourceAdapter } from '../sources/adapter.ts';
import { findAdapter } from '../sources/registry.ts';
import { mapParts, wholeDelivery } from '../webhook/map-parts.ts';
import type { FixContext } from './check-fixed.ts';

/** A CloudEvent yet unchecked, and where its fields lie in the payload. */
export interface FoundEvent {
  event: unknown;
  pathInPayload: (path: string) => string;
}

/** The events that a payload of any format stands for, made as they were when it came, or why there are none. */
export async function eventsOf(rejection: Rejection, context: FixContext): Promise<FoundEvent[] | Refusal> {
  const { format, payload } = rejection;
  if (format === 'cloudevents') return [{ event: payload, pathInPayload: (path) => path }];
  const source = rejection.source === null ? undefined : await context.findSource(rejection.source);
  if (source === undefined) return invalid('The source is not registered: connect it first.');
  return format === 'activitystreams'
    ? eventOfActivity(payload, source, context)
    : eventsOfPart(format, payload, source, context);
}

function eventOfActivity(
  payload: unknown,
  { id, channel, department }: RegisteredSource,
  { organisation }: FixContext,
): FoundEvent[] | Refusal {
  if (channel === undefined || department === undefined) {
    return invalid('The source is registered without a channel or a department: have them added.');
  }
  const mapped = mapActivity(payload, {
    source: id,
    channel,
    department,
    channelKind: organisation.channels.find((one) => one.id === channel)?.kind,
    departments: organisation.departments.map((one) => one.id),
  });
  return 'refusal' in mapped ? mapped.refusal : [{ event: mapped.event, pathInPayload: pathInActivity }];
}

async function eventsOfPart(
  format: string,
  payload: unknown,
  source: RegisteredSource,
  { contextOf }: FixContext,
): Promise<FoundEvent[] | Refusal> {
  const adapter = await findAdapter(format);
  if (adapter === undefined) return invalid('There is no adapter of this format any more.');
  const context = await contextOf(source, adapter);
  if ('misconfigured' in context) return invalid(`The source's ${context.misconfigured} is missing or wrong: mend it.`);
  if (!isPart(payload)) return { ...invalid('It is a kind and a payload.'), path: 'kind' };
  const parts = payload.kind === wholeDelivery ? await readAnew(payload, adapter, context.settings) : [payload];
  if ('code' in parts) return parts;
  const { received } = mapParts(parts, adapter, context);
  const found: FoundEvent[] = [];
  for (const one of received) {
    if ('refusal' in one) return one.refusal;
    found.push({ event: one.event, pathInPayload: one.pathInPayload ?? ((path) => path) });
  }
  if (found.length > 0) return found;
  return { code: 'NOT_SUPPORTED', path: 'kind', message: 'Its adapter leaves it alone: it is of no interest.' };
}

/** The parts of a delivery that its adapter could not read when it came; of its headers nothing was kept. */
async function readAnew(
  { payload }: Part,
  { webhook }: SourceAdapter,
  settings: unknown,
): Promise<readonly Part[] | Refusal> {
  if (typeof payload !== 'string' || webhook === undefined) {
    return { ...invalid('It is the text of a delivery.'), path: 'payload' };
  }
  const url = new URL('https://replay.invalid/');
  const body = Buffer.from(payload);
  const read = await webhook.read({ method: 'POST', url, headers: new Headers(), body, receivedAt: 0 }, settings);
  if ('answer' in read) return [];
  return 'code' in read ? { ...read, path: 'payload' } : read;
}

const isPart = (payload: unknown): payload is Part =>
  typeof payload === 'object' && payload !== null && 'kind' in payload && typeof payload.kind === 'string';

const invalid = (message: string): Refusal => ({ code: 'INVALID', path: '', message });
