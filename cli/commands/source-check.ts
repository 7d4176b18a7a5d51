import { Command } from 'commander';
import { adapters } from '../../functions/ingest/sources/registry.ts';
import { allChecks } from '../source/conformance/all-checks.ts';
import { loadSource } from '../source/repository.ts';

/** `polylog source check`: the conformance suite on one adapter, or on all. */
export function sourceCheckCommand(): Command {
  return new Command('check')
    .summary('try a source adapter with the conformance suite')
    .description(
      'Tries an adapter with its fixture: signatures, handshake, duplicates, order, edits and deletions, unknown kinds, damaged payloads, personal data, times, scripts. The same suite runs over all adapters in npm test.',
    )
    .argument('[ids...]', 'which adapters; all of them when none is named')
    .action(async (ids: string[]) => {
      const failed = [];
      for (const id of ids.length > 0 ? ids : Object.keys(adapters)) failed.push(...(await check(id)));
      if (failed.length > 0) process.exitCode = 1;
    });
}

async function check(id: string): Promise<string[]> {
  const { adapter, fixture } = await loadSource(id);
  const checks = allChecks(adapter, fixture);
  const failed: string[] = [];
  process.stdout.write(`${id}\n`);
  for (const { name, run } of checks) {
    const why = await run().then(
      () => undefined,
      (error: unknown) => (error instanceof Error ? error.message : String(error)),
    );
    if (why !== undefined) failed.push(name);
    process.stdout.write(why === undefined ? `  ✓ ${name}\n` : `  ✗ ${name}\n      ${why}\n`);
  }
  process.stdout.write(`  ${checks.length - failed.length} passed, ${failed.length} failed\n`);
  return failed;
}
