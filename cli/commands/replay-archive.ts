import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { DescribeReplayCommand, EventBridgeClient, StartReplayCommand } from '@aws-sdk/client-eventbridge';
import { Command } from 'commander';
import { dataFolder, localClient, readHostFile } from '../host-file.ts';
import { instantOption } from '../instant-option.ts';

interface ReplayOptions {
  from: Date;
  to?: Date;
  archiveArn?: string;
  busArn?: string;
  ruleArn?: string[];
}

/** `polylog replay-archive`: publishes what the archive of the bus kept once more. */
export function replayArchiveCommand(): Command {
  const command = new Command('replay-archive')
    .summary('publish what the archive of the bus kept once more')
    .description(
      'Hands what was published from an instant to an instant to the queue again, after tables were restored to an earlier state. What the ledger has already is a duplicate and is not counted again, so begin some minutes too early. Waits until all of it is on its way; then drain and verify. Exits with 1 when the replay failed.',
    )
    .requiredOption('--from <instant>', 'when to begin, e.g. 2026-11-20T09:30:00Z', instantOption)
    .option('--to <instant>', 'when to end, not included; now by default', instantOption)
    .option('--archive-arn <arn>', 'the archive of a deployment (output ArchiveArn) instead of the local host')
    .option('--bus-arn <arn>', 'its bus (output BusArn)')
    .option('--rule-arn <arn...>', 'only these rules of the bus: other teams are not told anything twice')
    .addHelpText(
      'after',
      `
Examples:
  $ polylog replay-archive --from 2026-11-20T09:30:00Z && polylog drain && polylog verify`,
    );
  return command.action(async (options: ReplayOptions) => {
    const { client, archive, bus } = target(options, command);
    const to = options.to ?? new Date();
    if (options.from >= to) command.error('error: --from is not before --to');
    const ReplayName = `polylog-${new Date().toISOString().replaceAll(/[:.]/g, '-')}-${randomBytes(3).toString('hex')}`;
    try {
      await client.send(
        new StartReplayCommand({
          ReplayName,
          EventSourceArn: archive,
          EventStartTime: options.from,
          EventEndTime: to,
          Destination: { Arn: bus, ...(options.ruleArn && { FilterArns: options.ruleArn }) },
        }),
      );
      process.stdout.write(`Replay ${ReplayName}: ${options.from.toISOString()} to ${to.toISOString()}\n`);
      const { state, reason, last } = await ended(client, ReplayName);
      process.stdout.write(
        `${state}${reason ? `: ${reason}` : ''}, ${last ? `the last of ${last}` : 'nothing was there'}\n`,
      );
      if (state !== 'COMPLETED') process.exitCode = 1;
    } finally {
      client.destroy();
    }
  });
}

/** The archive and the bus that the options name, or the local host's. Ends as a usage error when only one is named. */
function target({ archiveArn, busArn, ruleArn }: ReplayOptions, command: Command) {
  if (archiveArn && busArn) return { client: new EventBridgeClient(), archive: archiveArn, bus: busArn };
  if (archiveArn || busArn || ruleArn) command.error('error: name --archive-arn and --bus-arn together');
  const { endpoints, region, archive } = readHostFile(dataFolder());
  const client = new EventBridgeClient(localClient(endpoints.eventbridge, region));
  return { client, archive: archive.arn, bus: archive.bus };
}

const going = new Set(['STARTING', 'RUNNING', 'CANCELLING']);

/** Waits until the replay is over. EventBridge begins a replay after some minutes, so it is asked for as long as it takes. */
async function ended(client: EventBridgeClient, ReplayName: string) {
  for (let wait = 200; ; wait = Math.min(10_000, wait * 2)) {
    const { State, StateReason, EventLastReplayedTime } = await client.send(new DescribeReplayCommand({ ReplayName }));
    if (!going.has(State ?? '')) {
      return { state: State ?? 'UNKNOWN', reason: StateReason, last: EventLastReplayedTime?.toISOString() };
    }
    await sleep(wait);
  }
}
