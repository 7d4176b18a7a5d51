import { bodyOf, signedRequest } from '../../../cli/source/conformance/signed-request.ts';
import { createTrial, trialTime } from '../../../cli/source/conformance/trial.ts';
import type { FixtureRun, SourceFixture } from '../../../cli/source/fixture.ts';
import type { SourceAdapter } from '../../../functions/ingest/sources/adapter.ts';
import { adapters } from '../../../functions/ingest/sources/registry.ts';
import { rejectionSchema } from '../../../shared/rejection.ts';
import { type FuzzTarget, jsonOf, law, mayRefuse, textOr } from '../target.ts';
import { lawsOfAccepted } from './accepted.ts';
import { lawsOfAnswer } from './answers.ts';

/** What every adapter reads: signed deliveries, requests that claim to be such, answers of APIs, feeds and its settings. */
export async function adapterTargets(): Promise<FuzzTarget[]> {
  const targets: FuzzTarget[] = [];
  for (const [id, load] of Object.entries(adapters)) {
    const { fixture } = (await import(`../../sources/${id}/fixture.ts`)) as { fixture: SourceFixture };
    targets.push(...(await targetsOf(await load(), fixture)));
  }
  return targets;
}

async function targetsOf(adapter: SourceAdapter, fixture: SourceFixture): Promise<FuzzTarget[]> {
  const targets = [settingsTarget(adapter, fixture)];
  if (adapter.webhook !== undefined && (fixture.deliveries ?? []).length > 0) {
    targets.push(deliveryTarget(adapter, fixture), verifyTarget(adapter, fixture));
  }
  for (const [nth, run] of (fixture.runs ?? []).slice(0, 3).entries()) {
    targets.push(await runTarget(adapter, fixture, run, nth));
  }
  return targets;
}

type Trial = ReturnType<typeof createTrial>;

function lawsOfTrial(trial: Trial): void {
  law(trial.thrown.length === 0, `the adapter throws where it should refuse: ${String(trial.thrown[0]).slice(0, 150)}`);
  lawsOfAccepted(trial.published);
  for (const rejected of trial.rejected) {
    const kept = rejectionSchema.safeParse(rejected);
    law(kept.success, `a rejection cannot be kept: ${kept.error?.issues[0]?.path.join('.')}`);
  }
}

/** What bears the provider's signature is published, kept or left alone, whatever it says. */
function deliveryTarget(adapter: SourceAdapter, fixture: SourceFixture): FuzzTarget {
  const seeds = (fixture.deliveries ?? []).map((delivery) =>
    JSON.stringify({ headers: delivery.headers ?? {}, body: bodyOf(delivery).toString() }),
  );
  return {
    name: `webhook-${adapter.id}`,
    seeds: [...seeds, ...(fixture.deliveries ?? []).map(bodyOf)],
    async run(input) {
      // Half of the seeds are bodies alone, so that mutants reach deep into their JSON.
      const given = jsonOf(input) as { headers?: unknown; body?: unknown } | undefined;
      const whole = typeof given?.body === 'string' && typeof given.headers === 'object' ? given : undefined;
      const headers = headersOf(whole?.headers) ?? fixture.deliveries?.[0]?.headers ?? {};
      const body = whole === undefined ? input : Buffer.from(textOr(whole.body, ''));
      const trial = createTrial(adapter, fixture);
      const request = await signedRequest(adapter, fixture, { body: body.toString('utf8'), headers });
      await lawsOfAnswer(await trial.send(request));
      lawsOfTrial(trial);
    },
  };
}

