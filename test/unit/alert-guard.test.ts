import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { judgeAlerts } from '../../graphql/alerts/judge-alerts.ts';
import { planReport } from '../../graphql/plan/plan-report.ts';
import type { AlertDetail } from '../../shared/alert-detail.ts';
import { type AlertRule, alertRuleSchema } from '../../shared/alert-rule.ts';
import { defaultOrganisation } from '../../shared/organisation.ts';
import { createAlertStore } from '../../shared/store/alert-store.ts';
import { createCellReader } from '../../shared/store/cell-reader.ts';
import { type Engine, startEngine, type TableNames } from '../engine.ts';
import { fold } from '../graphql/harness.ts';
import { interaction } from '../interactions.ts';
import { reportDeps } from '../report-deps.ts';

const now = Date.parse('2026-03-27T12:00:00Z');
let engine: Engine;
let names: TableNames;

/** Employees of a department who wrote in the last whole week. */
const writers = (department: string, count: number) =>
  Array.from({ length: count }, (_, n) =>
    interaction({
      ...{ id: `${department}:${n}`, activity: 'message', channel: 'slack', department, direction: 'internal' },
      ...{ time: '2026-03-18T10:00:00.000Z', actor: { id: `p_${department}_${n}`, kind: 'employee', department } },
    }),
  );

beforeAll(async () => {
  engine = await startEngine();
  names = await engine.createTables();
  await fold(engine, names, [...writers('hr', 3), ...writers('sales', 7), ...writers('service', 8)]);
});
afterAll(() => engine.stop());

const rule = (department: string, comparison: 'ABOVE' | 'BELOW', threshold: number): AlertRule =>
  alertRuleSchema.parse({
    ...{ id: `${department}-${comparison.toLowerCase()}-${threshold}`, name: { en: 'People', de: 'Leute' } },
    ...{ kind: 'THRESHOLD', metric: 'ACTIVE_EMPLOYEES', department, window: { last: 1, unit: 'WEEK' } },
    ...{ comparison, threshold },
  });

/** What alerts of these rules are after a look, and what is told of them. */
async function look(alertRules: AlertRule[]) {
  const sent: AlertDetail[] = [];
  const reader = createCellReader(engine.client, names.cells, 2);
  const alerts = createAlertStore({ client: engine.client, tableName: names.registry });
  await judgeAlerts({
    loadOrganisation: async () => ({ ...defaultOrganisation, alertRules }),
    listSources: async () => [],
    report: (request, organisation) =>
      planReport(
        request,
        reportDeps(reader, organisation, () => now),
      ),
    alerts,
    tell: async (notices) => {
      sent.push(...notices);
      return new Set(notices.map(({ notice }) => notice));
    },
    clock: () => now,
    failed: (error) => {
      throw error;
    },
  });
  return { kept: (await alerts.list()).map(({ alert }) => alert), sent };
}

describe('an alert on employees', () => {
  it('tells of a small group neither whether the condition is met nor anything of the value', async () => {
    // Whoever sets rules about every number would have it otherwise.
    const asked = [1, 2, 3, 4, 5].flatMap((n) => [rule('hr', 'ABOVE', n), rule('hr', 'BELOW', n)]);
    const { kept, sent } = await look(asked);
    expect(kept).toHaveLength(10);
    const { rule: _, ...first } = kept[0] ?? {};
    for (const { rule: _rule, ...alert } of kept) expect(alert).toEqual(first);
    expect(first).toMatchObject({
      state: 'UNKNOWN',
      observed: { verdict: 'UNJUDGED', reason: 'WITHHELD', value: null, n: null },
    });
    for (const { value, n, state, change } of sent) {
      expect([value, n, state, change]).toEqual([null, null, 'UNKNOWN', 'UNJUDGED']);
    }
  });

  it('of the whole company is judged', async () => {
    const { department: _, ...whole } = rule('company', 'BELOW', 20) as Extract<AlertRule, { kind: 'THRESHOLD' }>;
    const { kept } = await look([whole]);
    expect(kept.find(({ rule: { id } }) => id === whole.id)).toMatchObject({
      state: 'FIRING',
      observed: { value: 18, range: { from: '2026-03-16', to: '2026-03-22' } },
    });
  });
});
