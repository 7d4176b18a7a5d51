/** What an AWS service writes on the wire: a status and a JSON body. */
export interface Wire {
  status: number;
  body: string;
}

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

/** A transaction cancelled: one reason for each action of the request, in order; the action that is to blame is drawn. */
export function cancelled(request: string, random: () => number, code: string): Wire {
  const { TransactItems } = JSON.parse(request) as { TransactItems: unknown[] };
  const guilty = Math.floor(random() * TransactItems.length);
  const reasons = TransactItems.map((_, index) =>
    index === guilty ? { Code: code, Message: messages[code] } : { Code: 'None' },
  );
  const codes = reasons.map(({ Code }) => Code).join(', ');
  return refused(400, 'com.amazonaws.dynamodb.v20120810#TransactionCanceledException', {
    CancellationReasons: reasons,
    Message: `Transaction cancelled, please refer cancellation reasons for specific reasons [${codes}]`,
  });
}

/** The whole request refused, in one of the ways in which DynamoDB sheds load. */
export function throttled(random: () => number): Wire {
  const type = overloads[Math.floor(random() * overloads.length)] ?? overloads[0];
  return refused(type.endsWith('InternalServerError') ? 500 : 400, type, { message: 'Try again later.' });
}

/** Reads every other key of a BatchGetItem by `send` and answers the rest as unprocessed. */
export async function readPart(request: string, send: (part: string) => Promise<Wire>): Promise<Wire> {
  type Asked = Record<string, { Keys: unknown[] }>;
  const { RequestItems, ...rest } = JSON.parse(request) as { RequestItems: Asked };
  const half = (parity: number): Asked =>
    Object.fromEntries(
      Object.entries(RequestItems)
        .map(([table, asked]) => [table, { ...asked, Keys: asked.Keys.filter((_, at) => at % 2 === parity) }] as const)
        .filter(([, { Keys }]) => Keys.length > 0),
    );
  const [read, left] = [half(0), half(1)];
  const { status, body } = await send(JSON.stringify({ ...rest, RequestItems: read }));
  return { status, body: JSON.stringify({ ...(JSON.parse(body) as object), UnprocessedKeys: left }) };
}

/** An error of a service, named by its type. */
export const refused = (status: number, type: string, content: object): Wire => ({
  status,
  body: JSON.stringify({ __type: type, ...content }),
});
