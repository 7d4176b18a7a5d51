import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { localClient } from '../../cli/host-file.ts';
import { createSender } from '../../cli/sender.ts';
import { factPartition, factSort } from '../../shared/store/keys.ts';
import { scanTable } from '../../shared/store/scan.ts';
import { compareReports } from './compare-reports.ts';
import { type Kills, planKills, startKillable } from './killer.ts';
import { inBatches, randomOf, shuffled } from './random.ts';
import { interactionsOf, realEvents } from './real-interactions.ts';

export interface ChaosOptions {
  /** Distinct interactions of the bundled sample; each is sent three times. */
  interactions: number;
  lanes: number;
  kills: Kills;
  seed: number;
  /** Seconds for sending, and again for draining. */
  patience: number;
  onStep?: (step: string) => void;
}

/** What was claimed and what was seen; `problem` is empty when the claim holds. */
export interface Check {
  claim: string;
  problem: string;
}

const senders = 4;
const cli = join(import.meta.dirname, '..', '..', 'cli', 'polylog.mjs');

/**
 * Sends real interactions to a hosted stack, each three times, in shuffled batches and by several senders that send again
 * what was not answered, while the host, its workers and its engines are killed; then drains and checks that everything
 * was counted exactly once. Ends what it started, also when it throws.
 */
export async function runChaos({ interactions, lanes, kills, seed, patience, onStep }: ChaosOptions): Promise<Check[]> {
  const random = randomOf(seed);
  const events = realEvents(interactions);
  const texts = events.map((event) => JSON.stringify(event));
  const batches = inBatches(shuffled([...texts, ...texts, ...texts], random), 100, random);
  const dataDir = mkdtempSync(join(tmpdir(), 'polylog-chaos-'));
  const killable = await startKillable(dataDir, lanes);
  try {
    const send = createSender({ url: killable.stack.url, key: 'local', patience: patience * 1000 });
    const plan = planKills(kills, random);
    let answered = 0;
    let accepted = 0;
    let next = 0;
    const work = async () => {
      for (let batch = batches[next++]; batch; batch = batches[next++]) {
        const verdict = await send(batch);
        accepted += verdict.accepted;
        answered++;
      }
    };
    const sending = Promise.all(Array.from({ length: senders }, work));
    const killing = async () => {
      for (const [at, part] of plan.entries()) {
        while (answered < ((at + 1) / (plan.length - 1)) * batches.length && answered < batches.length) await sleep(20);
        await killable.kill(part);
        onStep?.(`killed ${part} when ${answered} of ${batches.length} batches were answered`);
      }
    };
    await Promise.all([sending, killing()]);
    await healthy(killable.stack.url);
    const sent = 3 * events.length;

    const drained = await polylog(dataDir, 'drain', '--timeout', String(patience));
    onStep?.(drained.output);
    const verified = await polylog(dataDir, 'verify');
    onStep?.(verified.output);
    const expected = interactionsOf(events);
    const lost = await missing(
      dataDir,
      expected.map(({ source, id, target }) => factPartition(source, target ?? id)),
    );
    const done = JSON.stringify(killable.done) === JSON.stringify(kills);
    const reports = await compareReports(killable.stack, expected);
    return [
      { claim: `killed ${JSON.stringify(kills)}`, problem: done ? '' : JSON.stringify(killable.done) },
      { claim: `accepted all ${sent} that were sent`, problem: accepted === sent ? '' : `${accepted} accepted` },
      { claim: 'drained, and no dead letters', problem: drained.failed ? drained.output : '' },
      { claim: 'every accepted interaction is in the ledger, and nothing else', problem: lost },
      { claim: 'verify finds no difference', problem: verified.failed ? verified.output : '' },
      { claim: 'reports over GraphQL equal a raw scan', problem: reports.slice(0, 5).join('; ') },
    ];
  } finally {
    await killable.stack.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }

  /** What the ledger lacks, and what it has too much. */
  async function missing(folder: string, keys: string[]): Promise<string> {
    const { endpoints, region, tables } = killable.stack.host();
    const client = new DynamoDBClient(localClient(endpoints.dynamodb, region));
    const found = new Set<string>();
    await scanTable(client, tables.ledger ?? folder, (items) => {
      for (const { pk, sk } of items) if (sk?.S === factSort) found.add(pk?.S ?? '');
    });
    client.destroy();
    const should = new Set(keys);
    const less = [...should].filter((key) => !found.has(key));
    const more = [...found].filter((key) => !should.has(key));
    return less.length + more.length === 0
      ? ''
      : `${less.length} missing, ${more.length} unknown: ${[...less, ...more].slice(0, 3)}`;
  }
}

/** The last engine killed needs a moment to be back. */
async function healthy(url: string): Promise<void> {
  for (const until = Date.now() + 20_000; Date.now() < until; await sleep(100)) {
    const response = await fetch(`${url}/health`).catch(() => undefined);
    if (response?.ok) return;
  }
  throw new Error('The host was not healthy again within 20 s.');
}

function polylog(dataDir: string, ...args: string[]): Promise<{ failed: boolean; output: string }> {
  const env = { ...process.env, POLYLOG_DATA: dataDir };
  return new Promise((done) => {
    execFile(process.execPath, [cli, ...args], { env }, (error, stdout, stderr) =>
      done({ failed: error !== null, output: `${stdout}${stderr}`.trim() }),
    );
  });
}
