import { describe, expect, it } from 'vitest';
import { statefulLosses, type TemplateShape } from '../../../cdk/stateful-losses.ts';
import { production } from '../synthesise.ts';

type Resources = Record<string, { Type: string; Properties?: Record<string, unknown>; DeletionPolicy?: string }>;

/** A template of production with a change of its resources. */
function changed(name: 'stateful' | 'stateless', change: (resources: Resources) => void) {
  const before = production[name].toJSON() as TemplateShape;
  const after = structuredClone(before) as { Resources: Resources };
  change(after.Resources);
  return (allowed: string[] = []) => statefulLosses(before, after, new Set(allowed));
}

const idOf = (resources: Resources, start: string): string => {
  const id = Object.keys(resources).find((one) => one.startsWith(start));
  if (id === undefined) throw new Error(`There is no ${start}.`);
  return id;
};
const propertiesOf = (resources: Resources, start: string) => resources[idOf(resources, start)]?.Properties ?? {};

describe('a change that would lose data is refused', () => {
  it.each([
    ['a table', 'stateful', 'LedgerTable'],
    ['the secret', 'stateful', 'PseudonymsSecret'],
    ['a queue', 'stateless', 'FoldQueue'],
    ['dead letters', 'stateless', 'BusUndelivered'],
    ['the archive', 'stateless', 'BusArchive'],
    ['a log', 'stateless', 'IngestLogs'],
  ] as const)('%s that is removed', (_, stack, start) => {
    const losses = changed(stack, (resources) => delete resources[idOf(resources, start)])();
    expect(losses).toEqual([expect.objectContaining({ id: expect.stringMatching(start), why: 'it is removed' })]);
  });

  it('a table that has another name, so that its logical id changes', () => {
    const losses = changed('stateful', (resources) => {
      const id = idOf(resources, 'CellsTable');
      Object.assign(resources, { CountersTable: resources[id] });
      delete resources[id];
    })();
    expect(losses).toMatchObject([{ type: 'AWS::DynamoDB::Table', why: 'it is removed' }]);
  });

  it('a table with other keys, and a queue with a name', () => {
    const table = changed('stateful', (resources) =>
      Object.assign(propertiesOf(resources, 'LedgerTable'), { KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }] }),
    );
    expect(table()).toMatchObject([{ why: 'it is replaced, as KeySchema changes' }]);
    const queue = changed('stateless', (resources) =>
      Object.assign(propertiesOf(resources, 'FoldQueue'), { QueueName: 'fold' }),
    );
    expect(queue()).toMatchObject([{ why: 'it is replaced, as QueueName changes' }]);
  });

  it('an index that is made anew, and a table that is kept no more', () => {
    const losses = changed('stateful', (resources) => {
      const id = idOf(resources, 'LedgerTable');
      Object.assign(propertiesOf(resources, 'LedgerTable'), { GlobalSecondaryIndexes: [] });
      Object.assign(resources[id] ?? {}, { DeletionPolicy: 'Delete' });
    })();
    expect(losses.map(({ why }) => why)).toEqual(['it is kept no more when it goes', 'its index byTime is made anew']);
  });
});

describe('other changes pass', () => {
  it('none at all, a new table, other settings, and functions that go', () => {
    expect(changed('stateful', () => undefined)()).toEqual([]);
    const losses = changed('stateless', (resources) => {
      Object.assign(resources, { MoreTable: { Type: 'AWS::DynamoDB::Table' } });
      Object.assign(propertiesOf(resources, 'FoldQueue'), { VisibilityTimeout: 1 });
      for (const [id, { Type }] of Object.entries(resources))
        if (Type === 'AWS::Lambda::Function') delete resources[id];
    })();
    expect(losses).toEqual([]);
  });

  it('what is allowed by its id', () => {
    const losses = changed('stateful', (resources) => delete resources[idOf(resources, 'CellsTable')]);
    const [lost] = losses();
    expect(losses([lost?.id ?? ''])).toEqual([]);
  });
});
