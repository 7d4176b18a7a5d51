import { createSecretKey, randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { DeleteItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { beforeEach, describe, expect, it } from 'vitest';
import { foldBatch } from '../../functions/aggregate/fold-batch.ts';
import { createOpenPeople } from '../../functions/aggregate/open-people.ts';
import { answerPrivacy } from '../../functions/privacy/answer-privacy.ts';
import { askErasure } from '../../functions/privacy/ask-erasure.ts';
import type { PrivacyDependencies } from '../../functions/privacy/dependencies.ts';
import { erasePeople } from '../../functions/privacy/erase-people.ts';
import { runNightly } from '../../functions/privacy/nightly.ts';
import { deriveKeys } from '../../shared/derive-keys.ts';
import { foldContextOf } from '../../shared/fold-context.ts';
import type { Interaction } from '../../shared/interaction.ts';
import { personKey } from '../../shared/metrics/people.ts';
import { defaultOrganisation } from '../../shared/organisation.ts';
import { pseudonymOf } from '../../shared/pseudonym.ts';
import { replacePeople } from '../../shared/replace-people.ts';
import { retainedOf } from '../../shared/retention.ts';
import { loadErasedNotes } from '../../shared/store/erased-notes.ts';
import { decodeFact, encodeFact } from '../../shared/store/fact-item.ts';
import { createFoldStore } from '../../shared/store/fold-store.ts';
import { encodeGenerations } from '../../shared/store/generations.ts';
import { decodePeople } from '../../shared/store/people-item.ts';
import { createPersonKeyRing } from '../../shared/store/person-key-ring.ts';
import { changePersonMerges, loadPersonMerges, mergesHeardMs } from '../../shared/store/person-merges.ts';
import { createRejectionStore } from '../../shared/store/rejections.ts';
import { listRetentionKeys } from '../../shared/store/retention-keys.ts';
import { type Item, scanTable } from '../../shared/store/scan.ts';
import { createSourceRegistry } from '../../shared/store/sources.ts';
import { updateSource } from '../../shared/store/update-source.ts';
import { verifyCells } from '../../shared/store/verify.ts';
import { engineForEach } from '../engine-for-each.ts';
import { heldText, placesOf } from '../held-text.ts';
import { interaction } from '../interactions.ts';

const now = Date.parse('2026-11-22T12:00:00Z');
const minute = 60_000;
const stage = engineForEach(now);
const keys = deriveKeys('a secret of at least thirty-two characters');
const context = foldContextOf(defaultOrganisation);
const lanes = 2;
const author = { who: 'anna', roles: ['admin'] as const };

const ada = 'facebook:100077';
const adaByMail = 'email:ada@example.org';
const pseudonym = (person: string) => pseudonymOf(keys.pseudonym, person);
/** All that names Ada: none of it may be anywhere afterwards. */
const names = [ada, adaByMail, pseudonym(ada), pseudonym(adaByMail)];
const allOfHer = [...names, personKey(pseudonym(ada)), personKey(pseudonym(adaByMail))];

const tables = () => ({
  ledgerTable: stage.names.ledger,
  cellsTable: stage.names.cells,
  registryTable: stage.names.registry,
  rejectionsTable: stage.names.rejections,
});
const registry = () => ({ client: stage.client, tableName: stage.names.registry, clock: stage.clock });
const foldDeps = () => ({
  store: createFoldStore(stage.client, stage.names.ledger),
  context,
  tables: tables(),
  lanes,
  random: Math.random,
  sleep: (ms: number) => sleep(ms),
});
const fold = async (all: readonly Interaction[]) => {
  expect(await foldBatch(all, foldDeps())).toMatchObject({ failed: [], unfoldable: [] });
};

const failures: unknown[] = [];
const deps = (over: Partial<PrivacyDependencies> = {}): PrivacyDependencies => ({
  client: stage.client,
  // Queues that are empty.
  sqs: { send: async () => ({ Attributes: {} }) } as never,
  tables: tables(),
  queueUrls: ['fold', 'unfolded'],
  lanes,
  settleMs: 90_000,
  loadKeys: async () => keys,
  clock: stage.clock,
  // Nobody here remembers merges.
  sleep: (ms) => sleep(Math.min(ms, 50)),
  random: Math.random,
  namespace: 'Polylog',
  logger: { info: () => {}, warn: () => {}, error: (...line: unknown[]) => void failures.push(line) } as never,
  ...over,
});

/** Some hundred words of thirty people, Ada among them by two names, on forty days; to her, by her, edited and taken back. */
function words(from = 0, until = 400): Interaction[] {
  return Array.from({ length: until - from }, (_, index) => from + index).flatMap((n): Interaction[] => {
    const time = new Date(now - (1 + (n % 40)) * 1_440 * minute).toISOString();
    const person = n % 4 === 0 ? ada : n % 4 === 1 ? adaByMail : `x:${n % 30}`;
    const actor = { id: pseudonym(person), kind: n % 3 === 0 ? ('employee' as const) : ('customer' as const) };
    const common = { time, recordedAt: new Date(now - minute).toISOString(), actor, conversation: `c:${n % 17}` };
    const activity = n % 5 === 0 ? ('enquiry' as const) : n % 5 === 1 ? ('reply' as const) : ('comment' as const);
    const to = n % 7 === 0 ? { counterpart: { id: pseudonym(ada), kind: 'customer' as const } } : {};
    const word = interaction({ id: `i:${n}`, activity, ...common, ...to });
    const amended = n % 11 === 0 ? 'edit' : n % 13 === 0 ? 'retraction' : undefined;
    return amended
      ? [word, interaction({ id: `a:${n}`, activity: amended, target: `i:${n}`, ...common, ...to })]
      : [word];
  });
}

const verify = () =>
  verifyCells({ client: stage.client, ledgerTable: stage.names.ledger, cellsTable: stage.names.cells, context });
const sane = { differences: [], conversationDifferences: [] };

/** Every counter, and of each home day and tag how many people there are, those who are known to be one counted once. */
async function totals(): Promise<Record<string, number>> {
  const counters: Record<string, number> = {};
  const met = new Map<string, Map<string, number>>();
  const merges = await loadPersonMerges(
    { send: (command: never) => stage.client.send(command) } as never,
    stage.names.registry,
  );
  const heads = new Map([...merges.representativeOf].map(([one, head]) => [personKey(one), personKey(head)]));
  await scanTable(stage.client, stage.names.cells, (items) => {
    for (const { pk, sk, ...attributes } of items) {
      const partition = (pk?.S ?? '').replace(/#\d+$/, '');
      if (partition === 'N#a') continue;
      if (partition === 'P#a') {
        decodePeople({ sk, ...attributes } as never, (tag, person, count) => {
          const day = met.get(`${sk?.S?.slice(0, 10)} ${tag}`) ?? new Map<string, number>();
          met.set(`${sk?.S?.slice(0, 10)} ${tag}`, day);
          const head = heads.get(person) ?? person;
          day.set(head, (day.get(head) ?? 0) + count);
        });
      } else
        for (const [name, { N }] of Object.entries(attributes))
          counters[`${partition} ${sk?.S} ${name}`] = (counters[`${partition} ${sk?.S} ${name}`] ?? 0) + Number(N);
    }
  });
  for (const [day, people] of met) counters[`P ${day}`] = [...people.values()].filter((count) => count > 0).length;
  const everybody = new Set(
    [...met.values()].flatMap((day) => [...day].flatMap(([one, count]) => (count > 0 ? one : []))),
  );
  return { ...counters, everybody: everybody.size };
}

const held = () => heldText(stage.client, stage.names, keys);
const ask = (person = ada, over: Partial<PrivacyDependencies> = {}) =>
  askErasure(person, { ...author, roles: ['admin'] }, deps(over));
/** Lets the schedule run until all is done: the first look, the last one, and the keys. */
async function untilShredded(over: Partial<PrivacyDependencies> = {}): Promise<void> {
  for (const later of [0, 2 * minute, 25 * 60 * minute]) {
    stage.time += later;
    await erasePeople(deps(over));
  }
}
const receipts = async () => {
  const items: Record<string, unknown>[] = [];
  await scanTable(stage.client, stage.names.registry, (all) => {
    for (const item of all) if (item.pk?.S === 'ERASURE') items.push(item);
  });
  return items;
};

const rejections = () =>
  createRejectionStore({
    client: stage.client,
    tableName: stage.names.rejections,
    key: keys.payload,
    clock: stage.clock,
  });
const rejected = {
  index: 0,
  source: 'https://x.com/acme',
  code: 'INVALID',
  path: 'data.channel',
  message: 'is not',
} as const;
const event = (id: string, actor: string, text: string) => ({
  id,
  data: { actor: { id: actor, kind: 'customer' }, text },
});

async function everyKindOfTrace(): Promise<void> {
  await fold(words());
  await changePersonMerges(registry(), author, 'mergePeople', [pseudonym(ada), pseudonym(adaByMail)]);
  // An edit as they were kept before: with who made it.
  const old = interaction({
    id: 'i:0',
    activity: 'edit',
    target: 'i:0',
    actor: { id: pseudonym(ada), kind: 'customer' },
  });
  const [stored] = await createFoldStore(stage.client, stage.names.ledger).loadFacts([
    { source: old.source, id: 'i:0' },
  ]);
  if (!stored) throw new Error('There is no i:0.');
  const Item = encodeFact(
    { ...stored, fact: { ...stored.fact, edit: { ...old, time: '2026-11-22T00:00:00.000Z' } } },
    lanes,
  );
  await stage.client.send(new PutItemCommand({ TableName: stage.names.ledger, Item }));
  await rejections().put([
    { ...rejected, id: 'r:1', format: 'cloudevents', payload: event('r:1', ada, 'I am Ada') },
    { ...rejected, id: 'r:2', format: 'cloudevents', payload: event('r:2', 'x:5', `Ask ${adaByMail}, she knows.`) },
    {
      ...rejected,
      id: 'r:3',
      format: 'facebook',
      payload: { kind: 'post', payload: { from: { id: '100077', name: 'Ada' } } },
    },
    { ...rejected, id: 'r:4', format: 'email', payload: { kind: 'mail', payload: { from: 'Ada <ada@example.org>' } } },
    {
      ...rejected,
      id: 'r:5',
      format: 'interactions',
      payload: interaction({ id: 'r:5', actor: { id: pseudonym(ada), kind: 'customer' } }),
    },
    { ...rejected, id: 'r:6', format: 'cloudevents', payload: event('r:6', 'x:5', 'I am somebody else') },
  ]);
}

describe('erasing a person', () => {
  beforeEach(() => {
    failures.length = 0;
  });

  it('leaves nothing of any of their identities anywhere, and every number as it is', async () => {
    await everyKindOfTrace();
    const before = await totals();
    expect(placesOf(await held(), names).length).toBeGreaterThan(200);

    const { id } = await ask();
    await erasePeople(deps(), id);
    expect(await totals()).toEqual(before);
    expect(await verify()).toMatchObject(sane);
    await untilShredded();
    expect(failures).toEqual([]);

    expect(placesOf(await held(), allOfHer)).toEqual([]);
    expect(await totals()).toEqual(before);
    expect(await verify()).toMatchObject(sane);
    const [receipt] = await receipts();
    const facts = words().filter(
      ({ activity, actor, counterpart }) =>
        activity !== 'edit' &&
        activity !== 'retraction' &&
        [actor.id, counterpart?.id].some((one) => one && names.includes(one)),
    ).length;
    expect(receipt).toMatchObject({
      state: { S: 'SHREDDED' },
      facts: { N: String(facts) },
      merges: { N: '1' },
      audit: { N: '1' },
      rejections: { N: '5' },
    });
    expect(Number((receipt as { presence: { N: string } }).presence.N)).toBe(20);
    expect(receipt).not.toHaveProperty('subject');
  });

  it('keeps what was refused as far as it says nothing of them', async () => {
    await everyKindOfTrace();
    await ask();
    await untilShredded();
    const { edges } = await rejections().list({ first: 10 });
    const payloads = new Map(edges.map(({ node }) => [node.id, node.payload]));
    const actor = (payloads.get('r:1') as ReturnType<typeof event>).data.actor.id;
    expect(actor).toMatch(/^x_/);
    expect(payloads.get('r:1')).toEqual({ id: 'r:1', data: { actor: { id: actor, kind: 'customer' }, worded: true } });
    expect(payloads.get('r:2')).toEqual({ id: 'r:2', data: { actor: { id: 'x:5', kind: 'customer' }, worded: true } });
    expect([payloads.get('r:3'), payloads.get('r:4')]).toEqual([null, null]);
    expect(payloads.get('r:5')).toMatchObject({ id: 'r:5', actor: { id: actor } });
    expect(payloads.get('r:6')).toEqual(event('r:6', 'x:5', 'I am somebody else'));
  });

  it('goes on after being killed at each write, before it and after it, and is right at every moment', async () => {
    await everyKindOfTrace();
    const before = await totals();
    await ask();
    const writes = /^(TransactWriteItems|PutItem|UpdateItem|DeleteItem)Command$/;
    const diesAt = (nth: number, when: 'before' | 'after') => {
      let left = nth;
      let dead = false;
      return {
        dead: () => dead,
        client: Object.assign(Object.create(stage.client), {
          send: async (command: { constructor: { name: string } }) => {
            if (dead) throw new Error('killed');
            const last = writes.test(command.constructor.name) && --left === 0;
            if (last && when === 'before') dead = true;
            if (dead) throw new Error('killed');
            const answer = await stage.client.send(command as never);
            if (last) dead = true;
            if (dead) throw new Error('killed');
            return answer;
          },
        }),
      };
    };
    let deaths = 0;
    for (let nth = 2; ; nth += nth < 14 ? 1 : 9) {
      const worker = diesAt(nth, nth % 2 === 0 ? 'before' : 'after');
      await erasePeople(deps({ client: worker.client })).catch(() => undefined);
      if (nth % 3 === 0 || !worker.dead()) expect(await verify()).toMatchObject(sane);
      expect(await totals()).toEqual(before);
      // Its lease is over.
      stage.time += 31_000;
      if (!worker.dead()) break;
      deaths++;
    }
    expect(deaths).toBeGreaterThan(10);
    await untilShredded();
    expect(placesOf(await held(), allOfHer)).toEqual([]);
    expect(await totals()).toEqual(before);
  });

  it('lets others fold meanwhile, such as do not know of it among them, and replaces what comes late', async () => {
    await fold(words());
    const ring = createPersonKeyRing(async () => ({ ...registry(), key: keys.wrapping }), stage.clock);
    const seal = await ring.sealer();
    const onBus = (all: readonly Interaction[]) => all.map((one) => replacePeople(one, seal));
    const openPeople = createOpenPeople(registry(), ring, async () => keys);
    await changePersonMerges(registry(), author, 'mergePeople', [pseudonym(ada), pseudonym(adaByMail)]);
    const { id } = await ask();
    // These began before: what they fold is as if nobody had been erased.
    const unaware = Array.from({ length: 2 }, (_, n) => words(400 + 40 * n, 440 + 40 * n)).map((all) => fold(all));
    const aware = openPeople(onBus(words(600, 650))).then(fold);
    await Promise.all([erasePeople(deps(), id), ...unaware, aware]);
    expect(await verify()).toMatchObject(sane);
    stage.time += 2 * minute;
    await erasePeople(deps());
    expect(placesOf(await held(), allOfHer)).toEqual([]);

    // Late, twice, and with an edit that was made afterwards.
    const [word] = words(0, 1);
    const later = { recordedAt: new Date(stage.time).toISOString(), time: new Date(stage.time).toISOString() };
    const actor = { id: pseudonym(ada), kind: 'customer' as const };
    const counterpart = { id: pseudonym(adaByMail), kind: 'customer' as const };
    const edit = interaction({ id: 'e:late', activity: 'edit', target: 'i:0', actor, counterpart, ...later });
    for (const late of [words(700, 720), words(700, 720), words(0, 50), [edit]])
      await fold(await openPeople(onBus(late)));
    expect(word?.actor.id).toBe(pseudonym(ada));
    expect(placesOf(await held(), allOfHer)).toEqual([]);
    expect(await verify()).toMatchObject(sane);
    expect(await verify()).toMatchObject({ facts: 400 + 2 * 40 + 50 + 20 });
    const [x, ...others] = new Set(await replacements());
    expect(x).toMatch(/^x_/);
    expect(others).toEqual([]);

    // What they do from now on is theirs again, and leads to nothing before.
    await fold(await openPeople(onBus([interaction({ id: 'anew', actor, ...later })])));
    expect(placesOf(await held(), [pseudonym(ada)])).toEqual(['ledger F#https://x.com/acme anew|F']);
  });

  it('makes strangers of copies on the bus once their key is gone, of nobody else’s, and not before queues are empty', async () => {
    await fold(words());
    const ring = createPersonKeyRing(async () => ({ ...registry(), key: keys.wrapping }), stage.clock);
    const seal = await ring.sealer();
    const archived = words(0, 40).map((one) => replacePeople(one, seal));
    await ask();
    await ask(adaByMail);
    let waiting = 1;
    const sqs = { send: async () => ({ Attributes: { ApproximateNumberOfMessages: String(waiting) } }) } as never;
    await untilShredded({ sqs });
    const open = async () => {
      const ring = createPersonKeyRing(async () => ({ ...registry(), key: keys.wrapping }), stage.clock);
      const opener = await ring.opener(archived.map(({ actor }) => actor.id));
      return archived.map((one) => replacePeople(one, opener).actor.id);
    };
    expect(await open()).toEqual(words(0, 40).map(({ actor }) => actor.id));
    expect((await receipts()).map(({ state }) => state)).toEqual([{ S: 'ERASED' }, { S: 'ERASED' }]);
    waiting = 0;
    await erasePeople(deps({ sqs }));
    const opened = await open();
    words(0, 40).forEach(({ actor }, at) => {
      if (names.includes(actor.id)) expect(opened[at]).toMatch(/^x_/);
      else expect(opened[at]).toBe(actor.id);
    });
    // Ada by one name, and by the other.
    expect(new Set(opened.filter((one) => one.startsWith('x_'))).size).toBe(2);
  });

  it('finds them under what stands for them in older years of a source, and under pseudonyms of before a cut-over', async () => {
    const source = 'https://x.com/acme';
    await createSourceRegistry(registry()).registerSource({ id: source });
    await updateSource(registry(), author, source, { retainPeopleDays: 30 });
    const later = createSecretKey(randomBytes(32));
    const cutOver = { ...keys, cutOvers: [{ at: '2026-11-15T00:00:00.000Z', key: later }] };
    const recent = pseudonymOf(later, ada);
    const actor = { id: recent, kind: 'customer' as const };
    const recorded = { time: '2026-11-20T10:00:00.000Z', recordedAt: '2026-11-20T10:00:00.000Z' };
    await fold([...words(), interaction({ id: 'recent', actor, ...recorded })]);
    await runNightly(deps());
    const words30 = (await listRetentionKeys({ ...registry(), wrapping: keys.wrapping })).map(({ key }) =>
      retainedOf(key, pseudonym(ada)),
    );
    const hers = [...allOfHer.slice(0, 1), pseudonym(ada), recent, ...words30];
    const before = await totals();
    expect(placesOf(await held(), words30).length).toBeGreaterThan(10);
    await ask(ada, { loadKeys: async () => cutOver });
    await erasePeople(deps({ loadKeys: async () => cutOver }));
    expect(await totals()).toEqual(before);
    await untilShredded({ loadKeys: async () => cutOver });
    expect(failures).toEqual([]);
    expect(placesOf(await held(), [...hers, ...[pseudonym(ada), recent, ...words30].map(personKey)])).toEqual([]);
    expect(await totals()).toEqual(before);
    expect(await verify()).toMatchObject(sane);
  });

  it('is done again where a table was restored to a time before it', async () => {
    await fold(words());
    const backup = await Promise.all([copyOf(stage.names.ledger), copyOf(stage.names.cells)]);
    const before = await totals();
    await ask();
    await untilShredded();
    await restore(stage.names.ledger, backup[0]);
    await restore(stage.names.cells, backup[1]);
    expect(placesOf(await held(), [pseudonym(ada)]).length).toBeGreaterThan(100);
    stage.time += 86_400_000;
    const since = { time: new Date(stage.time).toISOString(), recordedAt: new Date(stage.time).toISOString() };
    await fold([interaction({ id: 'since', actor: { id: pseudonym(ada), kind: 'customer' }, ...since })]);
    await answerPrivacy({ kind: 'again', author: { who: 'anna', roles: ['admin'] } }, deps());
    await untilShredded();
    expect(failures).toEqual([]);
    expect(placesOf(await held(), [pseudonym(ada)])).toEqual(['ledger F#https://x.com/acme since|F']);
    expect(await verify()).toMatchObject(sane);
    expect((await totals()).everybody).toBe((before.everybody ?? 0) + 1);
  });

  it('replaces nothing before every report has heard that person and replacement are one', async () => {
    await fold(words(0, 40));
    const { id } = await ask();
    const naming = async () => {
      let facts = 0;
      const look = (items: Item[]) => {
        facts += items.filter((item) => JSON.stringify(item).includes(pseudonym(ada))).length;
      };
      await scanTable(stage.client, stage.names.ledger, look);
      return facts;
    };
    const before = await naming();
    const heard: [merged: boolean, named: number][] = [];
    const wait = async (ms: number) => {
      if (ms !== mergesHeardMs) return;
      const merges = await loadPersonMerges({ send: stage.client.send.bind(stage.client) }, stage.names.registry);
      heard.push([merges.representativeOf.has(pseudonym(ada)), await naming()]);
    };
    await erasePeople(deps({ sleep: wait }), id);
    expect([heard, await naming()]).toEqual([[[true, before]], 0]);
    expect(before).toBeGreaterThan(10);
  });

  it('looks once more when no rebuild is under way, which may count what names them', async () => {
    await fold(words(0, 40));
    await ask();
    await erasePeople(deps());
    const generations = (more: object) =>
      stage.client.send(
        new PutItemCommand({
          TableName: stage.names.cells,
          Item: encodeGenerations({ active: 1, newest: 2, since: stage.time, ...more }),
        }),
      );
    const looked = async (more: object) => {
      await generations(more);
      stage.time += 2 * minute;
      await erasePeople(deps());
      return (await receipts())[0]?.sweptAt !== undefined;
    };
    expect([await looked({ building: 2 }), await looked({ old: 2 }), await looked({})]).toEqual([false, false, true]);
  });

  it('is forgotten itself, but for its receipt, once no backup reaches back to it', async () => {
    await fold(words(0, 40));
    await ask();
    await untilShredded();
    const notes = () => loadErasedNotes({ client: stage.client, tableName: stage.names.registry });
    stage.time += 38 * 1_440 * minute;
    await answerPrivacy({ kind: 'clock' }, deps());
    expect(await notes()).not.toEqual([]);
    stage.time += 3 * 1_440 * minute;
    await answerPrivacy({ kind: 'clock' }, deps());
    expect(await notes()).toEqual([]);
    expect(await receipts()).toHaveLength(1);
  });

  it('is asked for once while it goes on, and of nobody whom nobody knows', async () => {
    const first = await ask();
    expect(await ask()).toEqual(first);
    await untilShredded();
    const [receipt] = await receipts();
    expect(receipt).toMatchObject({ state: { S: 'SHREDDED' }, facts: { N: '0' }, rejections: { N: '0' } });
    const again = await ask();
    expect(again.id).not.toBe(first.id);
  });
});

/** What stands for Ada in the facts that she was in. */
async function replacements(): Promise<string[]> {
  const found: string[] = [];
  await scanTable(stage.client, stage.names.ledger, (items) => {
    for (const item of items) {
      if (item.sk?.S !== 'F') continue;
      const { body } = decodeFact(item).fact;
      found.push(...[body?.actor.id, body?.counterpart?.id].filter((one) => one?.startsWith('x_')).map(String));
    }
  });
  return found;
}

async function copyOf(table: string): Promise<Item[]> {
  const items: Item[] = [];
  await scanTable(stage.client, table, (page) => void items.push(...page));
  return items;
}

/** Makes a table what it was. */
async function restore(TableName: string, backup: readonly Item[]): Promise<void> {
  for (const { pk, sk } of await copyOf(TableName)) {
    if (pk && sk) await stage.client.send(new DeleteItemCommand({ TableName, Key: { pk, sk } }));
  }
  for (const Item of backup) await stage.client.send(new PutItemCommand({ TableName, Item }));
}
