import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sharedStack } from '../../stack.ts';

const stack = sharedStack();
const graphql = async (query: string, variables: object, token: string) => {
  const response = await fetch(`${stack.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query, variables }),
  });
  return (await response.json()) as { data: Record<string, Record<string, string>> };
};

/** Everything that a run of the host and its functions has written. */
const logs = () =>
  readdirSync(join(stack.dataDir, 'logs'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'))
    .join('\n');

describe('no log line of a whole run holds', () => {
  it('a key, a token, a secret, or who and what an interaction was about', async () => {
    const source = 'https://x.com/logged';
    const engineer = await stack.token('engineer');
    const connect = 'mutation C($input: ConnectSourceInput!) { connectSource(input: $input) { __typename } }';
    await graphql(
      connect,
      { input: { id: source, adapter: 'standard-webhooks', channel: 'x', department: 'service' } },
      engineer,
    );
    const secret = 'whsec_bm90LWluLWFueS1sb2ctbGluZS1wbGVhc2Utbm8=';
    const set = 'mutation S($input: SetSourceSecretsInput!) { setSourceSecrets(input: $input) { __typename } }';
    await graphql(set, { input: { id: source, values: [{ name: 'secret', value: secret }] } }, engineer);
    // One that is refused quotes nothing either.
    await graphql(set, { input: { id: source, values: [{ name: 'sekret', value: secret }] } }, engineer);
    const { data } = await graphql(
      'mutation K($input: CreateSourceKeyInput!) { createSourceKey(input: $input) { key } }',
      { input: { source } },
      engineer,
    );
    const key = data.createSourceKey?.key ?? '';
    expect(key).toMatch(/^[\w-]{43}$/);

    const person = 'ines.example@customer.example';
    const words = 'Zinnober Quastenflosser Wolkenbruch';
    const event = (over: object) => ({
      ...{ specversion: '1.0', id: 'n:1', source, type: 'polylog.enquiry.v1', time: '2017-03-05T09:30:00Z' },
      data: { channel: 'x', department: 'service', actor: { id: person, kind: 'customer' }, text: words },
      ...over,
    });
    const send = (body: unknown, with_: string) =>
      fetch(`${stack.url}/v1/interactions`, {
        method: 'POST',
        headers: { authorization: `Bearer ${with_}`, 'content-type': 'application/cloudevents-batch+json' },
        body: JSON.stringify(body),
      });
    const wrongKey = 'never-made-key-never-made-key-never-made-key';
    expect((await send([event({}), event({ id: 'n:2', time: 'yesterday' })], key)).status).toBe(202);
    expect((await send([event({})], wrongKey)).status).toBe(403);
    const falseToken = `${engineer.slice(0, -6)}AAAAAA`;
    await graphql('{ departments { id } }', {}, falseToken);

    // What was accepted has gone all the way.
    const analyst = await stack.token('analyst');
    const found = 'query F($source: ID!) { interaction(source: $source, id: "n:1") { id } }';
    await expect
      .poll(async () => (await graphql(found, { source }, analyst)).data.interaction?.id, { timeout: 20_000 })
      .toBe('n:1');

    const written = logs();
    expect(written).toContain('"message"');
    const kept = { key, secret, wrongKey, engineer, analyst, falseToken, person, words, local: 'Bearer local' };
    expect(Object.entries(kept).filter(([, text]) => written.includes(text))).toEqual([]);
  });
});
