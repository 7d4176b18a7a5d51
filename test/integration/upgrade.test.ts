import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { BatchWriteItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { editsNameNobody } from '../../cli/migrations/edits-name-nobody.ts';
import { migrations } from '../../cli/migrations/migrations.ts';
import type { Interaction } from '../../shared/interaction.ts';
import { loadOrganisation } from '../../shared/store/organisation.ts';
import { type Item, scanTable } from '../../shared/store/scan.ts';
import {
  checkReadable,
  readStoredVersion,
  StoreTooNew,
  schemaVersion,
  writeStoredVersion,
} from '../../shared/store/schema-version.ts';
import { verifyCells } from '../../shared/store/verify.ts';
import { type Engine, startEngine, type TableNames } from '../engine.ts';
import { context, fold } from '../graphql/harness.ts';
import { interaction } from '../interactions.ts';

/** A store as the release before the first migration wrote it, and the interactions that were folded into it. */
const old = JSON.parse(
  gunzipSync(readFileSync(join(import.meta.dirname, '..', 'fixtures', 'stores', 'version-1.json.gz'))).toString(),
) as { interactions: Interaction[]; ledger: Item[]; cells: Item[] };

let engine: Engine;
let names: TableNames;
beforeAll(async () => {
  engine = await startEngine();
});
afterAll(() => engine.stop());
beforeEach(async () => {
  names = await engine.createTables();
  for (const table of ['ledger', 'cells'] as const) {
    for (let at = 0; at < old[table].length; at += 25) {
      const requests = old[table].slice(at, at + 25).map((Item) => ({ PutRequest: { Item } }));
      await engine.client.send(new BatchWriteItemCommand({ RequestItems: { [names[table]]: requests } }));
    }
  }
});

const store = () => ({
  client: engine.client,
  ledgerTable: names.ledger,
  cellsTable: names.cells,
  registryTable: names.registry,
  context,
  lanes: 2,
});
const clean = { differences: [], conversationDifferences: [] };

/** Everything in the ledger and the cells, as one text. */
async function everything(): Promise<string> {
  const all: string[] = [];
  for (const table of [names.ledger, names.cells]) {
    await scanTable(engine.client, table, (items) => void all.push(JSON.stringify(items)));
  }
  return all.join();
}

describe('a store of the release before', () => {
  it('is read, found right, and folded into: what it has is a duplicate', async () => {
    expect(await verifyCells(store())).toMatchObject(clean);
    const again = await fold(engine, names, old.interactions);
    expect(again).toMatchObject({ failed: [], unfoldable: [] });
    expect(again.outcomes).toMatchObject({ recorded: 0, conflict: 0 });
    const more = [
      interaction({ id: 'new:1', activity: 'comment', time: '2026-04-01T09:00:00.000Z' }),
      interaction({ id: 'said:1:gone', activity: 'retraction', target: 'said:1', time: '2026-04-02T09:00:00.000Z' }),
      interaction({ id: 'turn:80', activity: 'enquiry', conversation: 'c:long', time: '2026-04-03T09:00:00.000Z' }),
    ];
    expect(await fold(engine, names, more)).toMatchObject({ failed: [], outcomes: { recorded: 2, retracted: 1 } });
    expect(await verifyCells(store())).toMatchObject(clean);
  });

  it('is migrated while others write, in any number of tries, and then names nobody in an edit', async () => {
    const { facts } = await verifyCells(store());
    expect(await everything()).toContain('p_reader');
    const found = await editsNameNobody.run(store(), true);
    expect(found).toBeGreaterThan(0);
    const late = interaction({ id: 'new:2', activity: 'comment', time: '2026-04-01T09:00:00.000Z' });
    const [changed] = await Promise.all([editsNameNobody.run(store(), false), fold(engine, names, [late])]);
    expect(changed).toBe(found);
    expect(await editsNameNobody.run(store(), false)).toBe(0);
    expect(await everything()).not.toContain('p_reader');
    expect(await verifyCells(store())).toMatchObject({ ...clean, facts: facts + 1 });
  });
});

describe('the version of a store', () => {
  it('is that of the last migration, which is that of the code', () => {
    expect(migrations.map(({ version }) => version)).toEqual(migrations.map((_, index) => index + 2));
    expect(migrations.at(-1)?.version).toBe(schemaVersion);
  });

  it('is 1 before the first one', async () => {
    expect(await readStoredVersion(engine.client, names.registry)).toEqual({ version: 1, readableBy: 1 });
  });

  it('keeps older code from a store that it would misread', async () => {
    expect(() => checkReadable({ version: 3, readableBy: 2 }, 2)).not.toThrow();
    await writeStoredVersion(engine.client, names.registry, { version: 9, readableBy: schemaVersion + 1 });
    await expect(loadOrganisation(engine.client, names.registry)).rejects.toThrow(StoreTooNew);
  });
});
