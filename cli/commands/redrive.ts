import { SQSClient } from '@aws-sdk/client-sqs';
import { Command, Option } from 'commander';
import { dataFolder, localClient, readHostFile } from '../host-file.ts';
import { positiveNumber } from '../positive-number.ts';
import { type Inventory, lookInto, moveAll } from '../redrive/dead-letters.ts';

const queues = ['unfolded', 'undelivered'] as const;
type QueueName = (typeof queues)[number];

interface RedriveOptions {
  queue?: QueueName;
  dryRun?: true;
  limit: number;
  queueUrl?: string;
  unfoldedUrl?: string;
  undeliveredUrl?: string;
}

/** `polylog redrive`: puts dead letters back on the queue of the fold. */
export function redriveCommand(): Command {
  const command = new Command('redrive')
    .summary('put dead letters back on the queue of the fold')
    .description(
      'Shows by reason what lies in the dead letters of the queue (unfolded) and of the bus (undelivered), without anything of what it says, then moves it back. A message is sent before it is deleted, and what arrives twice is counted once: it may be ended at any time and run again. Mend what made them die first. Exits with 1 when the queue did not take some.',
    )
    .addOption(new Option('--queue <name>', 'only these dead letters').choices(queues))
    .option('--dry-run', 'only show what is there')
    .option('--limit <messages>', 'of each at most so many', positiveNumber(1_000_000), 10_000)
    .option('--queue-url <url>', 'the queue of the fold on AWS instead of the local host')
    .option('--unfolded-url <url>', 'its dead letters')
    .option('--undelivered-url <url>', 'the dead letters of the bus')
    .addHelpText(
      'after',
      `
Examples:
  $ polylog redrive --dry-run
  $ polylog redrive --queue unfolded && polylog drain && polylog verify
  $ polylog redrive --queue-url https://sqs.eu-central-1.amazonaws.com/1/fold --unfolded-url https://…`,
    );
  return command.action(async (options: RedriveOptions) => {
    const { asking, queueUrl, dead } = target(options, command);
    try {
      for (const { name, url } of dead) {
        const found = await lookInto(asking, url, options.limit);
        print(describe(name, found));
        if (options.dryRun || found.messages === 0) continue;
        const { moved, refused } = await moveAll(asking, url, queueUrl, found.messages);
        print([
          `${name}: moved ${moved} messages${refused > 0 ? `, ${refused} were not taken and are still there` : ''}`,
        ]);
        if (refused > 0) process.exitCode = 1;
      }
    } finally {
      asking.sqs.destroy();
    }
  });
}

/** The queue, and of the dead letters those that were asked for. Ends as a usage error when their addresses are missing. */
function target({ queue, queueUrl, unfoldedUrl, undeliveredUrl }: RedriveOptions, command: Command) {
  const wanted = queues.filter((name) => queue === undefined || name === queue);
  const given = { unfolded: unfoldedUrl, undelivered: undeliveredUrl };
  if (queueUrl === undefined && (unfoldedUrl !== undefined || undeliveredUrl !== undefined)) {
    command.error('error: name --queue-url too: dead letters of a deployment go to its queue');
  }
  if (queueUrl !== undefined) {
    const named = wanted.flatMap((name) => (given[name] === undefined ? [] : [{ name, url: given[name] }]));
    if (named.length === 0 || (queue !== undefined && given[queue] === undefined)) {
      command.error(`error: with --queue-url name ${wanted.map((name) => `--${name}-url`).join(' or ')}`);
    }
    return { asking: { sqs: new SQSClient(), wait: 1 }, queueUrl, dead: named };
  }
  const host = readHostFile(dataFolder());
  const sqs = new SQSClient(localClient(host.endpoints.sqs, host.region));
  // The local host calls its queues as the template does.
  const dead = wanted.flatMap((name) => {
    const url = host.deadLetterUrls.find((one) => one.toLowerCase().split('/').at(-1)?.includes(name));
    return url === undefined ? [] : [{ name, url }];
  });
  return { asking: { sqs, wait: 0 }, queueUrl: host.queueUrl, dead };
}

function describe(name: QueueName, { messages, groups, complete, hidden }: Inventory): string[] {
  const later =
    hidden === 0 ? [] : [`${name}: ${hidden} messages are in somebody's hand: run this again in two minutes`];
  if (messages === 0) return [`${name}: nothing`, ...later];
  return [
    ...later,
    `${name}: ${messages} messages${complete ? '' : ' looked at, there may be more'}`,
    ...groups.map(({ reason, messages: count, interactions, oldest }) => {
      const since = oldest === '' ? '' : `, the oldest of ${oldest}`;
      return `  ${count} ${reason} (${interactions} interactions${since})`;
    }),
  ];
}

const print = (lines: readonly string[]): void => void process.stdout.write(`${lines.join('\n')}\n`);
