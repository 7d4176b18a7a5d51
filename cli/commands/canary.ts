import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Command } from 'commander';
import { runCanary } from '../../functions/canary/run-canary.ts';
import { signToken } from '../../local/token.ts';
import { type ApiOptions, addApiOptions } from '../api-access.ts';
import { dataFolder } from '../host-file.ts';

/** `polylog canary`: one run of the canary, from here. */
export function canaryCommand(): Command {
  const command = new Command('canary')
    .summary('send an interaction that is counted nowhere, and wait for it')
    .description(
      'Sends an interaction of the source urn:polylog:canary through the door, waits until the API counts it, takes it back, and waits until it is gone. No metric holds one. Exits with 1 when it does not arrive within a minute.',
    )
    .option('--key <key>', 'a key of the source urn:polylog:canary (default: POLYLOG_KEY, or that of the local host)')
    .addHelpText(
      'after',
      `
Examples:
  $ polylog canary
  $ polylog canary --url https://polylog.example --key … --token …`,
    );
  return addApiOptions(command).action(async ({ url, token, key }: ApiOptions & { key?: string }) => {
    const given = token ?? process.env.POLYLOG_TOKEN;
    const { seconds, goneSeconds } = await runCanary({
      fetch,
      url,
      key: key ?? process.env.POLYLOG_KEY ?? 'local',
      token: given ?? (await signToken({ dataDir: dataFolder(), role: 'viewer' })),
      id: randomUUID(),
      clock: Date.now,
      sleep: (ms) => sleep(ms),
    });
    process.stdout.write(`counted after ${seconds.toFixed(1)} s, gone after ${goneSeconds.toFixed(1)} s\n`);
  });
}
