import { beforeAll, describe, expect, it } from 'vitest';
import { compile } from '../../cdk/compile.ts';
import { policyOf, production } from './synthesise.ts';

/** `uncalled`: what a bundle holds through a store that it shares with another function, which alone calls it. */
const functions = [
  // 500 kB, and 1,150 kB of text model that is loaded with the first text: docs/decisions/0007-text-models.md.
  { name: 'Ingest', entry: 'functions/ingest/handler.ts', bytes: 1_650_000, uncalled: ['Query'] },
  { name: 'Aggregate', entry: 'functions/aggregate/handler.ts', bytes: 500_000, uncalled: [] },
  { name: 'Graphql', entry: 'graphql/handler.ts', bytes: 1_150_000, uncalled: [] },
  {
    name: 'Live',
    // The whole schema, as graphql has it.
    entry: 'graphql/live/handler.ts',
    bytes: 1_150_000,
    uncalled: ['UpdateItem'],
  },
];

/** What IAM asks for a call whose name differs from the action. */
const asked: Record<string, string[]> = {
  TransactWriteItems: ['PutItem', 'UpdateItem', 'DeleteItem', 'ConditionCheckItem'],
};
const writing = /^(dynamodb|events):(Put|Update|Delete|BatchWrite|ConditionCheck)/;

/** Every call of AWS that a bundle holds: unused commands are shaken off. */
const callsIn = ({ metafile }: ReturnType<typeof compile>): string[] =>
  Object.values(metafile.outputs).flatMap(({ inputs }) =>
    Object.entries(inputs).flatMap(([path, { bytesInOutput }]) => {
      const command = /@aws-sdk\/client-[^/]+\/.*\/commands\/(\w+)Command\.js$/.exec(path)?.[1];
      // DescribeEndpoints comes with the client of DynamoDB, which asks for endpoints only when told to.
      return command !== undefined && command !== 'DescribeEndpoints' && bytesInOutput > 0 ? [command] : [];
    }),
  );

describe.each(functions)('$name', ({ name, entry, bytes, uncalled }) => {
  let bundle: ReturnType<typeof compile>;
  let calls: string[];
  beforeAll(() => {
    bundle = compile(entry);
    calls = callsIn(bundle);
  });
  const allowed = policyOf(production.stateless, name).flatMap(({ Action }) => [Action].flat());
  const verb = (action: string) => action.replace(/^.*:/, '');

  it(`is one module of at most ${bytes / 1000} kB that leads back to the source`, () => {
    const code = bundle.outputFiles.find(({ path }) => path.endsWith('.mjs'));
    expect(code?.contents.length).toBeLessThanOrEqual(bytes);
    expect(bundle.outputFiles).toHaveLength(2);
    expect(code?.text).toMatch(/\/\/# sourceMappingURL=index\.mjs\.map\s*$/);
  });

  it('may do every call that its code makes', () => {
    expect(calls).toContain('GetSecretValue');
    const verbs = allowed.map(verb);
    const refused = calls.filter((call) => !(asked[call] ?? [call]).some((action) => verbs.includes(action)));
    expect(refused.toSorted()).toEqual(uncalled);
  });

  it('may write nothing that its code does not', () => {
    const needed = calls.flatMap((call) => asked[call] ?? [call]);
    expect(allowed.filter((action) => writing.test(action) && !needed.includes(verb(action)))).toEqual([]);
  });

  it('has no path of this machine in it', () => {
    for (const { text } of bundle.outputFiles) expect(text).not.toContain(process.cwd());
  });
});
