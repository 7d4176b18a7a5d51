import { setTimeout as sleep } from 'node:timers/promises';
import { beforeEach, describe, expect, it } from 'vitest';
import { foldBatch } from '../../functions/aggregate/fold-batch.ts';
import { normalise } from '../../functions/ingest/normalise.ts';
import { planReport } from '../../graphql/plan/plan-report.ts';
import type { ReportRequest } from '../../graphql/plan/report.ts';
import { representativesOf } from '../../graphql/representatives-of.ts';
import { deriveKeys, type Keys } from '../../shared/derive-keys.ts';
import { foldContextOf } from '../../shared/fold-context.ts';
import type { CloudEvent } from '../../shared/interaction.ts';
import { nextCutOver } from '../../shared/next-cut-over.ts';
import { defaultOrganisation } from '../../shared/organisation.ts';
import { createPseudonymiser, pseudonymsOf } from '../../shared/pseudonym.ts';
import { cutOverSecret } from '../../shared/pseudonym-secret.ts';
import { createCellReader } from '../../shared/store/cell-reader.ts';
import { noteCutOver } from '../../shared/store/cut-overs.ts';
import { createFoldStore } from '../../shared/store/fold-store.ts';
import { loadPeopleChanges } from '../../shared/store/people-changes.ts';
import { loadPersonMerges } from '../../shared/store/person-merges.ts';
import { createRegistry } from '../../shared/store/registry.ts';
import { verifyCells } from '../../shared/store/verify.ts';
import { engineForEach } from '../engine-for-each.ts';
import { reportDeps } from '../report-deps.ts';

const now = Date.parse('2026-11-18T12:00:00Z');
const stage = engineForEach(now);
const context = foldContextOf(defaultOrganisation);
const lanes = 2;
const secret = 'a secret of at least thirty-two characters';
const cutAt = nextCutOver(now, context.home);
const before = deriveKeys(secret);
const after = deriveKeys(
  cutOverSecret(secret, { at: cutAt, secret: 'another secret of at least thirty-two characters' }),
);

const event = (id: string, person: string, time: string, data: object = {}, type = 'comment'): CloudEvent => ({
  specversion: '1.0',
  id,
  source: 'https://x.com/acme',
  type: `polylog.${type}.v1`,
  time,
  data: { channel: 'x', department: 'service', actor: { id: person, kind: 'customer' }, ...data },
});

/** As ingest takes events when it knows these keys. */
const taken = (keys: Keys, events: CloudEvent[]) =>
  events.map((one) =>
    normalise(
      { event: one, time: new Date(one.time).toISOString() },
      {
        digestKey: keys.digest,
        pseudonymise: createPseudonymiser(keys),
        readText: () => ({}),
        recordedAt: new Date(now).toISOString(),
      },
    ),
  );

const fold = async (keys: Keys, events: CloudEvent[]) => {
  const report = await foldBatch(taken(keys, events), {
    store: createFoldStore(stage.client, stage.names.ledger),
    context,
    tables: { ledgerTable: stage.names.ledger, cellsTable: stage.names.cells },
    lanes,
    random: Math.random,
    sleep: (ms) => sleep(Math.min(ms, 50)),
  });
  expect(report).toMatchObject({ failed: [], unfoldable: [] });
  return report.outcomes;
};

const asOf = Date.parse('2026-12-10T12:00:00Z');
async function report(metric: string, from: string, to: string, over: Partial<ReportRequest> = {}) {
  const clock = () => asOf;
  const tableName = stage.names.registry;
  const request = { metrics: [metric], range: { from, to }, granularity: 'TOTAL', by: [], attributeTo: 'ENQUIRY' };
  return planReport({ ...request, ...over } as ReportRequest, {
    ...reportDeps(createCellReader(stage.client, stage.names.cells, lanes), defaultOrganisation, clock),
    representatives: representativesOf(await loadPersonMerges(stage.client, tableName, clock)),
    changes: await loadPeopleChanges(stage.client, tableName, context.home, clock),
  });
}
const total = async (from: string, to: string) => {
  const { totals } = await report('ACTIVE_CUSTOMERS', from, to);
  return { value: totals[0]?.value, codes: totals[0]?.warnings.map(({ code }) => code) };
};

const people = ['jane', 'joe', 'ann'];
const monday = people.map((person, at) => event(`mon:${at}`, person, '2026-11-16T10:00:00Z'));
const friday = people.slice(0, 2).map((person, at) => event(`fri:${at}`, person, '2026-11-20T10:00:00Z'));

