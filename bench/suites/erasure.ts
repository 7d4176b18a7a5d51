import { setTimeout as sleep } from 'node:timers/promises';
import { askErasure } from '../../functions/privacy/ask-erasure.ts';
import type { PrivacyDependencies } from '../../functions/privacy/dependencies.ts';
import { erasePeople } from '../../functions/privacy/erase-people.ts';
import { deriveKeys } from '../../shared/derive-keys.ts';
import { foldContextOf } from '../../shared/fold-context.ts';
import type { Interaction } from '../../shared/interaction.ts';
import { defaultOrganisation } from '../../shared/organisation.ts';
import { createErasureStore } from '../../shared/store/erasures.ts';
import { verifyCells } from '../../shared/store/verify.ts';
import { startEngine } from '../../test/engine.ts';
import { batchesOf } from '../batches-of.ts';
import type { Bench } from '../bench.ts';
import { createFold } from '../fold-into.ts';
import { generate } from '../generate.ts';
import { toInteraction } from '../to-interaction.ts';

const lanes = 4;
const keys = deriveKeys('a secret of the bench, not of a deployment');
const person = `p_${'benched'.padEnd(22, '0')}`;
/** What the person did. */
const interactions = 10_000;

/**
 * How long it takes to erase a person who was in 10,000 interactions, spread over the whole of a store: what is held, and
 * the last look a little later.
 */
export async function erasure(bench: Bench): Promise<void> {
  for (const size of bench.sizes.filter((one) => one >= 10 * interactions)) await eraseFrom(size, bench);
}

async function eraseFrom(size: number, bench: Bench): Promise<void> {
  const engine = await startEngine();
  try {
    const tables = await engine.createTables();
    const names = {
      ledgerTable: tables.ledger,
      cellsTable: tables.cells,
      registryTable: tables.registry,
      rejectionsTable: tables.rejections,
    };
    const fold = createFold({ client: engine.client, tables, lanes });
    const every = Math.floor(size / interactions);
    let folded = 0;
    for (const batch of batchesOf(generate({ count: size }), 4_000)) {
      await fold(batch.map((event, at) => as((folded + at) % every === 0, toInteraction(event))));
      folded += batch.length;
      if (folded % 100_000 === 0) bench.log(`${folded} of ${size} interactions folded`);
    }
    let now = Date.now();
    const deps: PrivacyDependencies = {
      client: engine.client,
      sqs: { send: async () => ({ Attributes: {} }) } as never,
      tables: names,
      queueUrls: [],
      lanes,
      settleMs: 90_000,
      loadKeys: async () => keys,
      clock: () => now,
      sleep: (milliseconds) => sleep(milliseconds),
      random: Math.random,
      namespace: 'Polylog',
      logger: { info: () => {}, warn: console.error, error: console.error } as never,
    };
    const { id } = await askErasure(person, { who: 'bench', roles: ['admin'] }, deps);
    const timed = async (figure: string) => {
      const began = performance.now();
      await erasePeople(deps, id);
      bench.print(figure, (performance.now() - began) / 1_000, 's', { size, interactions, lanes });
    };
    await timed('erased');
    now += 2 * deps.settleMs;
    await timed('looked through once more');
    const store = createErasureStore({
      client: engine.client,
      tableName: tables.registry,
      key: keys.wrapping,
      clock: Date.now,
    });
    const { counts, sweptAt } = (await store.find(id)) ?? {};
    if (counts?.facts !== interactions || sweptAt === undefined) throw new Error(`Erased ${JSON.stringify(counts)}.`);
    const context = foldContextOf(defaultOrganisation);
    const { differences, conversationDifferences } = await verifyCells({ client: engine.client, ...names, context });
    bench.print('differences', differences.length + conversationDifferences.length, 'differences', { size });
  } finally {
    engine.stop();
  }
}

const as = (is: boolean, interaction: Interaction): Interaction =>
  is ? { ...interaction, actor: { ...interaction.actor, id: person } } : interaction;
