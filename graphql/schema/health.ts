import type { Run } from '../../shared/store/runs.ts';
import { builder } from '../builder.ts';
import {
  type HealthFinding as HealthFindingShape,
  healthCodes,
  judgeHealth,
  oldestSeconds,
  type QueueDepth,
  readTold,
} from '../health/judge-health.ts';
import { everyOf } from '../health/missed-runs.ts';
import { type HealthState, readingOf } from '../health/read-health.ts';
import { cost } from '../limits.ts';
import { inLanguage, languageDescription } from './language.ts';
import { Source } from './source.ts';

const HealthCode = builder.enumType('HealthCode', {
  description: 'What somebody should look at.',
  values: Object.fromEntries(
    Object.entries(healthCodes).map(([code, description]) => [code, { value: code, description }]),
  ) as { [Code in keyof typeof healthCodes]: { value: Code; description: string } },
});

const HealthFinding = builder.objectRef<HealthFindingShape>('HealthFinding').implement({
  description: 'Something that somebody should look at.',
  fields: (t) => ({
    code: t.expose('code', { type: HealthCode, description: 'For programs.' }),
    message: t.string({
      description: 'For people.',
      args: { language: t.arg.string({ description: languageDescription }) },
      resolve: ({ message }, { language }) => inLanguage(message, language),
    }),
    section: t.exposeString('section', { description: 'The section of the runbook that says what to do.' }),
  }),
});

const HealthQueue = builder.objectRef<{ name: string; depth: QueueDepth }>('HealthQueue').implement({
  description: 'A queue, as it counts approximately.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'What it is called here.' }),
    waiting: t.int({
      nullable: true,
      description: 'Messages that wait; null: it did not answer.',
      resolve: ({ depth }) => depth?.waiting,
    }),
    inFlight: t.int({
      nullable: true,
      description: 'Messages that are being worked on.',
      resolve: ({ depth }) => depth?.inFlight,
    }),
  }),
});

const HealthRun = builder.objectRef<Run>('HealthRun').implement({
  description: 'The last run of something that the clock starts.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'What ran.' }),
    at: t.expose('at', { type: 'DateTime', description: 'When it began.' }),
    milliseconds: t.exposeInt('milliseconds', { description: 'How long it took.' }),
    everySeconds: t.int({
      nullable: true,
      description: 'How often it runs.',
      resolve: ({ name }) => everyOf(name),
    }),
    error: t.exposeString('error', { nullable: true, description: 'The name of the error that ended it.' }),
    told: t.exposeString('told', { nullable: true, description: 'What it counted, as JSON.' }),
  }),
});

const HealthCanary = builder.objectRef<Run>('HealthCanary').implement({
  description: 'The last canary: an interaction that is sent through the door and counted nowhere but for its source.',
  fields: (t) => ({
    at: t.expose('at', { type: 'DateTime', description: 'When it was sent.' }),
    state: t.string({
      description: '`ARRIVED`, `LOST`, or `UNSET` while nobody wrote what it goes by.',
      resolve: ({ told }) => readTold(told).state ?? 'LOST',
    }),
    seconds: t.float({
      nullable: true,
      description: 'Seconds until it was counted.',
      resolve: ({ told }) => readTold(told).seconds,
    }),
    goneSeconds: t.float({
      nullable: true,
      description: 'Seconds until it was gone again.',
      resolve: ({ told }) => readTold(told).goneSeconds,
    }),
  }),
});

const HealthVerification = builder.objectRef<Run>('HealthVerification').implement({
  description: 'The last comparison of a sample of cells with the ledger.',
  fields: (t) => ({
    at: t.expose('at', { type: 'DateTime', description: 'When it began.' }),
    differences: t.int({
      description: 'Cells that are not what the ledger says.',
      resolve: ({ told }) => readTold(told).differences,
    }),
  }),
});

const runOf = ({ runs }: HealthState, name: string): Run | null => runs.find((run) => run.name === name) ?? null;

const Health = builder.objectRef<HealthState & { asOf: number }>('Health').implement({
  description: 'How the machinery stands: nothing about people, and no number of a report.',
  authScopes: { may: 'health' },
  fields: (t) => ({
    ok: t.boolean({
      description: 'Whether there is nothing to look at.',
      resolve: (state) => judgeHealth(readingOf(state), state.asOf).length === 0,
    }),
    findings: t.field({
      type: [HealthFinding],
      description: 'What somebody should look at, the worst first.',
      resolve: (state) => judgeHealth(readingOf(state), state.asOf),
    }),
    lagSeconds: t.exposeFloat('lagSeconds', {
      nullable: true,
      description: 'Seconds until what comes now is counted, as the fold noted last; null: it never folded anything.',
    }),
    oldestSeconds: t.float({
      nullable: true,
      description: 'For how long the oldest that is not counted waits, about; null: nothing waits.',
      resolve: (state) => oldestSeconds(readingOf(state), state.asOf),
    }),
    queue: t.field({
      type: HealthQueue,
      description: 'What is on its way to be counted: messages, each of up to 200 KB of interactions.',
      resolve: ({ queue }) => ({ name: 'fold', depth: queue }),
    }),
    deadLetters: t.field({
      type: [HealthQueue],
      description: 'What could not be delivered (`undelivered`), counted (`unfolded`) or started (`unstarted`).',
      resolve: ({ deadLetters }) => deadLetters.map(({ queue: name, depth }) => ({ name, depth })),
    }),
    silentSources: t.field({
      type: [Source],
      description: 'Overdue by their cadence.',
      resolve: ({ silent }) => [...silent],
    }),
    refusingSources: t.field({
      type: [Source],
      description: 'More than 5 % and more than 20 of what they sent in the last hour was refused.',
      resolve: ({ refusing }) => [...refusing],
    }),
    failingSources: t.field({
      type: [Source],
      description: 'Asked in vain for an hour.',
      resolve: ({ failing }) => [...failing],
    }),
    runs: t.field({
      type: [HealthRun],
      description: 'The last run of each thing that the clock starts.',
      resolve: ({ runs }) => [...runs],
    }),
    canary: t.field({
      type: HealthCanary,
      nullable: true,
      description: 'The last canary; null where none runs by the clock.',
      resolve: (state) => runOf(state, 'canary'),
    }),
    verification: t.field({
      type: HealthVerification,
      nullable: true,
      description: 'The last comparison of cells with the ledger; null where there was none.',
      resolve: (state) => runOf(state, 'verify'),
    }),
    release: t.string({
      description: 'What is deployed: the version, and the commit where the pipeline named it.',
      resolve: (_health, _args, { deps }) => deps.release,
    }),
    asOf: t.expose('asOf', { type: 'DateTime', description: 'When it was looked at.' }),
  }),
});

builder.queryField('health', (t) =>
  t.field({
    type: Health,
    description: 'How the machinery stands: lag, queues, dead letters, sources, what the clock starts, and what runs.',
    authScopes: { may: 'health' },
    complexity: { field: cost.walk },
    resolve: async (_root, _args, { deps, sources }) => ({
      ...(await deps.health([...(await sources()).values()])),
      asOf: deps.clock(),
    }),
  }),
);
