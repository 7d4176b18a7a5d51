import { describe, expect, it } from 'vitest';
import { createReplay } from '../../graphql/replay.ts';
import type { FixReport, ReplayRequest } from '../../shared/rejection-fix-request.ts';
import { cursorOf } from '../../shared/store/place.ts';
import { recordingClient } from '../unit/ingest-harness.ts';
import { apiWith, ask } from './harness.ts';

const report: FixReport = {
  dryRun: true,
  accepted: 1,
  duplicates: 0,
  conflicts: 0,
  refused: 1,
  settled: 0,
  refusals: [{ code: 'UNKNOWN_CHANNEL', path: 'data.channel', count: 1 }],
  rules: [{ rule: 'drop data.colour', applied: 2, notApplied: 0 }],
  cells: {
    count: 9,
    changes: [{ day: '2026-03-20', department: 'service', channel: 'x', what: 'comment, inbound', change: 1 }],
    more: 0,
  },
  examples: [
    {
      id: 'r1',
      interactionId: 'c:1',
      outcome: 'REFUSED',
      code: 'UNKNOWN_CHANNEL',
      path: 'data.channel',
      message: 'Known are x.',
      notes: ['There is no data.size.'],
    },
  ],
  next: 'r1',
};
const asked: Omit<ReplayRequest, 'action'>[] = [];
const api = apiWith({
  replay: {
    fix: async (request) => {
      asked.push(request);
      return report;
    },
    dismiss: async (request) => {
      asked.push(request);
      return { dismissed: 3, next: null };
    },
  },
});
const id = cursorOf({ sort: '2026-03-20T10:00:00.000Z#0a1b', tie: '0' });
const fix = (input: object, selection = '{ accepted }') =>
  ask(api, `mutation M($input: FixRejectionsInput!) { fixRejections(input: $input) ${selection} }`, {
    as: 'engineer',
    variables: { input: { dryRun: true, ...input } },
  });

describe('fixRejections', () => {
  it('hands over which and how, with days of the home zone as instants and the author of the token', async () => {
    const rules = [
      { set: { path: 'data.tags[0]', value: '{"a":["x"]}' } },
      { rename: { path: 'data.a', to: 'data.b' } },
      { drop: { path: 'data.colour' } },
    ];
    const filter = {
      range: { from: '2026-03-28', to: '2026-03-29' },
      source: 's',
      code: 'INVALID',
      path: 'data.a',
      state: 'OPEN',
    };
    const { errors } = await fix({ filter, rules, first: 10, after: id });
    expect(errors).toBeUndefined();
    expect(asked.at(-1)).toEqual({
      selection: {
        filter: {
          from: '2026-03-27T23:00:00.000Z',
          to: '2026-03-29T21:59:59.999Z',
          source: 's',
          code: 'INVALID',
          path: 'data.a',
        },
        limit: 10,
        after: id,
      },
      rules: [{ set: { path: 'data.tags[0]', value: { a: ['x'] } } }, ...rules.slice(1)],
      dryRun: true,
      author: { who: 'test-engineer', roles: ['engineer'] },
    });
    await fix({ ids: [id] });
    expect(asked.at(-1)).toMatchObject({ selection: { ids: [id] }, rules: [] });
  });

  it('tells what would happen', async () => {
    const { data } = await fix(
      { filter: {} },
      `{ dryRun accepted duplicates conflicts refused settled next refusals { code path count } rules { rule applied notApplied }
        cells { count more changes { day department { id } channel { id } what change } }
        examples { id interactionId outcome code path message notes } }`,
    );
    expect(data?.fixRejections).toEqual({
      ...report,
      cells: {
        ...report.cells,
        changes: [{ ...report.cells.changes[0], department: { id: 'service' }, channel: { id: 'x' } }],
      },
    });
  });

  const long = Array.from({ length: 21 }, () => ({ drop: { path: 'a' } }));
  it.each<[string, object, string, string]>([
    ['neither ids nor a filter', {}, 'BAD_REQUEST', 'ids: name rejections'],
    ['both', { ids: [id], filter: {} }, 'BAD_REQUEST', 'ids: name rejections'],
    ['no ids', { ids: [] }, 'BAD_REQUEST', 'ids: give 1 to 1000'],
    ['an id that is none', { ids: ['r1'] }, 'INVALID_CURSOR', 'The cursor'],
    ['fixed ones', { filter: { state: 'FIXED' } }, 'BAD_REQUEST', 'filter.state: only those that are OPEN'],
    ['too many', { filter: {}, first: 1001 }, 'BAD_REQUEST', 'first: give 1 to 1000'],
    ['a wrong cursor', { filter: {}, after: 'x' }, 'INVALID_CURSOR', 'The cursor'],
    ['too many rules', { filter: {}, rules: long }, 'BAD_REQUEST', 'rules: at most 20'],
    [
      'a value that is no JSON',
      { filter: {}, rules: [{ set: { path: 'a', value: 'facebook' } }] },
      'BAD_REQUEST',
      'rules[0].set.value: give JSON',
    ],
    [
      'a path to the prototype',
      { filter: {}, rules: [{ drop: { path: 'a' } }, { drop: { path: '__proto__.a' } }] },
      'BAD_REQUEST',
      'rules[1].drop.path: give a path as rejections show it',
    ],
    ['a rule of two kinds', { filter: {}, rules: [{ drop: { path: 'a' }, set: null }] }, 'BAD_USER_INPUT', ''],
    ['an empty rule', { filter: {}, rules: [{}] }, 'BAD_USER_INPUT', ''],
  ])('with %s is refused', async (_, input, code, message) => {
    const before = asked.length;
    const { errors } = await fix(input);
    expect(errors).toMatchObject([{ extensions: { code }, message: expect.stringContaining(message) }]);
    expect(asked).toHaveLength(before);
  });
});

it('dismissRejections hands over which, and by whom', async () => {
  const { data } = await ask(
    api,
    'mutation { dismissRejections(input: { filter: { code: PAUSED } }) { dismissed next } }',
    { as: 'admin' },
  );
  expect(data?.dismissRejections).toEqual({ dismissed: 3, next: null });
  expect(asked.at(-1)).toEqual({
    selection: { filter: { code: 'PAUSED' }, limit: 1000 },
    author: { who: 'test-admin', roles: ['admin'] },
  });
});

describe('the replay function', () => {
  const author = { who: 'ada', roles: ['engineer' as const] };
  const request = { selection: { ids: [id] }, rules: [], dryRun: true, author };
  const answering = (answer: object) => recordingClient(() => answer);
  const payload = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));

  it('is invoked by its name and its answer is read', async () => {
    const { client, sent } = answering({ Payload: payload(report) });
    expect(await createReplay(client, 'Replay').fix(request)).toEqual(report);
    expect(sent[0]?.input.FunctionName).toBe('Replay');
    expect(JSON.parse(String(sent[0]?.input.Payload))).toEqual({ action: 'fix', ...request });
  });

  it('that failed, or answered something else, is an error', async () => {
    const failed = answering({ FunctionError: 'Unhandled', Payload: payload({ errorMessage: 'jane' }) });
    await expect(createReplay(failed.client, 'Replay').fix(request)).rejects.toThrow('failed: Unhandled');
    const odd = answering({ Payload: payload({ accepted: 'all' }) });
    await expect(createReplay(odd.client, 'Replay').fix(request)).rejects.toThrow();
    await expect(createReplay(odd.client, undefined).fix(request)).rejects.toThrow('does not know');
  });
});
