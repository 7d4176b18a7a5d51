import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodeJwt } from 'jose';
import { expect, test } from 'vitest';
import { createProgram } from '../../cli/program.ts';
import { polylog } from './cli-fake-host.ts';

test('--help of every command is as reviewed', () => {
  delete process.env.PORT;
  const program = createProgram();
  const texts = [program, ...program.commands].map((command) => {
    let text = '';
    const write = (part: string) => {
      text += part;
    };
    command.configureOutput({ writeOut: write, getOutHelpWidth: () => 100, getOutHasColors: () => false });
    command.outputHelp();
    return text;
  });
  expect(texts.join('\n========\n')).toMatchSnapshot();
});

test.each([
  [['--help'], 0],
  [['import', '--help'], 0],
  [[], 2],
  [['imprt'], 2],
  [['import', '--batch', '1001'], 2],
  [['token', '--role', 'king'], 2],
  [['token'], 2],
  [['token', '--role', 'viewer', '--ttl', 'soon'], 2],
  [['token', '--role', 'member'], 2],
  [['rejections', 'fix'], 2],
  [['rejections', 'fix', '--all', 'an-id'], 2],
  [['rejections', 'fix', '--all', '--drop', 'a..b'], 2],
  [['rejections', 'fix', '--all', '--set', 'a'], 2],
  [['rejections', 'dismiss'], 2],
  [['import', '--format', 'csv'], 2],
  [['drain'], 1],
  [['verify'], 1],
  [['rebuild', '--cells-table', 'cells'], 2],
])('polylog %j exits with %i', async (args, expected) => {
  const { code } = await polylog(join(tmpdir(), 'polylog-no-such-folder'), args);
  expect(code).toBe(expected);
});

test('token prints a token with role and departments', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'polylog-token-'));
  const args = ['token', '--role', 'member', '--department', 'service', '--department', 'hr', '--ttl', '1h'];
  const { stdout } = await polylog(folder, args);
  rmSync(folder, { recursive: true });
  const claims = decodeJwt(stdout.trim());
  expect(claims).toMatchObject({ roles: ['member'], departments: ['service', 'hr'], sub: 'local-member' });
  expect((claims.exp ?? 0) - (claims.iat ?? 0)).toBe(3600);
});

test('token of a member without departments is refused, as every interaction would be', async () => {
  const { stdout, stderr } = await polylog(join(tmpdir(), 'polylog-no-such-folder'), ['token', '--role', 'member']);
  expect([stdout, stderr]).toEqual(['', expect.stringContaining('--department <id>')]);
});
