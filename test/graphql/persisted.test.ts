import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import persisted from '../../graphql/persisted.json' with { type: 'json' };
import { apiWith, ask } from './harness.ts';

const text = readFileSync(new URL('../../graphql/persisted/sources.graphql', import.meta.url), 'utf8');
const sha256Hash = createHash('sha256').update(text).digest('hex');
const named = (hash: string) => ({ persistedQuery: { version: 1, sha256Hash: hash } });

describe('persisted documents', () => {
  it('are answered by their SHA-256', async () => {
    const { data } = await ask(apiWith({ persisted }), '', { as: 'viewer', extensions: named(sha256Hash) });
    expect(data).toEqual({ sources: [] });
  });

  it('that nobody persisted are refused', async () => {
    const { errors, status } = await ask(apiWith({ persisted }), '', {
      as: 'viewer',
      extensions: named('constructor'),
    });
    expect(status).toBe(400);
    expect(errors).toMatchObject([{ extensions: { code: 'PERSISTED_QUERY_NOT_FOUND' } }]);
  });

  it('are the only ones answered where the policy says so', async () => {
    const api = apiWith({ persisted, policy: { persistedOnly: true, anonymousIntrospection: false } });
    const { errors } = await ask(api, text, { as: 'viewer' });
    expect(errors).toMatchObject([{ extensions: { code: 'PERSISTED_QUERY_ONLY' } }]);
    expect((await ask(api, '', { as: 'viewer', extensions: named(sha256Hash) })).data).toEqual({ sources: [] });
  });
});

/** What each document needs; the answer itself is not asked for here. */
const variables = {
  range: { from: '2026-01-01', to: '2026-12-31' },
  metrics: ['RESPONSE_RATE'],
  input: { metrics: ['RESPONSE_RATE'], window: { last: 12, unit: 'MONTH' }, granularity: 'MONTH', by: ['DEPARTMENT'] },
  separator: 'SEMICOLON',
};

it.each(Object.values(persisted))('is within every limit: %.30s', async (document) => {
  // Nothing is behind this API: what is not refused before it is asked for fails there, on our side.
  const { status, errors } = await ask(apiWith(), document, { as: 'admin', variables });
  expect(status).toBe(200);
  expect((errors ?? []).filter(({ extensions }) => extensions.code !== 'INTERNAL')).toEqual([]);
});

it.each(['print-schema.ts', 'persist-documents.ts'])('what %s generates is current', (script) => {
  const file = new URL(`../../graphql/${script}`, import.meta.url);
  expect(() => execFileSync(process.execPath, [file.pathname, '--check'], { stdio: 'pipe' })).not.toThrow();
});
