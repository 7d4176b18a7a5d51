import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { SendMessageBatchCommand, type SendMessageBatchRequestEntry, type SQSClient } from '@aws-sdk/client-sqs';
import type { Archives } from './archives.ts';
import { compilePattern } from './pattern.ts';
import { nameFromArn } from './template.ts';
import type { Topology } from './topology.ts';

interface PutEventsEntry {
  Source?: string;
  DetailType?: string;
  Detail?: string;
  EventBusName?: string;
  Resources?: string[];
  Time?: number;
}
type PutEventsResult = { EventId: string } | { ErrorCode: string; ErrorMessage: string };
type Verdict = { failed: string } | undefined;
interface Delivery {
  queueUrl: string;
  deadLetterUrl: string | undefined;
  body: string;
  done: (verdict: Verdict) => void;
}

/** A refusal of the whole request, as AWS answers it. */
export class ValidationException extends Error {
  override readonly name = 'ValidationException';
}

// 1 MiB for a request since January 2026, for EventBridge and SQS alike.
const requestLimit = 1_048_576;
const attempts = 4;

export interface Bus {
  putEvents(request: { Entries?: PutEventsEntry[] }): Promise<{ FailedEntryCount: number; Entries: PutEventsResult[] }>;
  /** Hands archived events to the rules of a bus again; what failed, when something did. */
  replay(bus: string, name: string, events: readonly string[]): Promise<string | undefined>;
}

/**
 * EventBridge's PutEvents over the rules of the template. An entry has an EventId only once every matching queue has it on
 * disk; otherwise it has an ErrorCode and the publisher sends it again.
 */
export function createBus(
  topology: Topology,
  sqs: SQSClient,
  region: string,
  account: string,
  sqsEndpoint: string,
  archives: Pick<Archives, 'keep' | 'wants'>,
): Bus {
  const url = (arn: string) => `${sqsEndpoint}/${account}/${nameFromArn(arn)}`;
  const rules = topology.rules
    .filter(({ State }) => State === 'ENABLED')
    .map(({ EventBusName, EventPattern, Targets, name }) => {
      try {
        return { bus: EventBusName, matches: compilePattern(EventPattern), targets: Targets };
      } catch (error) {
        throw new Error(`AWS::Events::Rule ${name}: ${(error as Error).message}`);
      }
    });
  const buses = new Set(['default', ...topology.buses]);

  const targetsOf = (bus: string, event: object) =>
    rules.filter((rule) => rule.bus === bus && rule.matches(event)).flatMap((rule) => rule.targets);

  /** What failed, when a queue did not take it. */
  const deliverTo = async (
    targets: ReturnType<typeof targetsOf>,
    body: string,
    deliver: (delivery: Delivery) => void,
  ): Promise<string | undefined> => {
    const verdicts = await Promise.all(
      targets.map(
        ({ Arn, DeadLetterConfig }) =>
          new Promise<Verdict>((done) => {
            const deadLetterUrl = DeadLetterConfig && url(DeadLetterConfig.Arn);
            deliver({ queueUrl: url(Arn), deadLetterUrl, body, done });
          }),
      ),
    );
    return verdicts.find((verdict) => verdict !== undefined)?.failed;
  };

  const putEntry = async (entry: PutEventsEntry, deliver: (delivery: Delivery) => void): Promise<PutEventsResult> => {
    const bus = nameFromArn(entry.EventBusName ?? 'default');
    const detail = parseDetail(entry.Detail);
    if (!entry.Source || !entry.DetailType) return invalid('InvalidArgument', 'Source and DetailType are required.');
    if (!detail) return invalid('MalformedDetail', 'Detail is malformed.');
    if (!buses.has(bus)) return invalid('ResourceNotFoundException', `Event bus ${bus} does not exist.`);
    const id = randomUUID();
    const envelope = {
      version: '0',
      id,
      'detail-type': entry.DetailType,
      source: entry.Source,
      account,
      time: new Date(entry.Time === undefined ? Date.now() : entry.Time * 1000).toISOString().replace(/\.\d+Z$/, 'Z'),
      region,
      resources: entry.Resources ?? [],
      detail,
    };
    const targets = targetsOf(bus, envelope);
    const archived = archives.wants(bus, envelope);
    // The detail goes on as it was written: writing it anew would cost more than all the rest of an entry.
    const body =
      targets.length > 0 || archived
        ? asciiJson(`${JSON.stringify({ ...envelope, detail: 0 }).slice(0, -2)}${entry.Detail}}`)
        : '';
    const failed = await deliverTo(targets, body, deliver);
    if (failed !== undefined) return invalid('InternalFailure', failed);
    if (archived) archives.keep(bus, envelope, body);
    return { EventId: id };
  };

  const putEvents: Bus['putEvents'] = async (request) => {
    const entries = request.Entries ?? [];
    if (entries.length < 1 || entries.length > 10) throw new ValidationException('A request has 1 to 10 entries.');
    const size = entries.reduce((sum, entry) => sum + entrySize(entry), 0);
    if (size > requestLimit)
      throw new ValidationException('Total size of the entries in the request is over the limit.');
    const deliveries: Delivery[] = [];
    const results = entries.map((entry) => putEntry(entry, (delivery) => deliveries.push(delivery)));
    for (const batch of batches(deliveries)) void sendBatch(sqs, batch);
    const Entries = await Promise.all(results);
    return { FailedEntryCount: Entries.filter((result) => 'ErrorCode' in result).length, Entries };
  };

  const replay: Bus['replay'] = async (bus, name, events) => {
    const deliveries: Delivery[] = [];
    const results = events.map((event) => {
      const envelope = JSON.parse(event) as object;
      const body = `${event.slice(0, -1)},"replay-name":${JSON.stringify(name)}}`;
      return deliverTo(targetsOf(bus, envelope), body, (delivery) => deliveries.push(delivery));
    });
    for (const batch of batches(deliveries)) void sendBatch(sqs, batch);
    return (await Promise.all(results)).find((failed) => failed !== undefined);
  };

  return { putEvents, replay };
}

