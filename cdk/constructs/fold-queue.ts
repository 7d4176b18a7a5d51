import { Duration, type RemovalPolicy } from 'aws-cdk-lib';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { DeadLetters } from './dead-letters.ts';

export interface FoldQueueProps {
  /** How long one fold may take. */
  timeout: Duration;
  /** Folds that may run at once. */
  concurrency: number;
  /** What becomes of the queues, which hold accepted interactions that are not counted yet. */
  removalPolicy: RemovalPolicy;
}

/** The queue between the bus and the fold: batches of one second, many tries, then the dead letters. */
export class FoldQueue extends Construct {
  readonly queue: Queue;
  /** Messages that no fold could take in fifty tries. */
  readonly unfolded: DeadLetters;
  readonly #concurrency: number;

  constructor(scope: Construct, id: string, { timeout, concurrency, removalPolicy }: FoldQueueProps) {
    super(scope, id);
    this.#concurrency = concurrency;
    this.unfolded = new DeadLetters(this, 'Unfolded', removalPolicy);
    this.queue = new Queue(this, 'Queue', {
      // Six times the function's timeout, as Lambda asks: throttled invocations are tried again before that.
      visibilityTimeout: Duration.seconds(6 * timeout.toSeconds()),
      retentionPeriod: Duration.days(14),
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      removalPolicy,
      // What cannot be folded becomes a rejection at once, so a message returns only while an engine fails: a long outage
      // must not turn what was accepted into dead letters.
      deadLetterQueue: { queue: this.unfolded, maxReceiveCount: 50 },
    });
  }

  /**
   * Runs the function over what arrives, as many messages as fit an invocation: a larger fold shares more cells. It names
   * the messages of a batch that failed, and only they return.
   */
  feed(fn: LambdaFunction): void {
    fn.addEventSource(
      new SqsEventSource(this.queue, {
        batchSize: 1_000,
        maxBatchingWindow: Duration.seconds(1),
        // The least that Lambda takes is two; where one is wanted, the function's own reserve sees to it.
        maxConcurrency: Math.max(2, this.#concurrency),
        reportBatchItemFailures: true,
      }),
    );
  }
}
