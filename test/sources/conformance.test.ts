import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { allChecks } from '../../cli/source/conformance/all-checks.ts';
import type { SourceFixture } from '../../cli/source/fixture.ts';
import { adapters } from '../../functions/ingest/sources/registry.ts';

const loaded = await Promise.all(
  Object.entries(adapters).map(async ([id, load]) => {
    const { fixture } = (await import(`./${id}/fixture.ts`)) as { fixture: SourceFixture };
    return { id, adapter: await load(), fixture };
  }),
);

describe.each(loaded)('the source $id', ({ id, adapter, fixture }) => {
  it('is registered by its own id and has a page', () => {
    expect(adapter.id).toBe(id);
    expect(existsSync(join(import.meta.dirname, `../../docs/sources/${id}.md`))).toBe(true);
  });

  it.each(allChecks(adapter, fixture))('$name', ({ run }) => run());
});
