import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';

const dynamo = new DynamoDBClient({});

/** Writes each message to the ledger; `fail` fails that message only, `slow` takes a second, `throw` fails the batch. */
export const handler = async ({ Records }) => {
  const batchItemFailures = [];
  for (const { messageId, body, attributes } of Records) {
    const { detail } = JSON.parse(body);
    if (detail.throw) throw new Error('on purpose');
    if (detail.slow) await new Promise((done) => setTimeout(done, 1000));
    if (detail.fail) batchItemFailures.push({ itemIdentifier: messageId });
    const Item = {
      pk: { S: String(detail.id) },
      sk: { S: detail.fail ? `tried#${attributes.ApproximateReceiveCount}` : 'folded' },
      batch: { N: String(Records.length) },
      at: { N: String(Date.now()) },
    };
    await dynamo.send(new PutItemCommand({ TableName: process.env.LEDGER_TABLE, Item }));
  }
  return { batchItemFailures };
};
