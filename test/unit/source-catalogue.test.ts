import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';

it('the catalogue of adapters is that of their code', () => {
  const script = new URL('../../functions/ingest/sources/print-catalogue.ts', import.meta.url).pathname;
  expect(() => execFileSync(process.execPath, [script, '--check'], { stdio: 'pipe' })).not.toThrow();
});
