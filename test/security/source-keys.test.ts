import { createHash } from 'node:crypto';
import { ScanCommand } from '@aws-sdk/client-dynamodb';
import { Hono } from 'hono';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { authenticate } from '../../functions/ingest/authenticate.ts';
import { isProblem, problemResponse } from '../../functions/ingest/problem.ts';
import type { Author } from '../../shared/audit.ts';
import type { RegistryOptions } from '../../shared/store/commit-audited.ts';
import { createSourceKey, endSourceKey, listKeys } from '../../shared/store/source-keys.ts';
import { createSourceRegistry } from '../../shared/store/sources.ts';
import { type Engine, startEngine } from '../engine.ts';

const author: Author = { who: 'ada', roles: ['engineer'] };
const source = 'https://x.com/acme';
const start = Date.parse('2026-11-22T12:00:00Z');
const minute = 60_000;
let engine: Engine;
let now = start;
let options: RegistryOptions;

beforeAll(async () => {
  engine = await startEngine();
});
afterAll(() => engine.stop());
beforeEach(async () => {
  now = start;
  const { registry } = await engine.createTables();
  options = { client: engine.client, tableName: registry, clock: () => now };
  await createSourceRegistry(options).registerSource({ id: source, name: 'Acme' });
});

/** A process of the door: it remembers keys by itself. */
function door(localKey?: string) {
  const sources = createSourceRegistry(options);
  const app = new Hono().get('/', async ({ req }) => {
    const caller = await authenticate(req.header('authorization'), sources, localKey);
    return isProblem(caller) ? problemResponse(caller) : Response.json({ id: caller.id });
  });
  return async (authorization?: string) => {
    const response = await app.request('/', { ...(authorization && { headers: { authorization } }) });
    return response.status === 200 ? ((await response.json()) as { id: string }).id : response.status;
  };
}

describe('a key of a source', () => {
  it('is in the registry as a hash alone, in no audit entry, and told once', async () => {
    const { key, id } = await createSourceKey(options, author, source, undefined);
    expect(Buffer.from(key, 'base64url')).toHaveLength(32);
    const { Items = [] } = await engine.client.send(new ScanCommand({ TableName: options.tableName }));
    const stored = JSON.stringify(Items);
    expect(stored).not.toContain(key);
    expect(stored).toContain(createHash('sha256').update(key).digest('hex'));
    expect(JSON.stringify([...(await listKeys(options.client, options.tableName))])).not.toContain(key);
    expect(key).not.toContain(id);
  });

  it('rotates with an overlap: both hold while it lasts, then the new one alone, in every process', async () => {
    const old = await createSourceKey(options, author, source, undefined);
    const [one, other] = [door(), door()];
    expect(await one(`Bearer ${old.key}`)).toBe(source);
    const fresh = await createSourceKey(options, author, source, undefined);
    await endSourceKey(options, author, source, old.id, now + 10 * minute);
    for (const ask of [one, other]) {
      expect(await ask(`Bearer ${old.key}`)).toBe(source);
      expect(await ask(`Bearer ${fresh.key}`)).toBe(source);
    }
    now += 10 * minute;
    for (const ask of [one, other]) {
      expect(await ask(`Bearer ${old.key}`)).toBe(403);
      expect(await ask(`Bearer ${fresh.key}`)).toBe(source);
    }
  });

  it('that is ended now holds no longer than a minute where it is remembered', async () => {
    const { key, id } = await createSourceKey(options, author, source, undefined);
    const ask = door();
    expect(await ask(`Bearer ${key}`)).toBe(source);
    await endSourceKey(options, author, source, id, now);
    expect(await door()(`Bearer ${key}`)).toBe(403);
    now += minute;
    expect(await ask(`Bearer ${key}`)).toBe(403);
  });

  it('ends when it was said to', async () => {
    const { key } = await createSourceKey(options, author, source, start + minute);
    const ask = door();
    now = start + minute - 1;
    expect(await ask(`Bearer ${key}`)).toBe(source);
    now = start + minute;
    expect(await ask(`Bearer ${key}`)).toBe(403);
  });

  it('cannot be ended by way of another source', async () => {
    const { key, id } = await createSourceKey(options, author, source, undefined);
    await createSourceRegistry(options).registerSource({ id: 'https://x.com/other', name: 'Other' });
    await expect(endSourceKey(options, author, 'https://x.com/other', id, now)).rejects.toMatchObject({
      code: 'BAD_REQUEST',
    });
    expect(await door()(`Bearer ${key}`)).toBe(source);
  });
});

describe('whoever has no key', () => {
  it.each([
    ['nothing', undefined, 401],
    ['another scheme', 'Basic YTpi', 401],
    ['no key behind the scheme', 'Bearer ', 401],
    ['two keys', 'Bearer a b', 401],
    ['a very long one', `Bearer ${'a'.repeat(513)}`, 401],
    ['a hash instead of a key', `Bearer ${createHash('sha256').update('x').digest('hex')}`, 403],
    ['the name of the partition', 'Bearer KEY', 403],
    ['the beginning of the local key', 'Bearer loca', 403],
    ['the local key in capitals', 'Bearer LOCAL', 403],
  ])('is refused: %s', async (_name, authorization, status) => {
    expect(await door('local')(authorization)).toBe(status);
  });

  it('has no local key where there is none', async () => {
    expect(await door()('Bearer local')).toBe(403);
    expect(await door('')('Bearer ')).toBe(401);
  });

  it('cannot use the hash of a key as one', async () => {
    const { key } = await createSourceKey(options, author, source, undefined);
    expect(await door()(`Bearer ${createHash('sha256').update(key).digest('hex')}`)).toBe(403);
  });
});
