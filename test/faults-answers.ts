import { Readable } from 'node:stream';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';

export type Handler = DynamoDBClient['config']['requestHandler'];
type Request = Parameters<Handler['handle']>[0];
type Answer = Awaited<ReturnType<Handler['handle']>>;

const messages: Record<string, string> = {
  TransactionConflict: 'Transaction is ongoing for the item',
  ThrottlingError: 'Throughput exceeds the current capacity for one or more global secondary indexes.',
  ProvisionedThroughputExceeded: 'The level of configured provisioned throughput for the table was exceeded.',
};

const overloads = [
  'com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException',
  'com.amazonaws.dynamodb.v20120810#RequestLimitExceeded',
  'com.amazonaws.dynamodb.v20120810#InternalServerError',
  'com.amazon.coral.availability#ThrottlingException',
] as const;

/** One reason for each action, in order; the action that is to blame is drawn. */
export function cancelled({ body }: Request, random: () => number, code: string): Answer {
  const { TransactItems } = JSON.parse(textOf(body)) as { TransactItems: unknown[] };
  const guilty = Math.floor(random() * TransactItems.length);
  const reasons = TransactItems.map((_, index) =>
    index === guilty ? { Code: code, Message: messages[code] } : { Code: 'None' },
  );
  const codes = reasons.map(({ Code }) => Code).join(', ');
  return answered(400, 'com.amazonaws.dynamodb.v20120810#TransactionCanceledException', {
    CancellationReasons: reasons,
    Message: `Transaction cancelled, please refer cancellation reasons for specific reasons [${codes}]`,
  });
}

/** The whole request refused, in one of the ways in which DynamoDB sheds load. */
export function throttled(random: () => number): Answer {
  const type = overloads[Math.floor(random() * overloads.length)] ?? overloads[0];
  return answered(type.endsWith('InternalServerError') ? 500 : 400, type, { message: 'Try again later.' });
}

/** Reads every other key and answers the rest as unprocessed. */
export async function readPart(request: Request, send: (part: Request) => Promise<Answer>): Promise<Answer> {
  type Asked = Record<string, { Keys: unknown[] }>;
  const { RequestItems, ...rest } = JSON.parse(textOf(request.body)) as { RequestItems: Asked };
  const half = (parity: number): Asked =>
    Object.fromEntries(
      Object.entries(RequestItems)
        .map(([table, asked]) => [table, { ...asked, Keys: asked.Keys.filter((_, at) => at % 2 === parity) }] as const)
        .filter(([, { Keys }]) => Keys.length > 0),
    );
  const [read, left] = [half(0), half(1)];
  const body = JSON.stringify({ ...rest, RequestItems: read });
  const headers = { ...request.headers, 'content-length': String(Buffer.byteLength(body)) };
  const answer = await send(Object.assign(Object.create(Object.getPrototypeOf(request)), request, { body, headers }));
  const found = JSON.parse(await drained(answer)) as object;
  return answered(answer.response.statusCode, undefined, { ...found, UnprocessedKeys: left });
}

/** The body of an answer, read to its end. */
export async function drained({ response }: Answer): Promise<string> {
  return Buffer.concat(await (response.body as Readable).toArray()).toString('utf8');
}

function answered(statusCode: number, type: string | undefined, content: object): Answer {
  const body = Readable.from([Buffer.from(JSON.stringify({ ...(type && { __type: type }), ...content }))]);
  return { response: { statusCode, headers: { 'content-type': 'application/x-amz-json-1.0' }, body } } as Answer;
}

/** The body of a request of the SDK, which is text or bytes. */
export const textOf = (body: string | Uint8Array): string =>
  typeof body === 'string' ? body : Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString();
