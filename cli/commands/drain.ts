import { setTimeout as sleep } from 'node:timers/promises';
import { SQSClient } from '@aws-sdk/client-sqs';
import { SingleBar } from 'cli-progress';
import { Command } from 'commander';
import { readBacklog } from '../backlog.ts';
import { type Backlog, type DrainResult, drain, pending } from '../drain.ts';
import { dataFolder, localClient, readHostFile } from '../host-file.ts';
import { positiveNumber } from '../positive-number.ts';

interface DrainCommandOptions {
  timeout: number;
  queueUrl?: string;
  dlqUrl: string[];
}

/** `polylog drain`: waits until everything accepted so far is in the cells. */
export function drainCommand(): Command {
  return new Command('drain')
    .summary('wait until everything accepted so far is in the cells')
    .description(
      'Waits until the queue is empty and nothing is in flight. Exits with 1, naming what is stuck, when time runs out or a dead-letter queue holds messages.',
    )
    .option('--timeout <seconds>', 'how long to wait', positiveNumber(86_400), 300)
    .option('--queue-url <url>', 'a queue on AWS instead of the local host')
    .option('--dlq-url <url>', 'its dead-letter queue; may be repeated', (url, all: string[]) => [...all, url], [])
    .addHelpText(
      'after',
      `
Examples:
  $ polylog import interactions.ndjson && polylog drain
  $ polylog drain --queue-url https://sqs.eu-central-1.amazonaws.com/1/aggregate --dlq-url https://…`,
    )
    .action(async (options: DrainCommandOptions) => {
      const { sqs, queueUrl, deadLetterUrls, ...pace } = target(options);
      const bar = new SingleBar({
        format: 'draining |{bar}| {left} messages left',
        stream: process.stderr,
        noTTYOutput: false,
      });
      let most = 0;
      const onRead = (backlog: Backlog) => {
        const left = pending(backlog);
        if (left > most) bar.start(left, 0, { left });
        else if (most > 0) bar.update(most - left, { left });
        most = Math.max(most, left);
      };
      const timeout = options.timeout * 1000;
      const wait = { ...pace, timeout, now: Date.now, sleep, ...(process.stderr.isTTY && { onRead }) };
      const result = await drain(() => readBacklog(sqs, queueUrl, deadLetterUrls), wait).finally(() => {
        bar.stop();
        sqs.destroy();
      });
      report(result);
    });
}

/** Counts on AWS may lag for a while, so there more reads, further apart, must find nothing. */
function target({ queueUrl, dlqUrl }: DrainCommandOptions) {
  if (queueUrl !== undefined) {
    return { sqs: new SQSClient(), queueUrl, deadLetterUrls: dlqUrl, interval: 5000, quietReads: 6 };
  }
  const host = readHostFile(dataFolder());
  const sqs = new SQSClient(localClient(host.endpoints.sqs, host.region));
  return { sqs, queueUrl: host.queueUrl, deadLetterUrls: host.deadLetterUrls, interval: 100, quietReads: 3 };
}

function report(result: DrainResult): void {
  if (result.outcome === 'drained') {
    process.stdout.write('drained: everything accepted is in the cells\n');
    return;
  }
  const { waiting, inFlight, delayed, dead } = result.backlog;
  process.exitCode = 1;
  if (result.outcome === 'timeout') {
    process.stderr.write(`not drained in time: ${waiting} waiting, ${inFlight} in flight, ${delayed} delayed\n`);
  }
  for (const { queue, messages } of dead) process.stderr.write(`stuck: ${messages} messages in ${queue}\n`);
}
