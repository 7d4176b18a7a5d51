import { expect, it } from 'vitest';
import { type Resource, synthesise } from './synthesise.ts';

const tablesOf = (resources: Record<string, Resource>) =>
  Object.keys(resources).filter((id) => resources[id]?.Type === 'AWS::DynamoDB::Table');

it('functions use a restored table where the settings name one, and the stack keeps its own', () => {
  const before = synthesise('production');
  const after = synthesise('production', { ledgerTable: 'ledger-restored', cellsTable: 'cells-restored' });
  expect(tablesOf(after.stateful.toJSON().Resources)).toEqual(tablesOf(before.stateful.toJSON().Resources));

  after.stateless.hasResourceProperties('AWS::Lambda::Function', {
    Environment: { Variables: { LEDGER_TABLE: 'ledger-restored', CELLS_TABLE: 'cells-restored' } },
  });
  const text = JSON.stringify(after.stateless.toJSON());
  expect(text).toContain('table/ledger-restored/index/');
  // Stateless is deployed first: it may hold on to nothing that Stateful stops to export.
  const imports = (template: object) =>
    JSON.stringify(template).match(/"Fn::ImportValue":"[^"]*LedgerTable[^"]*"/g) ?? [];
  expect(imports(before.stateless.toJSON())).not.toEqual([]);
  expect(imports(after.stateless.toJSON())).toEqual([]);
});

it('a name that no table can have is refused', () => {
  expect(() => synthesise('production', { ledgerTable: 'my ledger' })).toThrow('ledgerTable');
});
