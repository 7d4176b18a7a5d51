import type { KeyObject } from 'node:crypto';
import { ScanCommand } from '@aws-sdk/client-dynamodb';
import type { Fact } from '../../shared/fact.ts';
import type { FoldContext } from '../../shared/metrics/contribution.ts';
import { dayOfFact, namesPeople, replacePeople, retainedOf } from '../../shared/retention.ts';
import { decodeFact } from '../../shared/store/fact-item.ts';
import { createFoldStore } from '../../shared/store/fold-store.ts';
import { factSort } from '../../shared/store/keys.ts';
import { loadPersonMerges } from '../../shared/store/person-merges.ts';
import { destroyRetentionKey, listRetentionKeys, retentionKey } from '../../shared/store/retention-keys.ts';
import type { RetentionState } from '../../shared/store/retention-state.ts';
import type { PrivacyDependencies } from './dependencies.ts';
import { rewriteFacts } from './rewrite-facts.ts';

/** Pages of the ledger between two states that are kept: a page is 1 MB. */
const pagesAtOnce = 8;

/**
 * Walks on through some pages of the ledger and replaces the people of facts from before their source's border by what
 * the key of the source and the calendar year makes of them: totals stay, and within a year each person stays one. Merged
 * people become the same text. Gives the state to go on from.
 */
export async function replaceOldPeople(
  state: RetentionState,
  context: FoldContext,
  deps: PrivacyDependencies,
): Promise<RetentionState> {
  const { client, clock, tables, lanes, random, sleep } = deps;
  const { wrapping } = await deps.loadKeys();
  const { representativeOf } = await loadPersonMerges(client, tables.registryTable, clock);
  const yearOf = (fact: Fact): string | undefined => {
    const day = dayOfFact(fact, context.home);
    const border = state.borders[fact.source];
    return day !== undefined && border !== undefined && day < border ? day.slice(0, 4) : undefined;
  };
  const { found, cursor } = await nextPages(state.cursor, deps);
  const old = found.filter(({ fact }) => yearOf(fact) !== undefined && namesPeople(fact));

  const keys = new Map<string, KeyObject>();
  const replaced = new Map<string, number>();
  for (const { fact } of old) {
    const year = yearOf(fact) as string;
    const name = `${year} ${fact.source}`;
    if (!keys.has(name)) {
      keys.set(name, await retentionKey({ client, tableName: tables.registryTable, wrapping }, fact.source, year));
    }
    replaced.set(fact.source, (replaced.get(fact.source) ?? 0) + 1);
  }
  const rewrite = (fact: Fact): Fact => {
    // A fact that changed meanwhile may lie elsewhere now: the next run sees it.
    const key = keys.get(`${yearOf(fact)} ${fact.source}`);
    return key ? replacePeople(fact, (person) => retainedOf(key, representativeOf.get(person) ?? person)) : fact;
  };
  const store = createFoldStore(client, tables.ledgerTable);
  await rewriteFacts(old, rewrite, { store, context, tables, lanes, random, sleep });

  const sources = { ...state.sources };
  for (const [source, count] of replaced) {
    const { before, replaced: sofar } = sources[source] as { before: string; replaced: number };
    sources[source] = { before, replaced: sofar + count };
  }
  const { cursor: _cursor, ...rest } = state;
  return { ...rest, sources, ...(cursor ? { cursor } : { phase: 'log' as const }) };
}

/**
 * Destroys the keys of years that are done: all their people were replaced. What arrives of such a year later gets a key
 * of its own, for one night.
 */
export async function destroyDoneKeys(
  { borders, sources }: RetentionState,
  tonight: string,
  { client, tables, ...deps }: PrivacyDependencies,
): Promise<void> {
  const { wrapping } = await deps.loadKeys();
  const options = { client, tableName: tables.registryTable, wrapping };
  for (const key of await listRetentionKeys(options)) {
    const { before = '' } = sources[key.source] ?? {};
    // What a source that keeps people for ever again had replaced stays one for each person until the year is over.
    const border = borders[key.source] === undefined ? tonight : before;
    if (border > `${key.year}-12-31`) await destroyRetentionKey(options, key);
  }
}

/** The facts of the next pages that name a pseudonym, and where to go on; no cursor at the end of the ledger. */
async function nextPages(from: RetentionState['cursor'], { client, tables }: PrivacyDependencies) {
  const items = [];
  let start = from && { pk: { S: from.pk }, sk: { S: from.sk } };
  for (let page = 0; page < pagesAtOnce; page++) {
    const { Items, LastEvaluatedKey: last } = await client.send(
      new ScanCommand({
        TableName: tables.ledgerTable,
        FilterExpression: 'sk = :fact AND contains(b, :pseudonym)',
        ExpressionAttributeValues: { ':fact': { S: factSort }, ':pseudonym': { S: '"id":"p_' } },
        ConsistentRead: true,
        ...(start && { ExclusiveStartKey: start }),
      }),
    );
    items.push(...(Items ?? []));
    start = last && { pk: last.pk as { S: string }, sk: last.sk as { S: string } };
    if (!start) break;
  }
  return { found: items.map(decodeFact), ...(start && { cursor: { pk: start.pk.S, sk: start.sk.S } }) };
}
