import { type DynamoDBClient, PutItemCommand, TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { setAnnotation } from '../../shared/changes/plans.ts';
import { defaultOrganisation, type Organisation, organisationSchema } from '../../shared/organisation.ts';
import { loadOrganisation, readOrganisation } from '../../shared/store/organisation.ts';
import { createRegistry } from '../../shared/store/registry.ts';
import { saveOrganisation } from '../../shared/store/save-organisation.ts';
import { type Engine, startEngine } from '../engine.ts';
import { noon, type RegistryApi, registryApi } from './organisation-harness.ts';

let engine: Engine;
let api: RegistryApi;
beforeAll(async () => {
  engine = await startEngine();
});
afterAll(() => engine.stop());
beforeEach(async () => {
  api = await registryApi(engine);
});

const author = { who: 'ada', roles: ['admin'] } as const;
const note = (id: string) => setAnnotation({ id, day: '2026-03-01', text: `Note ${id}` });
const stored = () => readOrganisation(engine.client, api.names.registry);

/** The engine's client with something between each command and its sending. */
const between = (interfere: (command: object, send: () => Promise<unknown>) => Promise<unknown>) =>
  ({
    send: (command: object) => interfere(command, () => engine.client.send(command as never) as Promise<unknown>),
  }) as unknown as DynamoDBClient;

describe('a change', () => {
  it('is in the trail with author, roles, subject, before and after', async () => {
    await api.changed('setHeadcount', { department: 'hr', from: '2026-01-01', count: 4 }, '{ id }');
    await api.changed('setGoal', goalInput, '{ id }', 'executive+viewer');
    await api.changed('removeGoal', { id: 'posts' }, '{ id }');
    const fields = 'at who roles action subject before after';
    const { auditTrail } = await api.query(`{ auditTrail { edges { node { ${fields} } } pageInfo { hasNextPage } } }`);
    const { edges } = auditTrail as { edges: { node: Record<string, string> }[] };
    expect(edges.map(({ node: { action, subject, who } }) => [action, subject, who])).toEqual([
      ['removeGoal', 'goal posts', 'test-admin'],
      ['setGoal', 'goal posts', 'test-executive+viewer'],
      ['setHeadcount', 'department hr', 'test-admin'],
    ]);
    const [removed, set, counted] = edges.map(({ node }) => node);
    expect(set).toMatchObject({ roles: ['viewer', 'executive'], before: null });
    expect(JSON.parse(set?.after ?? '')).toEqual(goalInput);
    expect(JSON.parse(removed?.before ?? '')).toEqual(goalInput);
    expect(removed?.after).toBeNull();
    expect(JSON.parse(counted?.before ?? '').headcount).toEqual([]);
    expect(JSON.parse(counted?.after ?? '').headcount).toEqual([{ from: '2026-01-01', count: 4 }]);
    expect(counted?.at).toMatch(/^2026-03-27T12:00:00\.\d{3}Z$/);
  });

  it('that changes nothing leaves no trace', async () => {
    await api.changed('setAnnotation', { id: 'n', day: '2026-03-01', text: 'Same' }, '{ id }');
    await api.changed('setAnnotation', { id: 'n', day: '2026-03-01', text: 'Same' }, '{ id }');
    expect(await stored()).toMatchObject({ revision: 1 });
    expect(await api.trail()).toHaveLength(1);
  });

  it('is written with its entry in one transaction: without the one there is not the other', async () => {
    let transactions = 0;
    const client = between((command, send) => {
      if (!(command instanceof TransactWriteItemsCommand)) return send();
      transactions++;
      const { TransactItems: actions = [] } = command.input;
      expect(actions.map((action) => action.Put?.Item?.pk?.S)).toEqual(['ORGANISATION', 'AUDIT']);
      return Promise.reject(new Error('the engine is gone'));
    });
    await expect(saveOrganisation({ ...api.options, client }, author, 'test', note('n'))).rejects.toThrow('gone');
    expect(transactions).toBe(1);
    expect(await stored()).toEqual({ organisation: defaultOrganisation, revision: 0 });
    expect(await api.trail()).toEqual([]);
  });

  it('whose answer was lost is made once', async () => {
    let lost = false;
    const client = between(async (command, send) => {
      const answer = await send();
      if (lost || !(command instanceof TransactWriteItemsCommand)) return answer;
      lost = true;
      // As the SDK does when the connection breaks after the commit: the same request again.
      return send();
    });
    await saveOrganisation({ ...api.options, client }, author, 'test', note('n'));
    expect(lost).toBe(true);
    expect(await stored()).toMatchObject({ revision: 1, organisation: { annotations: [{ id: 'n' }] } });
    expect(await api.trail()).toHaveLength(1);
  });

  it('meets others: all of them are made, each on what the others made', async () => {
    const ids = Array.from({ length: 6 }, (_, n) => `n${n}`);
    await Promise.all(ids.map((id) => saveOrganisation(api.options, author, 'setAnnotation', note(id))));
    const { organisation, revision } = await stored();
    expect(organisation.annotations.map(({ id }) => id).toSorted()).toEqual(ids);
    expect(revision).toBe(6);
    expect(await api.trail()).toHaveLength(6);
  });

  it('that others are always faster than is refused with CONFLICT, and not made', async () => {
    let others = 0;
    const client = between(async (command, send) => {
      if (command instanceof TransactWriteItemsCommand) {
        await saveOrganisation(api.options, author, 'other', note(`other${others++}`));
      }
      return send();
    });
    await expect(saveOrganisation({ ...api.options, client }, author, 'test', note('mine'))).rejects.toMatchObject({
      code: 'CONFLICT',
      message: expect.stringContaining('ask again'),
    });
    expect(others).toBeGreaterThan(3);
    expect(JSON.stringify(await stored())).not.toContain('Note mine');
    expect((await api.trail()).every(({ action }) => action === 'other')).toBe(true);
  });

  it('is seen by this process at once and by another within a minute', async () => {
    let now = noon;
    const clock = () => now;
    const elsewhere = between((_command, send) => send());
    const seenBy = async (client: Pick<DynamoDBClient, 'send'>) =>
      (await loadOrganisation(client, api.names.registry, clock)).annotations.length;
    expect([await seenBy(engine.client), await seenBy(elsewhere)]).toEqual([0, 0]);
    await saveOrganisation({ ...api.options, clock }, author, 'test', note('n'));
    expect([await seenBy(engine.client), await seenBy(elsewhere)]).toEqual([1, 0]);
    now += 60_000;
    expect(await seenBy(elsewhere)).toBe(1);
  });

  it('by a token without a subject is refused: it would have no author', async () => {
    const anonymous = await registryApi(engine, {
      verifyToken: async () => ({ roles: new Set(['admin'] as const), departments: [] }),
    });
    const refusal = await anonymous.refusal('setAnnotation', { day: '2026-03-01', text: 'x' });
    expect(refusal).toMatchObject({ code: 'FORBIDDEN', message: expect.stringContaining('claim `sub`') });
  });

  it('that would not fit one item is refused', async () => {
    const text = 'ä'.repeat(1_900);
    await expect(
      saveOrganisation(api.options, author, 'test', (organisation) => ({
        organisation: {
          ...organisation,
          annotations: Array.from({ length: 101 }, (_, n) => ({ id: `n${n}`, day: '2026-03-01', text })),
        },
        subject: 'many',
        before: undefined,
        after: undefined,
        result: undefined,
      })),
    ).rejects.toMatchObject({ code: 'LIMIT', message: expect.stringContaining('380 kB') });
    expect(await stored()).toMatchObject({ revision: 0 });
  });
});

const goalInput = {
  id: 'posts',
  metric: 'POSTS',
  name: { en: 'Posts', de: 'Beiträge' },
  baseline: 0,
  target: 10,
  from: '2026-01-01',
  due: '2026-12-31',
};

describe('the trail', () => {
  it('pages both ways, each change once, also those of one millisecond', async () => {
    const registry = createRegistry({ ...api.options, clock: () => noon }, async () => [], {
      fingerprint: async (text) => text,
      replace: async () => undefined,
    });
    for (let n = 0; n < 7; n++) await registry.changeOrganisation(author, 'setAnnotation', note(`n${n}`));
    const all = (await registry.auditTrail({})).edges.map(({ node }) => node.id);
    expect(new Set(all).size).toBe(7);
    expect(all).toEqual(all.toSorted().reverse());

    const forwards: string[] = [];
    let page = await registry.auditTrail({ first: 3 });
    for (;;) {
      forwards.push(...page.edges.map(({ node }) => node.id));
      if (!page.pageInfo.hasNextPage) break;
      page = await registry.auditTrail({ first: 3, after: page.pageInfo.endCursor });
    }
    expect(forwards).toEqual(all);

    const backwards: string[] = [];
    page = await registry.auditTrail({ last: 2 });
    for (;;) {
      backwards.unshift(...page.edges.map(({ node }) => node.id));
      if (!page.pageInfo.hasPreviousPage) break;
      page = await registry.auditTrail({ last: 2, before: page.pageInfo.startCursor });
    }
    expect(backwards).toEqual(all);

    const cursors = (await registry.auditTrail({})).edges.map(({ cursor }) => cursor);
    const inside = await registry.auditTrail({ after: cursors[1], before: cursors[4] });
    expect(inside.edges.map(({ node }) => node.id)).toEqual(all.slice(2, 4));
    expect((await registry.auditTrail({ after: cursors[4], before: cursors[1] })).edges).toEqual([]);
    await expect(registry.auditTrail({ after: 'nonsense' })).rejects.toMatchObject({ code: 'INVALID_CURSOR' });
  });
});

describe('a stored organisation', () => {
  const older = { name: 'Old', homeTimeZone: 'Europe/Paris', departments: [], channels: [], responseTargets: [] };
  const put = (document: object) =>
    engine.client.send(
      new PutItemCommand({
        TableName: api.names.registry,
        Item: { pk: { S: 'ORGANISATION' }, sk: { S: '-' }, b: { S: JSON.stringify(document) } },
      }),
    );

  it('of before is read with the defaults of what came later, and changed', async () => {
    await put(older);
    const { goals: _, ...rest } = (await stored()).organisation;
    const { socialShare, maturity } = defaultOrganisation;
    expect(rest).toMatchObject({ ...older, weekStart: 1, socialShare, maturity, attestations: [] });
    await api.changed('setAnnotation', { id: 'n', day: '2026-03-01', text: 'First change' }, '{ id }');
    expect(await stored()).toMatchObject({ revision: 1, organisation: { name: 'Old' } });
  });

  it('that has headcounts without managers is read as it is', () => {
    const department = { id: 'hr', name: { en: 'HR', de: 'HR' }, headcount: [{ from: '2026-01-01', count: 3 }] };
    const parsed: Organisation = organisationSchema.parse({ ...older, departments: [department] });
    expect(parsed.departments).toEqual([department]);
  });
});
