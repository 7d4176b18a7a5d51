import { afterAll, beforeAll, expect, it } from 'vitest';
import { judgeAlerts } from '../../graphql/alerts/judge-alerts.ts';
import type { MetricValue } from '../../graphql/plan/report.ts';
import type { AlertDetail } from '../../shared/alert-detail.ts';
import { findMetric } from '../../shared/metrics/catalogue.ts';
import { defaultOrganisation } from '../../shared/organisation.ts';
import { createAlertStore } from '../../shared/store/alert-store.ts';
import { answersRule } from '../alert-rules.ts';
import { randomOf } from '../chaos/random.ts';
import { type Engine, startEngine } from '../engine.ts';
import { type Fault, faultyClient } from '../faults.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await startEngine();
});
afterAll(() => engine.stop());

const metric = findMetric('RESPONSE_RATE') as MetricValue['metric'];
const told = (value: number): MetricValue => ({
  ...{ metric, status: 'OK', value, n: 40, previous: null, change: null, numerator: null, denominator: null },
  ...{ error: 0, completeness: null, warnings: [] },
});
const rules = ['a', 'b', 'c', 'd'].map((id) => answersRule({ id }));

it.each([1, 2, 3])('two evaluators on bad connections tell every change and lose none (seed %i)', async (seed) => {
  const { registry: tableName } = await engine.createTables();
  const random = randomOf(seed);
  const rates: Partial<Record<Fault, number>> = { lost: 0.1, unsent: 0.1, throttled: 0.05 };
  const faulty = [1, 2].map((n) => faultyClient(engine.endpoint, { rates, seed: seed * 10 + n, maxAttempts: 1 }));
  let now = Date.parse('2026-03-27T12:00:00Z');
  let value = 0.5;
  const sent: AlertDetail[] = [];
  const tell = async (notices: readonly AlertDetail[]) => {
    const taken = notices.filter(() => random() < 0.8);
    sent.push(...taken);
    // Of some the answer is lost: the bus has them, and nobody knows.
    return new Set(taken.filter(() => random() < 0.9).map(({ notice }) => notice));
  };
  const look = (client: Parameters<typeof createAlertStore>[0]['client']) =>
    judgeAlerts({
      loadOrganisation: async () => ({ ...defaultOrganisation, alertRules: rules }),
      listSources: async () => [],
      report: async () => ({ rows: [], totals: [told(value)], warnings: [], asOf: now }),
      alerts: createAlertStore({ client, tableName }),
      tell,
      clock: () => now,
      failed: () => undefined,
    }).catch(() => undefined);

  for (let minute = 0; minute < 40; minute++) {
    now += 60_000;
    if (random() < 0.3) value = 1.2 - value;
    await Promise.all(faulty.map(({ client }) => look(client)));
  }
  // Calm again: what ended in between is told by others.
  for (let minute = 0; minute < 20; minute++) {
    now += 60_000;
    await look(engine.client);
  }
  expect(faulty.reduce((sum, { happened }) => sum + happened.lost + happened.unsent, 0)).toBeGreaterThan(20);
  const kept = await createAlertStore({ client: engine.client, tableName }).list();
  expect(kept).toHaveLength(rules.length);
  for (const { id, alert } of kept) {
    const changes = alert.history.map(({ at, change }) => `${id}@${at}:${change}`);
    expect(changes.length).toBeGreaterThan(3);
    const notices = new Set(sent.flatMap((notice) => (notice.alert === id ? notice.notice : [])));
    expect([...notices].toSorted()).toEqual(changes.toSorted());
    expect(alert.notices).toEqual([]);
    expect(alert.state).toBe(value < 0.6 ? 'FIRING' : 'OK');
  }
  for (const { client } of faulty) client.destroy();
});
