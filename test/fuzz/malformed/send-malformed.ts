import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { randomOf } from '../../chaos/random.ts';
import { connectSource } from '../../connect-source.ts';
import type { RunningStack } from '../../stack.ts';
import { requestDrawer } from './draw-request.ts';
import { type RawRequest, sendRaw } from './send-raw.ts';

export interface MalformedRun {
  sent: number;
  /** How often each status was answered; 0: the connection was closed. */
  answers: Map<number, number>;
  /** Requests that were answered by a failure, by where in the code something failed, or too late. */
  faults: string[];
}

const atOnce = 8;
const trace = /\bat (?:\S+ \()?(?:file:|node:|\/)\S+:\d+:\d+|\.ts:\d+:\d+/;
/** Longer than any limit of the doors. */
const lateMs = 15_000;

/** Sends malformed requests to every door of a hosted stack. */
export async function sendMalformed(
  stack: RunningStack,
  { requests, seed }: { requests: number; seed: number },
): Promise<MalformedRun> {
  const draw = requestDrawer(
    {
      webhooks: await connectWebhooks(stack, seed),
      tokens: await Promise.all(['viewer', 'analyst', 'admin'].map((role) => stack.token(role))),
    },
    randomOf(seed),
  );
  const run: MalformedRun = { sent: 0, answers: new Map(), faults: [] };
  const port = Number(new URL(stack.url).port);
  const lane = async () => {
    while (run.sent < requests) {
      run.sent += 1;
      const request = draw();
      const { status, text, milliseconds } = await sendRaw(port, request);
      run.answers.set(status ?? 0, (run.answers.get(status ?? 0) ?? 0) + 1);
      // A machine that is asked for more than it can may say so; `UNAVAILABLE` is what is said of a failure.
      const isShed = status === 503 && /^retry-after: \d+/im.test(text) && !text.includes('"UNAVAILABLE"');
      if ((status ?? 0) >= 500 && !isShed) run.faults.push(told(`answers ${status}`, request, text));
      else if (trace.test(text)) run.faults.push(told('has a stack trace', request, text));
      else if (request.isWhole && request.cutAt === undefined && status === undefined)
        run.faults.push(told('is not answered', request, text));
      else if (milliseconds > lateMs) run.faults.push(told(`takes ${Math.round(milliseconds)} ms`, request, text));
    }
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
  return run;
}

const told = (what: string, { bytes }: RawRequest, text: string): string =>
  `${what}: ${JSON.stringify(bytes.subarray(0, 600).toString('latin1'))} → ${JSON.stringify(text.slice(0, 600))}`;

/** Sources whose webhooks take the local key, or a signature that nobody here has. */
async function connectWebhooks(stack: RunningStack, seed: number): Promise<string[]> {
  const about = { channel: 'forum', department: 'service' };
  const sources = [
    { id: `urn:fuzz:${seed}:email`, adapter: 'email', ...about },
    {
      id: `urn:fuzz:${seed}:signed`,
      adapter: 'standard-webhooks',
      ...about,
      secrets: { secret: `whsec_${Buffer.alloc(24, 1).toString('base64')}` },
    },
  ];
  const paths: string[] = [];
  for (const source of sources) paths.push(new URL(await connectSource(stack, source)).pathname);
  return paths;
}

const run = promisify(execFile);

/** What is wrong with a stack after it was sent whatever it was sent: nothing, when all is well. */
export async function problemsAfter(stack: RunningStack): Promise<string[]> {
  const problems: string[] = [];
  const health = await fetch(`${stack.url}/health`);
  if (health.status !== 200) problems.push(`/health answers ${health.status}`);
  for (const command of ['drain', 'verify']) {
    await run(process.execPath, [join(import.meta.dirname, '../../../cli/polylog.mjs'), command], {
      env: { ...process.env, POLYLOG_DATA: stack.dataDir },
    }).catch((error: Error & { stdout?: string }) =>
      problems.push(`polylog ${command}: ${error.stdout ?? error.message}`),
    );
  }
  return problems;
}
