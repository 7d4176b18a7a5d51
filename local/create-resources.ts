import { CreateTableCommand, type DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { CreateQueueCommand, ListQueuesCommand, SetQueueAttributesCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { nameFromArn } from './template.ts';
import type { Queue, Table } from './topology.ts';

/** Creates the tables that are missing. Expiry (TTL) is left to AWS: locally nothing is deleted behind your back. */
export async function createTables(tables: Table[], dynamo: DynamoDBClient): Promise<void> {
  const { TableNames = [] } = await dynamo.send(new ListTablesCommand({}));
  for (const { name, KeySchema, AttributeDefinitions, GlobalSecondaryIndexes } of tables) {
    if (TableNames.includes(name)) continue;
    await dynamo.send(
      new CreateTableCommand({
        TableName: name,
        BillingMode: 'PAY_PER_REQUEST',
        KeySchema,
        AttributeDefinitions,
        ...(GlobalSecondaryIndexes && {
          GlobalSecondaryIndexes: GlobalSecondaryIndexes.map(({ Projection, ...index }) => ({
            ...index,
            Projection: {
              ProjectionType: Projection.ProjectionType,
              ...(Projection.NonKeyAttributes && { NonKeyAttributes: Projection.NonKeyAttributes }),
            },
          })),
        }),
      }),
    );
  }
}

/** Creates the queues that are missing and gives all of them the attributes of the template. */
export async function createQueues(queues: Queue[], sqs: SQSClient, queueUrl: (name: string) => string): Promise<void> {
  const { QueueUrls = [] } = await sqs.send(new ListQueuesCommand({}));
  const existing = new Set(QueueUrls.map(nameFromArn));
  for (const { name, VisibilityTimeout, MessageRetentionPeriod, RedrivePolicy } of queues) {
    if (!existing.has(name)) await sqs.send(new CreateQueueCommand({ QueueName: name }));
    const Attributes = {
      VisibilityTimeout: String(VisibilityTimeout),
      MessageRetentionPeriod: String(MessageRetentionPeriod),
      RedrivePolicy: RedrivePolicy ? JSON.stringify(RedrivePolicy) : '',
    };
    await sqs.send(new SetQueueAttributesCommand({ QueueUrl: queueUrl(name), Attributes }));
  }
}
