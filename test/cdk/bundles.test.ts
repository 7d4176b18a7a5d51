import { basename } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { bundleInputs } from '../../cdk/bundle.ts';
import { compile } from '../../cdk/compile.ts';
import { adapters } from '../../functions/ingest/sources/registry.ts';
import { policyOf, production } from './synthesise.ts';

/**
 * `cold`: bytes that a cold start reads; `bytes`: all of it, with what is loaded when it is first needed (the text model
 * alone 1,130 kB: docs/decisions/0007-text-models.md). `uncalled`: what a bundle holds through a store that it shares with
 * another function, which alone calls it.
 */
const functions = [
  { name: 'Ingest', entry: 'functions/ingest/handler.ts', cold: 540_000, bytes: 2_400_000, uncalled: ['Query'] },
  { name: 'Poll', entry: 'functions/ingest/poll/handler.ts', cold: 540_000, bytes: 2_400_000, uncalled: [] },
  {
    name: 'Watch',
    entry: 'functions/ingest/watch/handler.ts',
    cold: 380_000,
    bytes: 430_000,
    uncalled: ['UpdateItem'],
  },
  { name: 'Alerts', entry: 'graphql/alerts/handler.ts', cold: 560_000, bytes: 570_000, uncalled: ['UpdateItem'] },
  { name: 'Canary', entry: 'functions/canary/handler.ts', cold: 480_000, bytes: 500_000, uncalled: [] },
  { name: 'Replay', entry: 'functions/ingest/replay/handler.ts', cold: 640_000, bytes: 2_500_000, uncalled: [] },
  { name: 'Aggregate', entry: 'functions/aggregate/handler.ts', cold: 460_000, bytes: 560_000, uncalled: [] },
  { name: 'Privacy', entry: 'functions/privacy/handler.ts', cold: 700_000, bytes: 800_000, uncalled: [] },
  { name: 'Graphql', entry: 'graphql/handler.ts', cold: 1_350_000, bytes: 1_520_000, uncalled: [] },
  {
    name: 'Live',
    // The whole schema, as graphql has it.
    entry: 'graphql/live/handler.ts',
    cold: 1_350_000,
    bytes: 1_520_000,
    uncalled: ['CreateSecret', 'GetQueueAttributes', 'Invoke', 'PutSecretValue'],
  },
];

/** What IAM asks for a call whose name differs from the action. */
const asked: Record<string, string[]> = {
  ChangeMessageVisibilityBatch: ['ChangeMessageVisibility'],
  Invoke: ['InvokeFunction'],
  TransactWriteItems: ['PutItem', 'UpdateItem', 'DeleteItem', 'ConditionCheckItem'],
};
/** Files that the line of an adapter in the registry names. */
const adapterFile = new RegExp(`^functions/ingest/sources/(${Object.keys(adapters).join('|')})\\.ts$`);
const writing = /^(dynamodb|events|lambda|secretsmanager):(Put|Update|Delete|BatchWrite|ConditionCheck|Create|Invoke)/;

/** Every call of AWS that a bundle holds: unused commands are shaken off. */
const callsIn = ({ metafile }: ReturnType<typeof compile>): string[] =>
  Object.values(metafile.outputs).flatMap(({ inputs }) =>
    Object.entries(inputs).flatMap(([path, { bytesInOutput }]) => {
      const command = /@aws-sdk\/client-[^/]+\/.*\/commands\/(\w+)Command\.js$/.exec(path)?.[1];
      // DescribeEndpoints comes with the client of DynamoDB, which asks for endpoints only when told to.
      return command !== undefined && command !== 'DescribeEndpoints' && bytesInOutput > 0 ? [command] : [];
    }),
  );

/** The modules that a cold start reads: the entry, and what it imports at once. */
function readAtOnce({ outputs }: ReturnType<typeof compile>['metafile']): string[] {
  const read = new Set<string>();
  const visit = (path: string) => {
    if (read.has(path)) return;
    read.add(path);
    for (const { path: next, kind } of outputs[path]?.imports ?? []) {
      if (kind === 'import-statement' && next in outputs) visit(next);
    }
  };
  for (const path of Object.keys(outputs)) if (path.endsWith('/index.mjs')) visit(path);
  return [...read];
}

describe.each(functions)('$name', ({ name, entry, cold, bytes, uncalled }) => {
  let bundle: ReturnType<typeof compile>;
  let calls: string[];
  beforeAll(() => {
    bundle = compile(entry);
    calls = callsIn(bundle);
  });
  const allowed = policyOf(production.stateless, name).flatMap(({ Action }) => [Action].flat());
  const verb = (action: string) => action.replace(/^.*:/, '');

  it(`reads at most ${cold / 1000} kB at a cold start, of ${bytes / 1000} kB in all`, () => {
    const size = (paths: string[]) => paths.reduce((sum, path) => sum + (bundle.metafile.outputs[path]?.bytes ?? 0), 0);
    const modules = Object.keys(bundle.metafile.outputs).filter((path) => path.endsWith('.mjs'));
    expect(size(readAtOnce(bundle.metafile))).toBeLessThanOrEqual(cold);
    expect(size(modules)).toBeLessThanOrEqual(bytes);
  });

  it('is made of what a kept bundle is known by', () => {
    const ours = Object.keys(bundle.metafile.inputs).filter((path) => !path.startsWith('node_modules/'));
    expect(ours.filter((path) => !bundleInputs.some((input) => path.startsWith(`${input}/`)))).toEqual([]);
  });

  it('leads back to the source', () => {
    for (const { path, text } of bundle.outputFiles) {
      if (path.endsWith('.mjs')) expect(text).toContain(`//# sourceMappingURL=${basename(path)}.map`);
    }
    expect(bundle.outputFiles.map(({ path }) => basename(path))).toContain('index.mjs');
  });

  it('may do every call that its code makes', () => {
    expect(calls).toContain(name === 'Watch' || name === 'Alerts' ? 'Query' : 'GetSecretValue');
    const verbs = allowed.map(verb);
    const refused = calls.filter((call) => !(asked[call] ?? [call]).some((action) => verbs.includes(action)));
    expect([...new Set(refused)].toSorted()).toEqual(uncalled);
  });

  it('may write nothing that its code does not', () => {
    const needed = calls.flatMap((call) => asked[call] ?? [call]);
    expect(allowed.filter((action) => writing.test(action) && !needed.includes(verb(action)))).toEqual([]);
  });

  it('reads no adapter of a source before one is needed', () => {
    const read = readAtOnce(bundle.metafile).flatMap((path) =>
      Object.keys(bundle.metafile.outputs[path]?.inputs ?? {}),
    );
    const adapters = Object.keys(bundle.metafile.inputs).filter((path) => adapterFile.test(path));
    if (name === 'Ingest' || name === 'Poll')
      expect(adapters).toContain('functions/ingest/sources/standard-webhooks.ts');
    expect(read.filter((path) => adapters.includes(path))).toEqual([]);
  });

  it('has no path of this machine in it', () => {
    for (const { text } of bundle.outputFiles) expect(text).not.toContain(process.cwd());
  });
});
