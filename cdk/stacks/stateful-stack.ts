import { RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Config } from '../config.ts';
import { CellsTable } from '../constructs/cells-table.ts';
import { LedgerTable } from '../constructs/ledger-table.ts';
import { PseudonymSecret } from '../constructs/pseudonym-secret.ts';
import { RegistryTable } from '../constructs/registry-table.ts';
import { RejectionsTable } from '../constructs/rejections-table.ts';

export interface StatefulStackProps extends StackProps {
  config: Config;
}

/** What must survive a deployment: the four tables and the secret that pseudonyms are made with. */
export class StatefulStack extends Stack {
  readonly ledger: LedgerTable;
  readonly cells: CellsTable;
  readonly registry: RegistryTable;
  readonly rejections: RejectionsTable;
  readonly secret: PseudonymSecret;

  constructor(scope: Construct, id: string, { config, ...props }: StatefulStackProps) {
    super(scope, id, {
      ...props,
      description: 'Polylog: tables and the pseudonym secret',
      terminationProtection: config.stage === 'production',
    });
    const kept = {
      removalPolicy: config.removal === 'retain' ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
      deletionProtection: config.stage === 'production',
    };
    const { ledgerTable, cellsTable, registryTable, rejectionsTable } = config;
    this.ledger = new LedgerTable(this, 'Ledger', { ...kept, restored: ledgerTable });
    this.cells = new CellsTable(this, 'Cells', { ...kept, restored: cellsTable });
    this.registry = new RegistryTable(this, 'Registry', { ...kept, restored: registryTable });
    this.rejections = new RejectionsTable(this, 'Rejections', { ...kept, restored: rejectionsTable });
    this.secret = new PseudonymSecret(this, 'Pseudonyms', kept);
  }
}
