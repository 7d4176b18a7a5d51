import { setTimeout as sleep } from 'node:timers/promises';
import { rewriteFacts } from '../../functions/privacy/rewrite-facts.ts';
import { atBeginning, walkFacts } from '../../functions/privacy/walk-facts.ts';
import { type Fact, withoutPeople } from '../../shared/fact.ts';
import { createFoldStore } from '../../shared/store/fold-store.ts';
import type { Migration } from './migration.ts';

/** Facts that have an edit, as the table can look for them. */
const edited = ['"edit":{'];

export const editsNameNobody: Migration = {
  version: 2,
  readableBy: 1,
  summary: 'Facts keep of an edit what it changes, and not who made it.',
  async run({ client, ledgerTable, cellsTable, context, lanes }, dryRun) {
    const rewriting = {
      store: createFoldStore(client, ledgerTable),
      context,
      tables: { ledgerTable, cellsTable },
      lanes,
      random: Math.random,
      sleep: (milliseconds: number) => sleep(milliseconds),
    };
    let changed = 0;
    await walkFacts({ client, ledgerTable }, edited, atBeginning(), async (facts) => {
      const naming = facts.filter(({ fact }) => isNaming(fact));
      changed += dryRun ? naming.length : await rewriteFacts(naming, anonymous, rewriting);
    });
    return changed;
  },
};

const anonymous = (fact: Fact): Fact => (fact.edit ? { ...fact, edit: withoutPeople(fact.edit) } : fact);

const isNaming = (fact: Fact): boolean => JSON.stringify(anonymous(fact)) !== JSON.stringify(fact);
