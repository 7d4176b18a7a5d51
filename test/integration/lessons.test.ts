import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';
import { sharedStack } from '../stack.ts';

const { url, token, dataDir } = sharedStack();

interface Event {
  id: string;
  type: string;
  time: string;
  source?: string;
  data: Record<string, unknown>;
}

const customer = { id: 'lesson:customer', kind: 'customer' };
const agent = { id: 'lesson:agent', kind: 'employee' };
const bot = { id: 'lesson:bot', kind: 'bot' };

/** An event of a lesson; each lesson has a channel of its own, so that lessons do not meet. */
const event = (channel: string, id: string, activity: string, time: string, data: object = {}): Event => ({
  id: `${channel}:${id}`,
  type: `polylog.${activity}.v1`,
  time,
  data: { channel, department: 'hr', actor: customer, ...data },
});

async function send(
  events: Event[],
): Promise<{ status: number; accepted: number; rejected: { index: number; code: string; path: string }[] }> {
  const response = await fetch(`${url}/v1/interactions`, {
    method: 'POST',
    headers: { authorization: 'Bearer local', 'content-type': 'application/cloudevents-batch+json' },
    body: JSON.stringify(events.map((one) => ({ specversion: '1.0', source: 'urn:lessons', ...one }))),
  });
  return { status: response.status, ...((await response.json()) as { accepted: number; rejected: [] }) };
}

async function ask(query: string, role = 'analyst'): Promise<Record<string, unknown>> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { authorization: `Bearer ${await token(role)}`, 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });
  const { data, errors } = (await response.json()) as { data?: Record<string, unknown>; errors?: unknown };
  if (!data) throw new Error(JSON.stringify(errors));
  return data;
}

/** Values of metrics in a channel over a range. */
async function values(
  channel: string,
  metrics: string,
  from: string,
  to: string,
  more = '',
): Promise<(number | null)[]> {
  const data = await ask(
    `{ report(input: {metrics: [${metrics}], range: {from: "${from}", to: "${to}"}, filter: {channels: ["${channel}"]}${more}}) { totals { value } } }`,
  );
  return (data.report as { totals: { value: number | null }[] }).totals.map(({ value }) => value);
}

/** Waits until everything sent is in the cells. */
const drained = () =>
  promisify(execFile)(
    process.execPath,
    [join(import.meta.dirname, '../../cli/polylog.mjs'), 'drain', '--timeout', '30'],
    {
      env: { ...process.env, POLYLOG_DATA: dataDir },
    },
  );

const day = '2026-09-01';
const at = (clock: string) => `${day}T${clock}:00Z`;

