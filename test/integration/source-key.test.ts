import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { sharedStack } from '../stack.ts';

const run = promisify(execFile);
const cli = join(import.meta.dirname, '../../cli/polylog.mjs');

test('a key made by the command line sends for its source and for no other', async () => {
  const { url, dataDir } = sharedStack();
  const source = 'https://facebook.com/keyed';
  const { stdout } = await run(process.execPath, [cli, 'key', '--source', source, '--owner', 'Feeds'], {
    env: { ...process.env, POLYLOG_DATA: dataDir },
  });
  const send = (from: string, key: string) =>
    fetch(`${url}/v1/interactions`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/cloudevents+json' },
      body: JSON.stringify({
        specversion: '1.0',
        id: 'post:1:create',
        source: from,
        type: 'polylog.post.v1',
        time: '2026-11-20T09:30:00Z',
        data: { channel: 'facebook', department: 'marketing', actor: { id: 'acme', kind: 'brand' } },
      }),
    });
  const allowed = await send(source, stdout.trim());
  expect([allowed.status, await allowed.json()]).toMatchObject([202, { accepted: 1, rejected: [] }]);
  const foreign = await send('https://facebook.com/other', stdout.trim());
  expect([foreign.status, await foreign.json()]).toMatchObject([422, { rejected: [{ code: 'SOURCE_NOT_ALLOWED' }] }]);
  expect((await send(source, 'made-up')).status).toBe(403);
});