/** What is not signed as the provider signs is refused, and nothing of it is published or kept. */
function verifyTarget(adapter: SourceAdapter, fixture: SourceFixture): FuzzTarget {
  const [first] = fixture.deliveries ?? [];
  const sent = first === undefined ? Buffer.alloc(0) : bodyOf(first);
  const signed = async () =>
    first === undefined ? {} : Object.fromEntries((await signedRequest(adapter, fixture, first)).headers);
  return {
    name: `verify-${adapter.id}`,
    seeds: [
      JSON.stringify({ header: 0, value: '=' }),
      JSON.stringify({ header: 1, value: 'sha256=00' }),
      JSON.stringify({ header: 2, value: '' }),
    ],
    words: [
      'sha256=',
      'v1,',
      'keyId="',
      'signature="',
      'algorithm="',
      'created=',
      'sig1=:',
      '=:',
      'whsec_',
      'Bearer ',
      'Bearer the-key',
      '"',
      ',',
      '()',
      ';',
    ],
    async run(input) {
      const { header, value, body } = (jsonOf(input) ?? {}) as { header?: unknown; value?: unknown; body?: unknown };
      const headers = await signed();
      const names = Object.keys(headers).sort();
      const name = names[typeof header === 'number' ? Math.abs(Math.trunc(header)) % names.length : 0] ?? '';
      const changed = headersOf({ ...headers, [name]: textOr(value, '') });
      if (changed === undefined) return;
      const trial = createTrial(adapter, fixture);
      const bytes = Buffer.from(textOr(body, sent.toString()));
      const request = await signedRequest(
        adapter,
        fixture,
        { body: sent.toString() },
        { unsigned: true, headers: changed, sent: bytes },
      );
      const response = await trial.send(request);
      await lawsOfAnswer(response);
      lawsOfTrial(trial);
      const same = bytes.equals(sent);
      law(
        same || adapter.webhook?.verify === 'key' || trial.published.length === 0,
        'other bytes than were signed are published',
      );
    },
  };
}

/** A feed that brings no last message is left after so long. */
const patienceMs = 20;

/** A run reads what a provider answers, whatever that is; it throws nothing that would keep it from going on. */
async function runTarget(
  adapter: SourceAdapter,
  fixture: SourceFixture,
  run: FixtureRun,
  nth: number,
): Promise<FuzzTarget> {
  const answers = await answersOf(adapter, fixture, run);
  return {
    name: `run-${adapter.id}-${nth + 1}`,
    seeds: answers.length > 0 ? answers : ['{}', '<rss/>'],
    async run(input) {
      // One of the answers is another; which one, the input says.
      const changed = input.length % Math.max(1, answers.length);
      const trial = createTrial(adapter, fixture, {
        run: playedWith(fixture, run, (body, at) => (at === changed ? input : body)),
      });
      await mayRefuse(() => trial.run(run.cursor, trialTime + patienceMs), isOfTheProvider);
      lawsOfTrial(trial);
    },
  };
}

/** What a run throws because of the provider, no JSON among it: it is noted, and tried again. Faults of ours are of these kinds. */
const isOfTheProvider = (error: unknown): boolean =>
  error instanceof Error && !['TypeError', 'RangeError', 'ReferenceError', 'BrokenLaw'].includes(error.name);

/** What the provider answers in a run of the fixture, or the messages of its feed. */
async function answersOf(adapter: SourceAdapter, fixture: SourceFixture, run: FixtureRun): Promise<Buffer[]> {
  const answers: Buffer[] = [];
  const keep = (body: Buffer) => {
    answers.push(body);
    return body;
  };
  await createTrial(adapter, fixture, { run: playedWith(fixture, run, keep) }).run(run.cursor);
  return answers;
}

/** The fixture's run with each answer, or each message of its feed, by way of `through`. */
function playedWith(
  fixture: SourceFixture,
  run: FixtureRun,
  through: (body: Buffer, at: number) => Buffer,
): FixtureRun {
  const respond = run.respond ?? fixture.respond;
  let at = 0;
  return {
    ...run,
    ...(respond && {
      respond: async (request: Request) => {
        const response = await respond(request);
        const { status, headers } = response;
        const body = through(Buffer.from(await response.arrayBuffer()), at++);
        return new Response(status === 204 || status === 304 ? null : new Uint8Array(body), { status, headers });
      },
    }),
    ...(run.feed && {
      feed: (url: string) => (run.feed?.(url) ?? []).map((message) => through(Buffer.from(message), at++).toString()),
    }),
  };
}

/** Settings are what an engineer writes: refused by name, or taken. */
function settingsTarget(adapter: SourceAdapter, fixture: SourceFixture): FuzzTarget {
  return {
    name: `settings-${adapter.id}`,
    seeds: ['{}', JSON.stringify(fixture.settings ?? {})],
    run(input) {
      const given = jsonOf(input);
      const read = adapter.settings.safeParse(given);
      if (!read.success) law((read.error.issues[0]?.message ?? '') !== '', 'a wrong setting is refused without a word');
    },
  };
}

function headersOf(given: unknown): Record<string, string> | undefined {
  try {
    return Object.fromEntries(new Headers(given as Record<string, string>));
  } catch {
    return undefined;
  }
}
