import { Command } from 'commander';
import { type ApiOptions, addApiOptions, apiClient } from '../api-access.ts';
import { columns } from '../source/columns.ts';

interface ToldQueue {
  name: string;
  waiting: number | null;
  inFlight: number | null;
}

interface ToldHealth {
  ok: boolean;
  findings: { code: string; message: string; section: string }[];
  lagSeconds: number | null;
  oldestSeconds: number | null;
  queue: ToldQueue;
  deadLetters: ToldQueue[];
  silentSources: { id: string }[];
  refusingSources: { id: string }[];
  failingSources: { id: string }[];
  runs: { name: string; at: string; milliseconds: number; everySeconds: number | null; error: string | null }[];
  canary: { state: string; seconds: number | null; goneSeconds: number | null } | null;
  verification: { at: string; differences: number } | null;
  release: string;
}

const document = `query Health {
  health {
    ok findings { code message section }
    lagSeconds oldestSeconds queue { name waiting inFlight } deadLetters { name waiting inFlight }
    silentSources { id } refusingSources { id } failingSources { id }
    runs { name at milliseconds everySeconds error }
    canary { at state seconds goneSeconds } verification { at differences } release asOf
  }
}`;

/** `polylog health`: how the machinery stands. */
export function healthCommand(): Command {
  const command = new Command('health')
    .summary('tell how the machinery stands')
    .description(
      'Tells lag, queues, dead letters, sources and what the clock starts, and what somebody should look at. Exits with 0 when that is nothing, with 1 otherwise.',
    )
    .option('--json', 'as JSON, on one line')
    .addHelpText(
      'after',
      `
Examples:
  $ polylog health
  $ polylog health --url https://polylog.example --token … --json`,
    );
  return addApiOptions(command).action(async ({ json, ...api }: ApiOptions & { json?: true }) => {
    const client = await apiClient(api, 'engineer');
    const { health } = await client.query<{ health: ToldHealth }>(document);
    process.stdout.write(json ? `${JSON.stringify(health)}\n` : toldHealth(health));
    if (!health.ok) process.exitCode = 1;
  });
}

function toldHealth(health: ToldHealth): string {
  const { findings, queue, deadLetters, runs, canary, verification } = health;
  const queues = [queue, ...deadLetters].map(({ name, waiting, inFlight }) => [name, depth(waiting), depth(inFlight)]);
  const sources = [
    ['silent', health.silentSources],
    ['refusing', health.refusingSources],
    ['failing', health.failingSources],
  ] as const;
  const ran = runs.map(({ name, at, milliseconds, error }) => [name, at, `${milliseconds} ms`, error ?? 'ok']);
  const facts = [
    ['release', health.release],
    ['lag', seconds(health.lagSeconds)],
    ['oldest waiting', seconds(health.oldestSeconds)],
    ['canary', canary === null ? 'none by the clock' : `${canary.state} ${seconds(canary.seconds)}`],
    ['last sample', verification === null ? 'none' : `${verification.at}, ${verification.differences} differences`],
    ...sources.map(([what, list]) => [`${what} sources`, list.map(({ id }) => id).join(' ') || '-']),
  ];
  const looked = findings.map(({ code, message, section }) => [code, message, `docs/runbook.md#${section}`]);
  return [
    findings.length === 0 ? 'ok: nothing to look at\n' : `attention:\n${columns(looked)}`,
    columns(facts),
    columns([['QUEUE', 'WAITING', 'IN FLIGHT'], ...queues]),
    columns([['RUN', 'AT', 'TOOK', 'ENDED'], ...ran]),
  ].join('\n');
}

const depth = (count: number | null): string => (count === null ? '?' : String(count));
const seconds = (value: number | null): string => (value === null ? '-' : `${value.toFixed(1)} s`);
