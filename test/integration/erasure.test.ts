import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SQSClient } from '@aws-sdk/client-sqs';
import { expect, it } from 'vitest';
import { readBacklog } from '../../cli/backlog.ts';
import { drain } from '../../cli/drain.ts';
import { createApiClient } from '../../cli/graphql-client.ts';
import { localClient } from '../../cli/host-file.ts';
import { deriveKeys, type Keys } from '../../shared/derive-keys.ts';
import { personKey } from '../../shared/metrics/people.ts';
import { pseudonymOf } from '../../shared/pseudonym.ts';
import { heldText, placesOf } from '../held-text.ts';
import { sharedStack } from '../stack.ts';

const { url, token, dataDir, host } = sharedStack();
const source = 'urn:erasure';
const ada = 'forum:ada-of-the-erasure';

async function drained(): Promise<void> {
  const { endpoints, region, queueUrl, deadLetterUrls } = host();
  const sqs = new SQSClient(localClient(endpoints.sqs, region));
  const wait = { interval: 100, quietReads: 3, timeout: 30_000, now: Date.now, sleep: (ms: number) => sleep(ms) };
  expect((await drain(() => readBacklog(sqs, queueUrl, deadLetterUrls), wait)).outcome).toBe('drained');
  sqs.destroy();
}

/** A year that no other test uses. */
const word = (n: number, person: string, data: object = {}, activity = 'comment') => ({
  specversion: '1.0',
  id: `${activity}:${n}`,
  source,
  type: `polylog.${activity}.v1`,
  time: `1997-03-${String(3 + (n % 20)).padStart(2, '0')}T10:00:00Z`,
  data: {
    channel: 'letter',
    department: 'sales',
    actor: { id: person, kind: 'customer' },
    conversation: `c:${n % 5}`,
    ...data,
  },
});

async function send(events: object[]): Promise<number> {
  const response = await fetch(`${url}/v1/interactions`, {
    method: 'POST',
    headers: { authorization: 'Bearer local', 'content-type': 'application/cloudevents-batch+json' },
    body: JSON.stringify(events),
  });
  return ((await response.json()) as { accepted: number }).accepted;
}

const api = async () => createApiClient({ url, token: await token('admin') });
const numbers = async () =>
  (await api()).query(`{
    report(input: {
      metrics: [INTERACTIONS, ACTIVE_CUSTOMERS, ACTIVE_PEOPLE], granularity: MONTH,
      range: { from: "1997-03-01", to: "1997-03-31" }
    }) { rows { values { metric { id } value n } } }
  }`);

/** Of the stack's own secret. */
function stackKeys(): Keys {
  const secrets = JSON.parse(readFileSync(join(dataDir, 'secrets.json'), 'utf8')) as Record<string, string>;
  const [, secret] =
    Object.entries(secrets).find(([name]) => name.includes('PseudonymsSecret') && !name.includes('@')) ?? [];
  return deriveKeys(secret ?? '');
}

/** Tables, and files of the host but for those of the engines, which overwrite what is gone when they like. */
async function held(keys: Keys) {
  const { endpoints, region, tables } = host();
  const client = new DynamoDBClient(localClient(endpoints.dynamodb, region));
  const inTables = await heldText(client, tables as Record<string, string>, keys);
  client.destroy();
  const files = readdirSync(dataDir, { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(join(dataDir, name)).isFile() && !/\.(db|sqlite)\b|secrets\.json/.test(name))
    .map((name) => ({ place: name, text: textOf(name) }));
  return [...inTables, ...files];
}

const textOf = (name: string): string =>
  statSync(join(dataDir, name)).isFile() ? readFileSync(join(dataDir, name), 'latin1') : '';

it('a person leaves a running host, its logs and the copies of its bus, and every number stays', async () => {
  const keys = stackKeys();
  const pseudonym = pseudonymOf(keys.pseudonym, ada);
  const names = [ada, pseudonym, personKey(pseudonym)];
  const words = Array.from({ length: 200 }, (_, n) => word(n, n % 2 === 0 ? ada : `forum:${n % 9}`));
  const refused = word(1_000, ada, { channel: 'no-such', text: 'It is me, Ada.' });
  expect(await send([...words, refused])).toBe(200);
  await drained();
  const before = await numbers();
  // What was archived of the bus has people in it, sealed.
  const archived = readdirSync(dataDir, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /archive.*\d/.test(name),
  );
  expect(archived.some((name) => /s_\d+\.1\.[\w-]{51}/.test(textOf(name)))).toBe(true);
  // Nobody can be told from it: all that knows her is in the ledger, in the log of who was met, and what was refused.
  const places = placesOf(await held(keys), names).map((place) => place.split(/[ |#]/).slice(0, 2).join(' '));
  expect([...new Set(places)].sort()).toEqual(['cells P', 'ledger F', 'rejections D']);

  const client = await api();
  const { erasePerson } = await client.query<{ erasePerson: { id: string } }>(
    'mutation ($person: ID!) { erasePerson(input: { person: $person }) { id state } }',
    { person: ada },
  );
  const receipt = async () => {
    const { erasures } = await client.query<{
      erasures: { edges: { node: { id: string; state: string; places: { place: string; count: number }[] } }[] };
    }>('{ erasures(first: 20) { edges { node { id state places { place count } } } } }');
    return erasures.edges.map(({ node }) => node).find(({ id }) => id === erasePerson.id);
  };
  await expect.poll(async () => (await receipt())?.state, { timeout: 30_000, interval: 200 }).toBe('ERASED');
  expect((await receipt())?.places).toEqual(
    expect.arrayContaining([
      { place: 'facts', count: 100 },
      { place: 'rejections', count: 1 },
    ]),
  );
  expect(await numbers()).toEqual(before);

  // All of it again, as a sender in doubt does; and an edit.
  expect(await send([...words, word(0, ada, { target: 'comment:0' }, 'edit')])).toBe(201);
  await drained();
  expect(await numbers()).toEqual(before);
  const left = placesOf(await held(keys), names);
  // Until it was looked through once more, the erasure itself remembers whom it is about.
  expect(left.filter((place) => !/^registry (ERASURE\||MERGES\|)/.test(place))).toEqual([]);
});
