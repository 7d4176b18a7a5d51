import { type DynamoDBClient, paginateQuery } from '@aws-sdk/client-dynamodb';
import { threadsOf } from '../conversation.ts';
import { type Deltas, splitAddress } from '../deltas.ts';
import { dueAt } from '../due-at.ts';
import { currentInteraction } from '../fact.ts';
import { addInteraction, changeThread, emptyContribution, type FoldContext } from '../metrics/contribution.ts';
import { allTurns } from '../turn-pages.ts';
import { addDays, daysOf, utcDay } from '../zone.ts';
import { homeDayOf } from './cell-day.ts';
import { cellFormats } from './cell-formats.ts';
import { decodeEpisode } from './conversation-item.ts';
import { decodeFact } from './fact-item.ts';
import { createFoldStore } from './fold-store.ts';
import { inParallel } from './in-parallel.ts';
import { type EpisodeStatus, episodeIndex, interactionIndex } from './keys.ts';
import type { Item } from './scan.ts';
import { tables } from './tables.ts';
import { addPeople } from './verify.ts';
import { utcDaysOf } from './verify-day-cells.ts';

export interface DayFactsDeps {
  client: DynamoDBClient;
  ledgerTable: string;
  lanes: number;
  context: FoldContext;
}

/** What the facts of a home day say: its cells, people as if they were counters. */
export interface DayFacts {
  cells: Deltas['cells'];
  facts: number;
  /** The conversations and ideas that something was said in on the day. */
  threads: string[];
  /** False when what falls due on the day was asked so long before that it was not looked for. */
  knowsDues: boolean;
}

/** Days before a day that are looked through for enquiries whose answer falls due on it. */
const maxReach = 10;
const statuses: readonly EpisodeStatus[] = ['answered', 'closed', 'waiting'];
const parallel = 8;
/** Conversations in memory at once. */
const chunk = 500;

/**
 * Recomputes the cells of a home day from the ledger, through its index: the facts of the day, the conversations that
 * they are turns of, and those whose answer fell due then. The index is a moment behind the ledger.
 */
export async function readDayFacts(deps: DayFactsDeps, day: string, departments: readonly string[]): Promise<DayFacts> {
  const { client, ledgerTable, lanes, context } = deps;
  const { home } = context;
  const [start, end] = [home.startOf(day), home.startOf(addDays(day, 1))];
  const found = emptyContribution();
  const threads = new Set<string>();
  let facts = 0;
  const partitions = utcDaysOf(day, home).flatMap((utc) =>
    departments.flatMap((department) =>
      Array.from({ length: lanes }, (_, lane) => interactionIndex(department, utc, lane)),
    ),
  );
  await inParallel(partitions, parallel, (partition) =>
    queryIndex(deps, partition, 'b', [start, end], (item) => {
      const interaction = currentInteraction(decodeFact(item).fact);
      if (!interaction) return;
      facts++;
      addInteraction(found, interaction, 1, context);
      for (const thread of threadsOf(interaction)) threads.add(thread);
    }),
  );
  const said = [...threads];
  const reach = reachOfDues(day, context);
  if (reach <= maxReach) {
    const from = home.startOf(addDays(day, -reach));
    const asked = daysOf(utcDay(from), utcDay(start)).flatMap((utc) =>
      departments.flatMap((department) =>
        statuses.flatMap((status) =>
          Array.from({ length: lanes }, (_, lane) => episodeIndex(status, department, utc, lane)),
        ),
      ),
    );
    await inParallel(reach > 0 ? asked : [], parallel, (partition) =>
      queryIndex(deps, partition, 'x', [from, start], (item) => {
        const { dueAt: due, conversation } = decodeEpisode(item);
        if (due !== undefined && due >= start && due < end) threads.add(conversation);
      }),
    );
  }
  const store = createFoldStore(client, ledgerTable);
  const ids = [...threads];
  for (let at = 0; at < ids.length; at += chunk) {
    for (const { id, pages } of await store.loadConversations(ids.slice(at, at + chunk))) {
      changeThread(found, id, [], allTurns(pages), context);
    }
  }
  addPeople(found.cells, found.people);
  return { cells: ofDay(found.cells, day, context), facts, threads: said, knowsDues: reach <= maxReach };
}

/** How many days before a day the first enquiry may be whose answer falls due on it, by any target there ever was. */
function reachOfDues(day: string, { home, organisation }: FoldContext): number {
  const start = home.startOf(day);
  let reach = 0;
  for (const target of organisation.responseTargets) {
    for (let back = 0; back <= maxReach; back++) {
      // The last enquiry of the day that far back; an earlier one is due no later.
      const due = dueAt(home.startOf(addDays(day, -back)) - 1, target);
      if (due === undefined || due < start) break;
      reach = Math.max(reach, back + 1);
    }
  }
  return reach;
}

function ofDay(cells: Deltas['cells'], day: string, { home }: FoldContext): Deltas['cells'] {
  const kept: Deltas['cells'] = new Map();
  for (const [address, attributes] of cells) {
    const { partition, sort } = splitAddress(address);
    const format = cellFormats.find(({ kind }) => partition.startsWith(`${kind}#`));
    if (!format) continue;
    const own = [...attributes].filter(([name]) => homeDayOf(format.kind, sort, name, home) === day);
    if (own.length > 0) kept.set(address, new Map(own));
  }
  return kept;
}

const { index } = tables.ledger;

async function queryIndex(
  { client, ledgerTable }: DayFactsDeps,
  partition: string,
  attributes: string,
  [start, end]: readonly [number, number],
  onItem: (item: Item) => void,
): Promise<void> {
  const pages = paginateQuery(
    { client },
    {
      TableName: ledgerTable,
      IndexName: index.name,
      KeyConditionExpression: `${index.partitionKey} = :partition AND ${index.sortKey} BETWEEN :from AND :to`,
      ExpressionAttributeValues: {
        ':partition': { S: partition },
        ':from': { S: new Date(start).toISOString() },
        ':to': { S: `${new Date(end - 1).toISOString()}#~` },
      },
      ProjectionExpression: attributes,
    },
  );
  for await (const { Items = [] } of pages) for (const item of Items) onItem(item);
}
