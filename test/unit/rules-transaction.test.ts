import { describe, expect, it } from 'vitest';
import { buildTransaction } from '../../functions/aggregate/build-transaction.ts';
import { packGroup } from '../../functions/aggregate/pack.ts';
import { factIdOf } from '../../shared/fact.ts';
import { foldContextOf } from '../../shared/fold-context.ts';
import type { Interaction } from '../../shared/interaction.ts';
import { defaultOrganisation } from '../../shared/organisation.ts';
import { dueIn, type Known, type Unit } from '../../shared/store/fold-unit.ts';
import { firstGenerations } from '../../shared/store/generations.ts';
import { factPartition } from '../../shared/store/keys.ts';
import { interaction } from '../interactions.ts';

const context = foldContextOf(defaultOrganisation);
const nothing = (): Known => ({ generations: firstGenerations, facts: new Map(), conversations: new Map() });

const unitOf = (...interactions: [Interaction, ...Interaction[]]): Unit => ({
  key: factPartition(interactions[0].source, factIdOf(interactions[0])),
  interactions,
});

function transactionOf(units: Unit[], known: Known, lane = 2) {
  const { group } = packGroup(units, known, context);
  const target = { ledgerTable: 'ledger', cellsTable: 'cells', lanes: 4, lane };
  const actions = buildTransaction(group, known, dueIn(context), target);
  for (const { unit, fact } of group.changes) {
    if (fact) known.facts.set(unit.key, { ...fact, revision: fact.revision + 1 });
  }
  for (const one of group.conversations.values())
    known.conversations.set(one.id, { ...one, revision: one.revision + 1 });
  return actions;
}

const post = interaction({ id: 'post:1', activity: 'post', audience: 250, digest: 'd'.repeat(22) });

