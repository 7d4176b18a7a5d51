import { setTimeout as sleep } from 'node:timers/promises';
import type { ReportRequest } from '../../graphql/plan/report.ts';
import type { Interaction } from '../../shared/interaction.ts';
import { defaultOrganisation } from '../../shared/organisation.ts';
import { local, type RangedRequest, referenceReport } from '../raw-report.ts';
import type { Stack } from '../stack.ts';
import { surviving } from './surviving.ts';

interface Row {
  start: string;
  department: { id: string };
  channel: { id: string };
  values: { value: number | null }[];
}

// The raw scan knows no business hours, so targets are left out.
const metrics = [
  'INTERACTIONS',
  'REPLIES',
  'MESSAGES',
  'ENGAGEMENTS',
  'ANSWERED',
  'RESPONSE_RATE',
  'FIRST_RESPONSE_P90',
];
const byReply = ['ANSWERED', 'FIRST_RESPONSE_P90'];
const home = defaultOrganisation.homeTimeZone;

/** Asks a running stack for reports and compares every value with a raw scan; answers with the first differences. */
export async function compareReports(stack: Stack, interactions: readonly Interaction[]): Promise<string[]> {
  const counted = surviving(interactions);
  const differences: string[] = [];
  for (const metric of metrics) {
    for (const attributeTo of byReply.includes(metric) ? (['ENQUIRY', 'RESPONSE'] as const) : (['ENQUIRY'] as const)) {
      const request: RangedRequest = {
        metrics: [metric],
        range: { from: '2000-01-01', to: '2026-12-31' },
        granularity: 'YEAR',
        by: ['DEPARTMENT', 'CHANNEL'],
        attributeTo,
      };
      const expected = referenceReport(counted, metric, request, home, Date.now(), (at) => at);
      const actual = await ask(stack, request);
      if (actual.size === 0) differences.push(`${metric} has no value`);
      // Quantiles come from sketches, which err by 1 % at most.
      const precision = metric.startsWith('FIRST') ? 0.0101 : 1e-12;
      for (const key of new Set([...expected.keys(), ...actual.keys()])) {
        const [should, is] = [expected.get(key) ?? 0, actual.get(key) ?? 0];
        if (Math.abs(should - is) > precision * should) differences.push(`${metric} ${key}: ${is} for ${should}`);
      }
    }
  }
  return differences;
}

/** On a machine that is busy a function may run out of patience with its engine: who asks asks again. */
const tries = 5;

/** The values that are not 0, by the key that the raw scan uses. */
async function ask(stack: Stack, input: ReportRequest, attempt = 1): Promise<Map<string, number>> {
  const response = await fetch(`${stack.url}/graphql`, {
    method: 'POST',
    headers: { authorization: `Bearer ${await stack.token('executive')}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      query: `query ($input: ReportInput!) {
        report(input: $input) { rows { start department { id } channel { id } values { value } } }
      }`,
      variables: { input },
    }),
  });
  const { data, errors } = (await response.json()) as { data?: { report: { rows: Row[] } }; errors?: unknown };
  if (!data && attempt < tries) return sleep(500).then(() => ask(stack, input, attempt + 1));
  if (!data) throw new Error(`The report was refused: ${JSON.stringify(errors)}`);
  return new Map(
    data.report.rows.flatMap(({ start, department, channel, values }) => {
      const value = values[0]?.value;
      return value ? [[`${local(Date.parse(start), home).day}|${department.id}|${channel.id}`, value] as const] : [];
    }),
  );
}
