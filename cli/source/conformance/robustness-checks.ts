import type { SourceAdapter } from '../../../functions/ingest/sources/adapter.ts';
import type { SourceFixture } from '../fixture.ts';
import { type Check, must } from './check.ts';
import { same } from './compare.ts';
import { bodyOf, signedRequest } from './signed-request.ts';
import { createTrial } from './trial.ts';

/** How many damaged forms of one delivery are tried. */
const damages = 150;

/** Bodies that are well signed and of another form than the adapter knows: each is ignored or kept, and nothing throws. */
export function robustnessChecks(adapter: SourceAdapter, fixture: SourceFixture): Check[] {
  if (adapter.webhook === undefined) return [];
  const deliveries = fixture.deliveries ?? [];
  const survive = async (body: string, headers: Record<string, string> | undefined, what: string) => {
    const trial = createTrial(adapter, fixture);
    const delivery = { body, ...(headers && { headers }) };
    const response = await trial.send(await signedRequest(adapter, fixture, delivery));
    must(response.status < 500, `${what}: it answers ${response.status} ${await response.text()}.`);
    for (const { path, payload } of trial.rejected) {
      must(payload !== null, `${what}: what was refused is not kept.`);
      must(/^$|^(payload|mapped)/.test(path), `${what}: the path “${path}” is not one of the payload.`);
    }
    return trial;
  };
  return [
    {
      name: 'survives bodies that are empty, cut off, of another type, or nested without end',
      async run() {
        const [first] = deliveries;
        const bodies = [
          '',
          '{',
          '[]',
          'null',
          '"text"',
          '12',
          '{}',
          `${'['.repeat(5_000)}${']'.repeat(5_000)}`,
          '\u0000',
        ];
        for (const body of bodies) await survive(body, first?.headers, `The body ${JSON.stringify(body.slice(0, 12))}`);
        for (const delivery of deliveries) {
          const body = bodyOf(delivery).toString();
          await survive(body.slice(0, body.length / 2), delivery.headers, `Half of “${delivery.name}”`);
        }
      },
    },
    {
      name: 'survives changed shapes: every field in turn missing or of another type',
      async run() {
        for (const { name, body, headers } of deliveries) {
          if (typeof body !== 'object' || body === null) continue;
          for (const { damaged, what } of damagedForms(body)) {
            await survive(JSON.stringify(damaged), headers, `“${name}” with ${what}`);
          }
        }
      },
    },
    {
      name: 'reads text in any script, written as it is or as escapes',
      async run() {
        for (const delivery of deliveries) {
          const body = bodyOf(delivery).toString();
          if (!body.startsWith('{')) continue;
          const escaped = body.replace(
            /[\u0080-\uffff]/g,
            (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
          );
          const [plain, other] = [
            await survive(body, delivery.headers, 'plain'),
            await survive(escaped, delivery.headers, 'escaped'),
          ];
          const digests = [plain, other].map(({ published }) => published.map(({ id, digest }) => `${id} ${digest}`));
          must(
            same(digests[0], digests[1]),
            `“${delivery.name}” becomes something else when it is written with escapes.`,
          );
        }
      },
    },
  ];
}

/** Copies of a JSON value with one field each missing or of another type; evenly chosen when there are many. */
function* damagedForms(value: object): Generator<{ damaged: unknown; what: string }> {
  const paths = [...pathsOf(value, [])];
  const replacements: [string, unknown][] = [
    ['missing', undefined],
    ['null', null],
    ['a number', -1],
    ['an object', {}],
    ['a list', [null]],
    ['a text', '☃'],
  ];
  const all = paths.flatMap((path) => replacements.map((replacement) => ({ path, replacement })));
  const step = Math.max(1, all.length / damages);
  for (let at = 0; at < all.length; at += step) {
    const chosen = all[Math.floor(at)];
    if (chosen === undefined) continue;
    const damaged = structuredClone(value);
    setAt(damaged, chosen.path, chosen.replacement[1]);
    yield { damaged, what: `${chosen.path.join('.')} ${chosen.replacement[0]}` };
  }
}

function* pathsOf(value: unknown, path: string[]): Generator<string[]> {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, member] of Object.entries(value)) {
    yield [...path, key];
    yield* pathsOf(member, [...path, key]);
  }
}

function setAt(target: object, path: readonly string[], value: unknown): void {
  const last = path.at(-1);
  if (last === undefined) return;
  const parent = path.slice(0, -1).reduce<object>((part, key) => Reflect.get(part, key) as object, target);
  if (value === undefined) Reflect.deleteProperty(parent, last);
  else Reflect.set(parent, last, value);
}