describe('what users of comparable systems complain about', () => {
  const answers = {} as Record<string, Awaited<ReturnType<typeof send>>>;

  beforeAll(async () => {
    const good = [1, 2, 3, 4].map((n) => event('store', `${n}`, 'post', at('10:00')));
    const bad = event('store', '5', 'post', at('10:00'), { colour: 'red' });
    answers.oneBad = await send([...good.slice(0, 2), bad, ...good.slice(2)]);
    answers.replayed = await send([
      ...good.slice(0, 2),
      { ...bad, data: { ...bad.data, colour: undefined } },
      ...good.slice(2),
    ]);

    const twice = event('form', 'twice', 'post', at('10:00'));
    answers.twice = await send([twice, twice, twice]);
    await send([twice]);

    const earlier = event('letter', 'one', 'post', at('09:00'));
    const later = event('letter', 'one', 'post', at('11:00'), { department: 'sales' });
    await send([later]);
    await send([earlier]);
    await send([{ ...earlier, id: 'letter:two' }]);
    await send([{ ...later, id: 'letter:two' }]);

    await send([event('tiktok', 'gone', 'retraction', at('12:00'), { target: 'tiktok:early' })]);
    await send([event('tiktok', 'early', 'post', at('10:00')), event('tiktok', 'late', 'post', at('10:00'))]);
    const gone = event('tiktok', 'gone2', 'retraction', at('12:00'), { target: 'tiktok:late' });
    await send([gone, gone]);
    await send([gone]);

    const story = { conversation: 'lesson:story', department: 'hr' };
    await send([event('phone', 'human', 'reply', '2026-09-06T10:10:00Z', { ...story, actor: agent })]);
    await send([
      event('phone', 'reopened', 'resolution', '2026-09-06T10:00:00Z', { ...story, actor: agent, stage: 'reopened' }),
      event('phone', 'asked', 'enquiry', at('10:00'), story),
      event('phone', 'bot', 'reply', at('10:05'), { ...story, actor: bot }),
      event('phone', 'closed', 'resolution', at('10:30'), { ...story, actor: agent }),
    ]);

    const old = { conversation: 'lesson:old' };
    await send([
      event('crm', 'old', 'enquiry', '2023-08-01T08:00:00Z', old),
      event('crm', 'answer', 'reply', '2026-09-01T08:00:00Z', { ...old, actor: agent }),
    ]);

    // Friday 16:30 in Berlin, one hour of business time: due on Monday at 9:30.
    const friday = (id: string, reply: string) => [
      event('email', id, 'enquiry', '2026-09-04T14:30:00Z', { conversation: `lesson:${id}` }),
      event('email', `${id}r`, 'reply', reply, { conversation: `lesson:${id}`, actor: agent }),
    ];
    await send([...friday('in-time', '2026-09-07T07:29:00Z'), ...friday('too-late', '2026-09-07T07:31:00Z')]);
    await drained();
  }, 60_000);

  it('one bad among five: four counted, one refused with its reason, mended and counted once', async () => {
    expect(answers.oneBad).toMatchObject({
      status: 202,
      accepted: 4,
      rejected: [{ index: 2, code: 'INVALID', path: 'data.colour' }],
    });
    expect(answers.replayed).toMatchObject({ status: 202, accepted: 5, rejected: [] });
    expect(await values('store', 'POSTS', day, day)).toEqual([5]);
    const { rejections } = (await ask(
      '{ rejections(filter: {source: "urn:lessons"}, first: 5) { edges { node { code path payload } } } }',
      'engineer',
    )) as { rejections: { edges: { node: { code: string; path: string; payload: string } }[] } };
    expect(rejections.edges[0]?.node).toMatchObject({
      code: 'INVALID',
      path: 'data.colour',
      payload: expect.stringContaining('red'),
    });
  });

  it('duplicates inside one batch and across batches count once', async () => {
    expect(answers.twice).toMatchObject({ status: 202, accepted: 3 });
    expect(await values('form', 'POSTS', day, day)).toEqual([1]);
  });

  it('the same id with another body is a visible conflict, and the later body wins in both orders', async () => {
    expect(await values('letter', 'POSTS', day, day)).toEqual([2]);
    const { interactions } = (await ask(
      `{ interactions(filter: {range: {from: "${day}", to: "${day}"}, channels: ["letter"], conflicting: true}) { edges { node { department { id } conflicts { occurredAt department { id } } } } } }`,
    )) as { interactions: { edges: { node: unknown }[] } };
    const seen = {
      department: { id: 'sales' },
      conflicts: [{ occurredAt: '2026-09-01T09:00:00.000Z', department: { id: 'hr' } }],
    };
    expect(interactions.edges.map(({ node }) => node)).toEqual([seen, seen]);
  });

  it('a retraction removes its interaction once, also when it arrives first or thrice', async () => {
    expect(await values('tiktok', 'POSTS', day, day)).toEqual([0]);
  });

  it('a bot does not stop the clock, and a reopened conversation starts anew: first response in ten minutes', async () => {
    const [answered, rate, median] = await values(
      'phone',
      'ANSWERED, RESPONSE_RATE, FIRST_RESPONSE_P50',
      day,
      '2026-09-06',
    );
    expect([answered, rate]).toEqual([1, 0.5]);
    expect(Math.abs((median ?? 0) - 600)).toBeLessThanOrEqual(6);
  });

  it('a three-year-old enquiry answered now shows by its reply, not by its enquiry', async () => {
    expect(await values('crm', 'ANSWERED', day, day)).toEqual([0]);
    expect(await values('crm', 'ANSWERED', day, day, ', attributeTo: RESPONSE')).toEqual([1]);
  });

  it('business hours: Friday 16:30 with a one-hour target is due on Monday at 9:30', async () => {
    expect(await values('email', 'WITHIN_TARGET, ANSWERED', '2026-09-04', '2026-09-04')).toEqual([0.5, 2]);
  });

  it.each([
    ['from after to', 'range: {from: "2026-09-02", to: "2026-09-01"}', 'BAD_REQUEST', 'range'],
    [
      'an unknown zone',
      'range: {from: "2026-09-01", to: "2026-09-02"}, timeZone: "Europe/Atlantis"',
      undefined,
      'Atlantis|TimeZone|time zone',
    ],
    [
      'an unknown department',
      'range: {from: "2026-09-01", to: "2026-09-02"}, filter: {departments: ["magic"]}',
      'UNKNOWN_DEPARTMENT',
      'magic',
    ],
    [
      'an unsupported dimension',
      'range: {from: "2026-09-01", to: "2026-09-02"}, by: [ACTIVITY]',
      'UNSUPPORTED_DIMENSION',
      'OVERDUE',
    ],
  ])('%s is refused by name', async (_what, input, code, named) => {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { authorization: `Bearer ${await token('viewer')}`, 'content-type': 'application/json' },
      body: JSON.stringify({ query: `{ report(input: {metrics: [OVERDUE], ${input}}) { asOf } }` }),
    });
    const { errors } = (await response.json()) as { errors: { message: string; extensions: { code: string } }[] };
    if (code) expect(errors[0]?.extensions.code).toBe(code);
    expect(errors[0]?.message).toMatch(new RegExp(named));
  });
});
