import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { loadSource } from '../../cli/source/repository.ts';
import { adapters } from '../../functions/ingest/sources/registry.ts';
import { adapterOf, checkSettings } from '../../shared/changes/source-settings.ts';

it('the catalogue of adapters is that of their code', () => {
  const script = new URL('../../functions/ingest/sources/print-catalogue.ts', import.meta.url).pathname;
  expect(() => execFileSync(process.execPath, [script, '--check'], { stdio: 'pipe' })).not.toThrow();
});

it.each(Object.keys(adapters))('what %s takes as settings, its JSON Schema takes, too', async (id) => {
  const { fixture } = await loadSource(id);
  const settings = JSON.stringify(fixture.settings ?? {});
  expect(checkSettings(adapterOf(id), settings)).toBe(settings);
  expect(() => checkSettings(adapterOf(id), JSON.stringify({ ...JSON.parse(settings), 'no such setting': 1 }))).toThrow(
    /^settings/,
  );
});
