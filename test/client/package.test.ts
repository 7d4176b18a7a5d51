import { execFile, execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
const client = join(root, 'client');
const folder = mkdtempSync(join(tmpdir(), 'polylog-client-'));
afterAll(() => rmSync(folder, { recursive: true }));
const { exports, type } = JSON.parse(readFileSync(join(client, 'package.json'), 'utf8')) as {
  exports: Record<string, { types: string; default?: string }>;
  type: string;
};

execFileSync(join(root, 'node_modules/.bin/tsc'), [
  '-p',
  join(client, 'tsconfig.build.json'),
  '--outDir',
  join(folder, 'dist'),
]);
writeFileSync(join(folder, 'package.json'), JSON.stringify({ type }));

it('has every file that its exports name', () => {
  const named = Object.values(exports).flatMap(({ types, default: code }) => [types, ...(code ? [code] : [])]);
  const built = readdirSync(join(folder, 'dist')).map((file) => `./dist/${file}`);
  expect(named.filter((file) => !built.includes(file))).toEqual([]);
});

it('sends with nothing installed beside it', async () => {
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (part) => (body += part));
    request.on('end', () => {
      const { length } = JSON.parse(body) as unknown[];
      response.writeHead(202).end(JSON.stringify({ accepted: length, rejected: [] }));
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  const script = `import { createInteractionsClient } from './dist/create-interactions-client.js';
const client = createInteractionsClient({ url: 'http://127.0.0.1:${port}', key: 'k' });
console.log(JSON.stringify(await client.send([{ id: 'a' }, { id: 'b' }])));`;
  writeFileSync(join(folder, 'send.js'), script);
  const { stdout } = await promisify(execFile)(process.execPath, ['send.js'], { cwd: folder });
  server.close();
  expect(JSON.parse(stdout)).toEqual({ accepted: 2, rejected: [], rejectionsKept: true });
});
