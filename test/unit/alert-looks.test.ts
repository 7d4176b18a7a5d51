import type { PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { beforeEach, describe, expect, it } from 'vitest';
import { type AlertDeps, judgeAlerts } from '../../graphql/alerts/judge-alerts.ts';
import { createTelling } from '../../graphql/alerts/tell-changes.ts';
import type { MetricValue } from '../../graphql/plan/report.ts';
import type { AlertDetail } from '../../shared/alert-detail.ts';
import type { AlertRule } from '../../shared/alert-rule.ts';
import { ApiError } from '../../shared/errors.ts';
import { findMetric } from '../../shared/metrics/catalogue.ts';
import { defaultOrganisation } from '../../shared/organisation.ts';
import { acknowledgeAlert } from '../../shared/store/acknowledge-alert.ts';
import { createAlertStore } from '../../shared/store/alert-store.ts';
import { listAudit } from '../../shared/store/audit.ts';
import { unregisteredSource } from '../../shared/store/source-item.ts';
import { answersRule, silenceRule } from '../alert-rules.ts';
import { engineForEach } from '../engine-for-each.ts';

const stage = engineForEach(Date.parse('2026-03-27T12:00:00Z'));
const words = {
  names: { department: (id: string) => ({ en: id, de: id }), channel: (id: string) => id, source: (id: string) => id },
  timeZone: 'Europe/Berlin',
};

/** What the organisation asks, what is measured, and how the bus is. */
let world: {
  rules: AlertRule[];
  value: number | null;
  sources: ReturnType<typeof unregisteredSource>[];
  bus: 'up' | 'down' | 'refusing';
  reports: 'up' | 'down' | 'unanswerable';
};
let sent: AlertDetail[];
let asked: number;

beforeEach(() => {
  world = { rules: [answersRule()], value: 0.5, sources: [], bus: 'up', reports: 'up' };
  sent = [];
  asked = 0;
});

const bus = {
  send: async ({ input }: PutEventsCommand) => {
    if (world.bus === 'down') throw new Error('The bus is down.');
    const Entries = (input.Entries ?? []).map(({ Detail = '', DetailType, EventBusName }) => {
      expect([DetailType, EventBusName]).toEqual(['polylog.alert.v1', 'bus']);
      if (world.bus === 'refusing') return { ErrorCode: 'InternalFailure' };
      sent.push(JSON.parse(Detail));
      return { EventId: 'e' };
    });
    return { FailedEntryCount: world.bus === 'refusing' ? Entries.length : 0, Entries };
  },
};

const deps = (over: Partial<AlertDeps> = {}): AlertDeps => ({
  loadOrganisation: async () => ({ ...defaultOrganisation, alertRules: world.rules }),
  listSources: async () => world.sources,
  report: async ({ metrics }) => {
    asked += 1;
    if (world.reports === 'down') throw new Error('The table is down.');
    if (world.reports === 'unanswerable') throw new ApiError('UNKNOWN_DEPARTMENT', 'It is gone.');
    const totals = metrics.map((id) => ({
      metric: findMetric(id) as MetricValue['metric'],
      status: world.value === null ? ('EMPTY' as const) : ('OK' as const),
      value: world.value,
      previous: null,
      change: null,
      numerator: null,
      denominator: null,
      n: 40,
      error: 0,
      completeness: null,
      warnings: [],
    }));
    return { rows: [], totals, warnings: [], asOf: stage.time };
  },
  alerts: store(),
  tell: createTelling({ client: bus as never, busName: 'bus' }),
  clock: stage.clock,
  failed: () => undefined,
  ...over,
});
const options = () => ({ client: stage.client, tableName: stage.names.registry, clock: stage.clock });
const store = () => createAlertStore(options());

/** A look a minute after the one before. */
const look = (over: Partial<AlertDeps> = {}) => {
  stage.time += 60_000;
  return judgeAlerts(deps(over));
};
const changes = () => sent.map(({ change, state }) => `${change} ${state}`);
const kept = async () => (await store().list()).map(({ alert }) => alert);

describe('looks at the alerts', () => {
  it('tell once that a rule fires, is acknowledged, is over and fires anew', async () => {
    expect(await look()).toEqual({ judged: 1, changed: 1, told: 1, failures: 0 });
    expect(await look()).toEqual({ judged: 1, changed: 0, told: 0, failures: 0 });
    stage.time += 1_000;
    await acknowledgeAlert(options(), { who: 'ada', roles: ['executive'] }, { id: 'answers', note: 'On it.' }, words);
    await look();
    await look();
    world.value = 0.7;
    await look();
    world.value = 0.4;
    await look();
    expect(changes()).toEqual(['FIRED FIRING', 'ACKNOWLEDGED ACKNOWLEDGED', 'CLEARED OK', 'FIRED FIRING']);
    expect(sent[0]).toMatchObject({
      alert: 'answers',
      previousState: 'OK',
      subject: { department: 'service' },
      metric: 'RESPONSE_RATE',
      value: 0.5,
      range: { from: '2026-03-20', to: '2026-03-26' },
      message: { en: 'Response rate, Customer Service, 20 Mar 2026 – 26 Mar 2026: 50%, below 60%.' },
    });
    expect(sent[1]).toMatchObject({ acknowledgement: { by: 'ada', note: 'On it.' }, firingSince: sent[0]?.at });
    expect(new Set(sent.map(({ notice }) => notice)).size).toBe(4);
    expect((await kept())[0]?.history.map(({ change }) => change)).toEqual(sent.map(({ change }) => change));
  });

  it('write nothing while nothing changes, and a new value after five minutes', async () => {
    await look();
    const [first] = await store().list();
    world.value = 0.55;
    for (let minutes = 0; minutes < 4; minutes++) await look();
    expect((await store().list())[0]).toEqual(first);
    await look();
    expect((await kept())[0]?.observed.value).toBe(0.55);
    expect(sent).toHaveLength(1);
  });

  it('that run at once tell a change once', async () => {
    for (const value of [0.5, 0.7, 0.5, 0.7]) {
      world.value = value;
      stage.time += 60_000;
      await Promise.all([judgeAlerts(deps()), judgeAlerts(deps()), judgeAlerts(deps())]);
    }
    expect(changes()).toEqual(['FIRED FIRING', 'CLEARED OK', 'FIRED FIRING', 'CLEARED OK']);
  });

  it.each(['down', 'refusing'] as const)('tell later what a bus that is %s did not take', async (state) => {
    world.bus = state;
    expect(await look()).toMatchObject({ changed: 1, told: 0, failures: 1 });
    world.value = 0.7;
    await look();
    expect((await kept())[0]?.state).toBe('OK');
    world.bus = 'up';
    expect(await look()).toMatchObject({ told: 2, failures: 0 });
    expect(changes()).toEqual(['FIRED FIRING', 'CLEARED OK']);
    await look();
    expect(sent).toHaveLength(2);
  });

  it('that ended before they told leave it to another, once it is sure that they did', async () => {
    const ended = new Promise<never>(() => undefined);
    void judgeAlerts(deps({ tell: () => ended }));
    // It has written what it would tell.
    while ((await kept()).length === 0) await new Promise((done) => setTimeout(done, 5));
    await look();
    expect(sent).toEqual([]);
    await look();
    expect(changes()).toEqual(['FIRED FIRING']);
    await look();
    expect(sent).toHaveLength(1);
  });

  it('that ended after they told, and before they noted it, tell the same notice again', async () => {
    const tell = createTelling({ client: bus as never, busName: 'bus' });
    const ended = new Promise<never>(() => undefined);
    void judgeAlerts(deps({ tell: (...told) => tell(...told).then(() => ended) }));
    while (sent.length === 0) await new Promise((done) => setTimeout(done, 5));
    await look();
    await look();
    await look();
    expect(changes()).toEqual(['FIRED FIRING', 'FIRED FIRING']);
    expect(sent[0]).toEqual(sent[1]);
  });

  it('lose no acknowledgement that comes while they tell', async () => {
    const tell = createTelling({ client: bus as never, busName: 'bus' });
    await look({
      tell: async (...told) => {
        await acknowledgeAlert(options(), { who: 'ada', roles: ['admin'] }, { id: 'answers' }, words);
        return tell(...told);
      },
    });
    expect((await kept())[0]).toMatchObject({ state: 'ACKNOWLEDGED', notices: [{ change: 'ACKNOWLEDGED' }] });
    await look();
    expect(changes()).toEqual(['FIRED FIRING', 'ACKNOWLEDGED ACKNOWLEDGED']);
  });

  it('say that they cannot judge, and why', async () => {
    world.value = null;
    await look();
    world.reports = 'unanswerable';
    await look();
    expect(changes()).toEqual(['UNJUDGED UNKNOWN']);
    expect(sent[0]).toMatchObject({ reason: 'EMPTY', value: null });
    stage.time += 300_000;
    await look();
    expect((await kept())[0]?.observed.reason).toBe('UNANSWERABLE');
  });

  it('leave as it is what could not be looked at, and count that they failed', async () => {
    await look();
    world.reports = 'down';
    world.rules = [answersRule(), silenceRule];
    world.sources = [{ ...unregisteredSource('urn:a'), cadence: 'P1D', lastInteractionAt: '2026-03-20T00:00:00Z' }];
    expect(await look()).toMatchObject({ judged: 1, changed: 1, failures: 1 });
    expect((await kept()).map(({ state }) => state)).toEqual(['FIRING', 'FIRING']);
  });

  it('ask once for rules over the same days of the same department', async () => {
    const { channel: _, ...social } = answersRule({
      id: 'mentions',
      metric: 'MENTIONS',
      comparison: 'ABOVE',
      threshold: 9,
    });
    world.rules = [answersRule(), social, answersRule({ id: 'month', window: { toDate: 'MONTH' } })];
    await look();
    expect(asked).toBe(2);
  });

  it('cannot judge a rule whose metric is not answered so any more, and judge those that share its days', async () => {
    const mentions = answersRule({ id: 'mentions', metric: 'MENTIONS', comparison: 'ABOVE', threshold: 0.1 });
    world.rules = [answersRule(), mentions];
    const { report } = deps();
    const refusing: AlertDeps['report'] = async (request, organisation) => {
      if (request.metrics.includes('MENTIONS')) throw new ApiError('UNSUPPORTED_FILTER', 'Not by department.');
      return report(request, organisation);
    };
    expect(await look({ report: refusing })).toMatchObject({ judged: 2, failures: 0 });
    expect((await kept()).map(({ rule, state }) => [rule.id, state])).toEqual([
      ['answers', 'FIRING'],
      ['mentions', 'UNKNOWN'],
    ]);
  });

  it('ask nobody where there is no rule', async () => {
    world.rules = [];
    const listSources = () => Promise.reject(new Error('not asked'));
    expect(await look({ listSources })).toEqual({ judged: 0, changed: 0, told: 0, failures: 0 });
  });
});

describe('a rule that is gone', () => {
  it('ends what fired, and that is told before it is forgotten', async () => {
    await look();
    world.rules = [];
    world.bus = 'down';
    await look();
    await look();
    world.bus = 'up';
    await look();
    expect(changes()).toEqual(['FIRED FIRING', 'ENDED OK']);
    expect(sent[1]?.message.de).toBe(
      'Kunden warten: wird nicht mehr geprüft, die Regel oder ihre Quelle ist entfernt oder abgeschaltet.',
    );
    await look();
    expect(await kept()).toEqual([]);
  });

  it('is forgotten silently where nothing fired', async () => {
    world.value = 0.7;
    await look();
    world.rules = [];
    await look();
    expect([sent, await kept()]).toEqual([[], []]);
  });

  it('only turned off, keeps its history', async () => {
    await look();
    world.rules = [answersRule({ enabled: false })];
    await look();
    await look();
    expect(changes()).toEqual(['FIRED FIRING', 'ENDED OK']);
    expect((await kept())[0]?.history).toHaveLength(2);
    world.rules = [answersRule()];
    await look();
    expect(changes().at(-1)).toBe('FIRED FIRING');
  });
});

describe('missing data', () => {
  const silent = (id: string) => ({
    ...unregisteredSource(id),
    name: `Feed ${id}`,
    cadence: 'P1D',
    lastInteractionAt: '2026-03-25T11:00:00Z',
  });

  it('fire for each source that is silent or fails, by its name, and for no other', async () => {
    world.rules = [silenceRule];
    const running = { lastRunAt: '2026-03-27T12:00:00Z' };
    world.sources = [
      silent('urn:a'),
      { ...silent('urn:b'), cadence: 'P7D' },
      { ...unregisteredSource('urn:c'), ...running, failingSince: '2026-03-27T09:00:00Z' },
      unregisteredSource('urn:d'),
      { ...silent('urn:e'), pausedAt: '2026-03-26T00:00:00Z' },
    ];
    await look();
    expect(sent.map(({ alert, reason }) => [alert, reason])).toEqual([
      ['silence#urn:a', 'SILENT'],
      ['silence#urn:c', 'FAILING'],
    ]);
    expect(sent[0]).toMatchObject({
      subject: { source: 'urn:a' },
      message: { en: 'Feed urn:a: data are missing, overdue since 26 Mar 2026, 12:00.' },
    });
    expect((await kept()).map(({ source, state }) => [source, state])).toEqual([
      ['urn:a', 'FIRING'],
      ['urn:b', 'OK'],
      ['urn:c', 'FIRING'],
      ['urn:e', 'OK'],
    ]);
  });

  it('of a source without a cadence clear when asking it goes well again', async () => {
    world.rules = [silenceRule];
    const polled = { ...unregisteredSource('urn:c'), name: 'Feed', lastRunAt: '2026-03-27T12:00:00Z' };
    world.sources = [{ ...polled, failingSince: '2026-03-27T09:00:00Z' }];
    await look();
    world.sources = [polled];
    await look();
    expect(changes()).toEqual(['FIRED FIRING', 'CLEARED OK']);
    expect(sent[1]?.message.en).toBe('Feed: data come as expected.');
  });

  it('of a source that says nothing of a cadence any more end', async () => {
    world.rules = [silenceRule];
    world.sources = [silent('urn:a')];
    await look();
    world.sources = [unregisteredSource('urn:a')];
    await look();
    await look();
    expect(changes()).toEqual(['FIRED FIRING', 'ENDED OK']);
    expect(await kept()).toEqual([]);
  });

  it('of a named source fire for it alone', async () => {
    world.rules = [{ ...silenceRule, source: 'urn:b' } as AlertRule];
    world.sources = [silent('urn:a'), silent('urn:b')];
    await look();
    expect(sent.map(({ alert }) => alert)).toEqual(['silence#urn:b']);
  });
});

describe('an acknowledgement', () => {
  const ada = { who: 'ada', roles: ['executive'] } as const;

  it('is noted in the audit trail', async () => {
    await look();
    await acknowledgeAlert(options(), ada, { id: 'answers', note: 'On it.' }, words);
    const { edges } = await listAudit(stage.client, stage.names.registry, { first: 5 });
    expect(edges.map(({ node }) => node)).toMatchObject([
      {
        ...{ who: 'ada', action: 'acknowledgeAlert', subject: 'alert answers' },
        ...{ before: { state: 'FIRING' }, after: { state: 'ACKNOWLEDGED', note: 'On it.' } },
      },
    ]);
  });

  it('of what is not there, or does not fire, is refused', async () => {
    world.value = 0.7;
    await look();
    const refused = (id: string) => expect(acknowledgeAlert(options(), ada, { id }, words)).rejects;
    await refused('nothing').toMatchObject({ code: 'UNKNOWN_ALERT' });
    await refused('answers').toMatchObject({ code: 'NOT_FIRING', details: { state: 'OK' } });
  });

  it('is refused after twenty changes that the bus did not take, as none may be lost', async () => {
    world.bus = 'down';
    await look();
    for (let made = 0; made < 19; made++) await acknowledgeAlert(options(), ada, { id: 'answers' }, words);
    await expect(acknowledgeAlert(options(), ada, { id: 'answers' }, words)).rejects.toMatchObject({ code: 'LIMIT' });
    world.value = 0.7;
    await look();
    expect((await kept())[0]).toMatchObject({ state: 'ACKNOWLEDGED' });
    world.bus = 'up';
    await look();
    await look();
    expect(changes().at(-1)).toBe('CLEARED OK');
    expect(sent).toHaveLength(21);
  });
});
