import { createHash } from 'node:crypto';
import * as z from 'zod';
import { canarySource, canaryTime } from '../../shared/canary.ts';
import { canaryDocument } from '../../shared/canary-document.ts';

export interface CanaryDeps {
  fetch: typeof fetch;
  /** Where the HTTP API is. */
  url: string;
  /** A key with which the canary's source may send. */
  key: string;
  /** A bearer token of the role viewer, or of any other. */
  token: string;
  /** A text that no run before had. */
  id: string;
  /** Milliseconds since 1970. */
  clock: () => number;
  sleep: (ms: number) => Promise<void>;
}

export interface CanaryReport {
  /** Seconds from being accepted to being counted, and from being taken back to being counted no more. */
  seconds: number;
  goneSeconds: number;
}

/** Where a run came to its end: what was sent before it is taken back all the same. */
export class CanaryLost extends Error {
  override readonly name = 'CanaryLost';
}

/** Milliseconds that it is waited for, and between two looks. */
const waitMs = 60_000;
const lookMs = 500;

const answerSchema = z.object({
  data: z.object({
    source: z.object({ accepted: z.number() }).nullable(),
    departments: z.array(z.object({ id: z.string() })),
    channels: z.array(z.object({ id: z.string() })),
  }),
});

/**
 * Sends an interaction through the door, waits until the reading API counts it, takes it back and waits until it is counted
 * no more. Throws `CanaryLost`, saying at which step, when one takes longer than a minute or is refused.
 */
export async function runCanary(deps: CanaryDeps): Promise<CanaryReport> {
  const { counted: before, department, channel } = await look(deps);
  const id = `canary:${deps.id}`;
  const data = { channel, department, actor: { id: 'canary', kind: 'bot' } };
  await send(deps, { id, type: 'polylog.view.v1', data });
  const seconds = await waitFor((counted) => counted > before, 'be counted', deps).finally(() =>
    send(deps, { id: `${id}:retraction`, type: 'polylog.retraction.v1', data: { ...data, target: id } }),
  );
  const goneSeconds = await waitFor((counted) => counted <= before, 'be gone', deps);
  return { seconds, goneSeconds };
}

/** How many seconds it took from now on. */
async function waitFor(is: (counted: number) => boolean, what: string, deps: CanaryDeps): Promise<number> {
  const { clock, sleep } = deps;
  const began = clock();
  for (;;) {
    const { counted } = await look(deps);
    const waited = clock() - began;
    if (is(counted)) return waited / 1000;
    if (waited > waitMs) throw new CanaryLost(`It was waited ${waitMs / 1000} s for it to ${what}.`);
    await sleep(lookMs);
  }
}

/** How many of the canary's are counted, and a department and a channel that there are. */
async function look({ fetch, url, token }: CanaryDeps) {
  const sha256Hash = createHash('sha256').update(canaryDocument).digest('hex');
  const response = await fetch(new URL('/graphql', url), {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({
      extensions: { persistedQuery: { version: 1, sha256Hash } },
      variables: { source: canarySource },
    }),
  });
  const answer = answerSchema.safeParse(await response.json().catch(() => undefined));
  if (!answer.success) throw new CanaryLost(`The reading API answered ${response.status}, and no count.`);
  const { source, departments, channels } = answer.data.data;
  const [department, channel] = [departments[0]?.id, channels[0]?.id];
  if (department === undefined || channel === undefined) throw new CanaryLost('There is no department or no channel.');
  return { counted: source?.accepted ?? 0, department, channel };
}

async function send({ fetch, url, key }: CanaryDeps, event: { id: string; type: string; data: object }): Promise<void> {
  const response = await fetch(new URL('/v1/interactions', url), {
    method: 'POST',
    headers: { 'content-type': 'application/cloudevents+json', authorization: `Bearer ${key}` },
    body: JSON.stringify({ specversion: '1.0', source: canarySource, time: canaryTime, ...event }),
  });
  if (response.status !== 202) throw new CanaryLost(`The door answered ${response.status}.`);
}