/** What an `ADD` adds, by attribute name. */
function added(action: ReturnType<typeof transactionOf>[number]): Record<string, string> {
  const { UpdateExpression = '', ExpressionAttributeNames = {}, ExpressionAttributeValues = {} } = action.Update ?? {};
  return Object.fromEntries(
    [...UpdateExpression.matchAll(/(#\d+) (:\d+)/g)].map(([, name = '', value = '']) => [
      ExpressionAttributeNames[name],
      ExpressionAttributeValues[value]?.N ?? '',
    ]),
  );
}
const cellsIn = (actions: ReturnType<typeof transactionOf>) =>
  Object.fromEntries(
    actions.flatMap((action) =>
      action.Update ? [[`${action.Update.Key?.pk?.S} ${action.Update.Key?.sk?.S}`, added(action)]] : [],
    ),
  );

describe('the transaction of a new fact', () => {
  it('puts it where nothing was, and asks what is there instead', () => {
    const [put] = transactionOf([unitOf(post)], nothing());
    const { source, id, ...body } = post;
    expect(put).toEqual({
      Put: {
        TableName: 'ledger',
        Item: {
          pk: { S: 'F#https://x.com/acme post:1' },
          sk: { S: 'F' },
          v: { N: '1' },
          b: { S: JSON.stringify({ source, id, body }) },
          ipk: { S: expect.stringMatching(/^I#service#2026-03-20#[0-3]$/) },
          isk: { S: '2026-03-20T10:00:00.000Z#dddddddd' },
        },
        ConditionExpression: 'attribute_not_exists(pk)',
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      },
    });
  });

  it('adds to the cells of its lane: every dimension set by day, department × channel by quarter, its source, its day', () => {
    expect(cellsIn(transactionOf([unitOf(post)], nothing(), 3))).toEqual({
      'V#a#3 2026-03.2#': { '20poi': '1', '20aui': '250', '20ani': '1', '20cvi': '1', '20wci': '1' },
      'V#d#3 2026-03.2#service': { '20poi': '1', '20aui': '250', '20ani': '1', '20cvi': '1', '20wci': '1' },
      'V#c#3 2026-03.2#x': { '20poi': '1', '20aui': '250', '20ani': '1', '20cvi': '1', '20wci': '1' },
      'V#x#3 2026-03.2#service|x': { '20poi': '1', '20aui': '250', '20ani': '1', '20cvi': '1', '20wci': '1' },
      'v#x#3 2026-03-20T06#service|x': { gpoi: '1', gaui: '250', gani: '1', gcvi: '1', gwci: '1' },
      'S#a#3 2026-03#https://x.com/acme': { '20': '1' },
      'N#a#3 2026-03#': { '20': '1', all: '1' },
    });
  });

  it('is one exact request', () => {
    const update = transactionOf([unitOf(post)], nothing()).find(({ Update }) => Update?.Key?.pk?.S === 'N#a#2');
    expect(update).toEqual({
      Update: {
        TableName: 'cells',
        Key: { pk: { S: 'N#a#2' }, sk: { S: '2026-03#' } },
        UpdateExpression: 'ADD #0 :0, #1 :1',
        ExpressionAttributeNames: { '#0': '20', '#1': 'all' },
        ExpressionAttributeValues: { ':0': { N: '1' }, ':1': { N: '1' } },
      },
    });
  });
});

describe('the transaction of a changed fact', () => {
  const sales = interaction({
    id: 'edit:1',
    activity: 'edit',
    target: post.id,
    department: 'sales',
    time: '2026-03-21T10:00:00.000Z',
  });

  it('names the revision it was folded from, and raises it', () => {
    const known = nothing();
    transactionOf([unitOf(post)], known);
    const [put] = transactionOf([unitOf(sales)], known);
    expect(put?.Put).toMatchObject({
      Item: { v: { N: '2' }, ipk: { S: expect.stringMatching(/^I#sales#/) } },
      ConditionExpression: 'v = :revision',
      ExpressionAttributeValues: { ':revision': { N: '1' } },
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    });
  });

  it('takes from one department what it gives the other, and leaves the sums alone', () => {
    const known = nothing();
    transactionOf([unitOf(post)], known);
    const cells = cellsIn(transactionOf([unitOf(sales)], known));
    expect(Object.keys(cells).filter((address) => address.startsWith('V#a') || address.startsWith('V#c'))).toEqual([]);
    expect(cells['V#d#2 2026-03.2#service']).toEqual({
      '20poi': '-1',
      '20aui': '-250',
      '20ani': '-1',
      '20cvi': '-1',
      '20wci': '-1',
    });
    expect(cells['V#d#2 2026-03.2#sales']).toEqual({
      '20poi': '1',
      '20aui': '250',
      '20ani': '1',
      '20cvi': '1',
      '20wci': '1',
    });
  });

  it('takes it out of the index when it is retracted, and everything it added out of the cells', () => {
    const known = nothing();
    const there = cellsIn(transactionOf([unitOf(post)], known));
    const gone = transactionOf([unitOf(interaction({ id: 'r:1', activity: 'retraction', target: post.id }))], known);
    expect(gone[0]?.Put?.Item).not.toHaveProperty('ipk');
    for (const [address, cell] of Object.entries(cellsIn(gone))) {
      if (address.startsWith('N#')) continue;
      expect(cell).toEqual(
        Object.fromEntries(Object.entries(there[address] ?? {}).map(([name, n]) => [name, `-${n}`])),
      );
    }
  });

  it('is empty when nothing is new, and writes no cell when nothing that counts is', () => {
    const known = nothing();
    transactionOf([unitOf(post)], known);
    expect(transactionOf([unitOf(post)], known)).toEqual([]);
    const loser = { ...post, time: '2026-03-20T09:00:00.000Z', digest: 'c'.repeat(22) };
    expect(transactionOf([unitOf(loser)], known).map((action) => Object.keys(action)[0])).toEqual(['Put']);
  });
});

describe('the transaction of a conversation', () => {
  const said = (id: string, activity: 'enquiry' | 'reply' | 'resolution', time: string): Interaction =>
    interaction({
      id,
      activity,
      time: `2026-03-20T${time}:00.000Z`,
      conversation: 'c:1',
      actor: { id: 'p', kind: activity === 'enquiry' ? 'customer' : 'employee' },
    });

  it('writes the head once, however many of its words it holds, conditional on its revision', () => {
    const known = nothing();
    const words = [unitOf(said('a', 'enquiry', '10:00')), unitOf(said('b', 'reply', '10:05'))];
    const heads = (actions: ReturnType<typeof transactionOf>) =>
      actions.flatMap(({ Put }) => (Put?.Item?.sk?.S === 'C' ? [Put] : []));
    const [head, ...others] = heads(transactionOf(words, known));
    expect(others).toEqual([]);
    expect(head).toMatchObject({
      Item: { pk: { S: 'C#c:1' }, v: { N: '1' }, ipk: { S: expect.stringMatching(/^A#service#2026-03-20#/) } },
      ConditionExpression: 'attribute_not_exists(pk)',
    });
    const [next] = heads(transactionOf([unitOf(said('c', 'resolution', '10:10'))], known));
    expect(next).toMatchObject({
      Item: { v: { N: '2' } },
      ConditionExpression: 'v = :revision',
      ExpressionAttributeValues: { ':revision': { N: '1' } },
    });
  });

  it('gives an earlier episode an index entry of its own, and takes it back when it is one again', () => {
    const known = nothing();
    for (const one of [said('a', 'enquiry', '10:00'), said('b', 'resolution', '10:05')])
      transactionOf([unitOf(one)], known);
    const reopened = transactionOf([unitOf(said('c', 'enquiry', '11:00'))], known);
    expect(reopened.flatMap(({ Put }) => (Put?.TableName === 'ledger' ? (Put.Item?.sk?.S ?? []) : []))).toEqual([
      'F',
      'C',
      'E#2026-03-20T10:00:00.000Z',
    ]);
    const gone = interaction({ id: 'r', activity: 'retraction', target: 'b' });
    expect(transactionOf([unitOf(gone)], known).flatMap(({ Delete }) => (Delete?.Key ? [Delete.Key] : []))).toEqual([
      { pk: { S: 'C#c:1' }, sk: { S: 'E#2026-03-20T10:00:00.000Z' } },
    ]);
  });
});
