import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startGoldenApi } from './golden-api.ts';
import { ask } from './harness.ts';

/** Each `golden/<name>.graphql` has its answer beside it; `-u` writes what is answered now, to be reviewed. */
const folder = new URL('golden/', import.meta.url);
const documents = readdirSync(folder).filter((name) => name.endsWith('.graphql'));

let golden: Awaited<ReturnType<typeof startGoldenApi>>;
beforeAll(async () => {
  golden = await startGoldenApi();
});
afterAll(() => golden.stop());

describe('golden pairs', () => {
  it.each(documents)('%s', async (name) => {
    const query = readFileSync(new URL(name, folder), 'utf8');
    const { data, errors } = await ask(golden.api, query, { as: /^# as (\S+)/.exec(query)?.[1] ?? 'admin' });
    const answer = JSON.stringify({ data, errors }, null, 2).replaceAll(/"(cursor|\w+Cursor)": "[^"]+"/g, '"$1": "…"');
    await expect(`${answer}\n`).toMatchFileSnapshot(new URL(name.replace('.graphql', '.json'), folder).pathname);
  });

  it('cover every field of the query type', () => {
    const all = documents.map((name) => readFileSync(new URL(name, folder), 'utf8')).join('\n');
    const schema = readFileSync(new URL('../../graphql/schema.graphql', import.meta.url), 'utf8');
    const [, body = ''] = /type Query \{\n([\s\S]*?)\n\}/.exec(schema) ?? [];
    const fields = [...body.matchAll(/^ {2}(\w+)[(:]/gm)].map(([, field]) => field as string);
    expect(fields.length).toBeGreaterThan(10);
    expect(fields.filter((field) => !new RegExp(`\\b${field}\\b *[({\\n]`).test(all))).toEqual([]);
  });
});