describe('a cut-over of pseudonyms', () => {
  beforeEach(async () => {
    await fold(before, monday);
    await noteCutOver(stage.client, stage.names.registry, cutAt);
    await fold(after, friday);
  });

  it('is at the next midnight at home, and far enough ahead for everybody to hear of it', () => {
    expect(cutAt).toBe('2026-11-18T23:00:00.000Z');
    expect(nextCutOver(Date.parse('2026-11-18T22:50:00Z'), context.home)).toBe('2026-11-19T23:00:00.000Z');
    // The clocks change in this night.
    expect(nextCutOver(Date.parse('2026-10-24T12:00:00Z'), context.home)).toBe('2026-10-24T22:00:00.000Z');
  });

  it('leaves duplicates duplicates, finds originals of edits and retractions, and verify has no difference', async () => {
    expect(await fold(after, [...monday, ...friday])).toMatchObject({ recorded: 0, conflict: 0, duplicate: 5 });
    const amended = [
      event('e:1', 'jane', '2026-11-20T11:00:00Z', { target: 'mon:0', sentiment: 0.9 }, 'edit'),
      event('r:1', 'joe', '2026-11-20T11:00:00Z', { target: 'mon:1' }, 'retraction'),
    ];
    expect(await fold(after, amended)).toMatchObject({ edited: 1, retracted: 1 });
    expect(await total('2026-11-16', '2026-11-16')).toEqual({ value: 2, codes: [] });
    const { client, names } = stage;
    const deps = { client, ledgerTable: names.ledger, cellsTable: names.cells, context };
    expect(await verifyCells(deps)).toMatchObject({ facts: 5, differences: [], conversationDifferences: [] });
  });

  it('counts what arrives late among the people of its day', async () => {
    await fold(after, [event('late', 'jane', '2026-11-17T10:00:00Z')]);
    expect(await total('2026-11-16', '2026-11-18')).toEqual({ value: 3, codes: [] });
  });

  it('is told of by reports that span it, in both languages, and by no other', async () => {
    expect(await total('2026-11-16', '2026-11-18')).toEqual({ value: 3, codes: [] });
    expect(await total('2026-11-19', '2026-11-22')).toEqual({ value: 2, codes: [] });
    expect(await total('2026-11-16', '2026-11-22')).toEqual({ value: 5, codes: ['PSEUDONYMS_CHANGED'] });
    const { warnings } = await report('ACTIVE_CUSTOMERS', '2026-11-16', '2026-11-22');
    expect(warnings[0]?.message).toEqual({
      en: 'ACTIVE_CUSTOMERS: From 2026-11-19 on people have other pseudonyms: who was there before and after counts twice.',
      de: expect.stringMatching(
        /: Ab 2026-11-19 haben Menschen andere Pseudonyme: Wer davor und danach da war, zählt doppelt\.$/,
      ),
    });
    const { totals } = await report('INTERACTIONS', '2026-11-16', '2026-11-22');
    expect(totals[0]).toMatchObject({ value: 5, warnings: [] });
    // Day by day nobody is counted twice.
    const { rows } = await report('ACTIVE_CUSTOMERS', '2026-11-16', '2026-11-22', { granularity: 'DAY' });
    expect(rows.flatMap(({ values }) => values[0]?.warnings)).toEqual([]);
  });

  it('is mended for a person by a merge of the old pseudonym with the new, by one id of theirs', async () => {
    const registry = createRegistry(
      { client: stage.client, tableName: stage.names.registry, clock: stage.clock },
      async (ids) => ids.flatMap((id) => pseudonymsOf(after, id)),
      {} as never,
    );
    const author = { who: 'anna', roles: ['admin'] as const };
    await registry.changePersonMerges(author, 'mergePeople', ['jane']);
    stage.time += 61_000;
    expect((await total('2026-11-16', '2026-11-22')).value).toBe(4);
    await registry.changePersonMerges(author, 'mergePeople', pseudonymsOf(after, 'joe'));
    expect((await registry.personMerges()).representativeOf.size).toBe(4);
    await registry.changePersonMerges(author, 'unmergePeople', ['jane']);
    expect((await registry.personMerges()).representativeOf.size).toBe(2);
  });

  it('makes no small group look like one of twice as many', async () => {
    const employees = (count: number, department: string, day: string) =>
      Array.from({ length: count }, (_, at) =>
        event(`${department}:${day}:${at}`, `${department}${at}`, `${day}T10:00:00Z`, {
          department,
          actor: { id: `${department}${at}`, kind: 'employee', department },
        }),
      );
    for (const day of ['2026-11-16', '2026-11-20']) {
      await fold(after, [
        ...employees(3, 'service', day),
        ...employees(7, 'sales', day),
        ...employees(8, 'product', day),
        ...employees(9, 'marketing', day),
      ]);
    }
    const { rows } = await report('ACTIVE_EMPLOYEES', '2026-11-16', '2026-11-22', { by: ['DEPARTMENT'] });
    const status = new Map(rows.map(({ department, values }) => [department, values[0]?.status]));
    expect(status.get('service')).toBe('WITHHELD');
    expect(status.get('marketing')).toBe('OK');
    const told = rows.find(({ department }) => department === 'marketing');
    expect(told?.values[0]?.warnings).toMatchObject([{ code: 'PSEUDONYMS_CHANGED' }]);
  });
});
