import * as z from 'zod';
import { configOf } from '../../../cdk/config.ts';
import { checkConnectedSource } from '../../../shared/changes/connected-source.ts';
import { overlapEnd } from '../../../shared/changes/source-secrets.ts';
import { isApiError } from '../../../shared/errors.ts';
import { defaultOrganisation } from '../../../shared/organisation.ts';
import { replayRequestSchema } from '../../../shared/rejection-fix-request.ts';
import { type FuzzTarget, jsonOf, law, mayRefuse } from '../target.ts';

const isZodError = (error: unknown) => error instanceof z.ZodError;

/** What operators and engineers write: the settings of a stage, sources, corrections. */
export const configurationTargets: readonly FuzzTarget[] = [
  {
    name: 'config',
    seeds: [
      JSON.stringify({ stage: 'production', lanes: 4, corsOrigins: ['https://a.example'], archiveDays: 90 }),
      JSON.stringify({ stage: 'local', signIn: 'link', throttle: { rate: 1, burst: 1 } }),
    ],
    async run(input) {
      const given = jsonOf(input);
      if (typeof given !== 'object' || given === null) return;
      const { stage, ...replaced } = given as Record<string, unknown>;
      const config = await mayRefuse(() => configOf(stage as string, replaced), isZodError);
      if (config) law(config.foldConcurrency === config.lanes, 'there are not as many aggregates as lanes');
    },
  },
  {
    name: 'connected-source',
    seeds: [
      JSON.stringify({
        id: 'https://x.com/acme',
        adapter: 'slack',
        channel: 'slack',
        department: 'service',
        cadence: 'P1D',
        settings: '{}',
      }),
      JSON.stringify({
        id: 'urn:a',
        adapter: 'csv',
        channel: 'x',
        department: 'hr',
        name: 'A',
        owner: 'B',
        settings: '{"a":1}',
      }),
    ],
    words: ['PT1M', 'P1Y', 'P-1D', 'PT0.5H', 'P99999999999D', '{"mapping":{}}', 'github', 'email'],
    async run(input) {
      const given = jsonOf(input) as Parameters<typeof checkConnectedSource>[1];
      await mayRefuse(() => checkConnectedSource(defaultOrganisation, given), isApiError);
    },
  },
  {
    name: 'secret-overlap',
    seeds: ['P1D', 'PT0S', 'P30D', 'PT12H30M'],
    words: ['P', 'T', '-', '.', '9999999999', 'W', 'Y', 'M'],
    async run(input) {
      const until = await mayRefuse(() => overlapEnd(input.toString(), Date.UTC(2026, 10, 22)), isApiError);
      if (until !== undefined) law(!Number.isNaN(Date.parse(until)), 'secrets overlap until never');
    },
  },
  {
    name: 'replay-request',
    seeds: [
      JSON.stringify({
        action: 'fix',
        selection: { filter: { code: 'INVALID', path: 'data.channel' }, limit: 10 },
        rules: [{ set: { path: 'data.channel', value: 'x' } }],
        dryRun: true,
        author: { who: 'a', roles: ['admin'] },
      }),
    ],
    run: (input) => replayRequestSchema.safeParse(jsonOf(input)),
  },
];