/** Retries what the queue did not take; a message it will never take goes to the dead-letter queue of the target. */
async function sendBatch(sqs: SQSClient, batch: Delivery[], attempt = 1): Promise<void> {
  const [first] = batch;
  if (!first) return;
  const Entries: SendMessageBatchRequestEntry[] = batch.map(({ body }, index) => ({
    Id: String(index),
    MessageBody: body,
  }));
  const sent = await sqs
    .send(new SendMessageBatchCommand({ QueueUrl: first.queueUrl, Entries }))
    .catch((error: Error) => error);
  if (sent instanceof Error) {
    if (attempt >= attempts)
      for (const { done } of batch) done({ failed: `The queue did not answer: ${sent.message}` });
    else await sleep(50 * 4 ** (attempt - 1)).then(() => sendBatch(sqs, batch, attempt + 1));
    return;
  }
  const failed = new Map((sent.Failed ?? []).map((failure) => [failure.Id, failure]));
  for (const [index, delivery] of batch.entries()) {
    const failure = failed.get(String(index));
    if (!failure) delivery.done(undefined);
    else if (failure.SenderFault && delivery.deadLetterUrl && delivery.deadLetterUrl !== delivery.queueUrl) {
      await sendBatch(sqs, [{ ...delivery, queueUrl: delivery.deadLetterUrl }]);
    } else delivery.done({ failed: failure.Message ?? failure.Code ?? 'refused by the queue' });
  }
}

/** Deliveries of one queue, at most ten and one MiB in a batch. */
function batches(deliveries: Delivery[]): Delivery[][] {
  const open = new Map<string, { bytes: number; items: Delivery[] }>();
  const all: Delivery[][] = [];
  for (const delivery of deliveries) {
    let batch = open.get(delivery.queueUrl);
    if (!batch || batch.items.length === 10 || batch.bytes + delivery.body.length > requestLimit) {
      batch = { bytes: 0, items: [] };
      open.set(delivery.queueUrl, batch);
      all.push(batch.items);
    }
    // The body is ASCII, so its length is its size.
    batch.bytes += delivery.body.length;
    batch.items.push(delivery);
  }
  return all;
}

const invalid = (ErrorCode: string, ErrorMessage: string): PutEventsResult => ({ ErrorCode, ErrorMessage });

function parseDetail(detail: string | undefined): object | undefined {
  try {
    const parsed = JSON.parse(detail ?? '');
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
}

/** EventBridge's rule: 14 bytes for a time, and the UTF-8 of the texts. */
function entrySize(entry: PutEventsEntry): number {
  const texts = [entry.Source, entry.DetailType, entry.Detail, ...(entry.Resources ?? [])];
  return texts.reduce((sum, text) => sum + Buffer.byteLength(text ?? ''), entry.Time === undefined ? 0 : 14);
}

/** The queue engine refuses characters beyond the basic plane, which SQS takes: JSON can write them as escapes. */
const asciiJson = (json: string): string =>
  json.replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
