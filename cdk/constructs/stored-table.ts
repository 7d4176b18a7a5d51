import type { RemovalPolicy } from 'aws-cdk-lib';
import { AttributeType, BillingMode, type ITable, ProjectionType, Table } from 'aws-cdk-lib/aws-dynamodb';
import { Grant } from 'aws-cdk-lib/aws-iam';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { keyAttributes } from '../../shared/store/tables.ts';

/** An entry of `shared/store/tables.ts`. */
interface TableSpec {
  readonly env: string;
  readonly index?: { readonly name: string; readonly partitionKey: string; readonly sortKey: string };
  readonly ttl?: string;
}

export interface StoredTableProps {
  removalPolicy: RemovalPolicy;
  deletionProtection: boolean;
  /** The name of a table that was restored and is used in place of this one. */
  restored?: string | undefined;
}

const text = (name: string) => ({ name, type: AttributeType.STRING });

/** A table as `shared/store/tables.ts` describes it: on demand, encrypted, restorable to any second of 35 days. */
export abstract class StoredTable extends Construct {
  /** The one that functions use. */
  readonly table: Pick<ITable, 'tableName' | 'tableArn'>;
  readonly #spec: TableSpec;

  constructor(scope: Construct, id: string, spec: TableSpec, props: StoredTableProps) {
    super(scope, id);
    this.#spec = spec;
    const { removalPolicy, deletionProtection, restored } = props;
    const table = new Table(this, 'Table', {
      partitionKey: text(keyAttributes.partition),
      sortKey: text(keyAttributes.sort),
      billingMode: BillingMode.PAY_PER_REQUEST,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      ...(spec.ttl === undefined ? {} : { timeToLiveAttribute: spec.ttl }),
      removalPolicy,
      deletionProtection,
    });
    if (spec.index) {
      table.addGlobalSecondaryIndex({
        indexName: spec.index.name,
        partitionKey: text(spec.index.partitionKey),
        sortKey: text(spec.index.sortKey),
        projectionType: ProjectionType.ALL,
      });
    }
    this.table = restored === undefined ? table : Table.fromTableName(this, 'Restored', restored);
  }

  /** Tells the function where the table is and lets it do these actions there and no others. */
  protected allow(fn: LambdaFunction, ...actions: string[]): void {
    fn.addEnvironment(this.#spec.env, this.table.tableName);
    if (actions.length > 0) Grant.addToPrincipal({ grantee: fn, actions, resourceArns: [this.table.tableArn] });
  }

  /** Lets the function query the index; the index holds whole items, so this reads as much as the table. */
  protected allowIndex(fn: LambdaFunction): void {
    if (!this.#spec.index) throw new Error(`${this.node.path} has no index`);
    const index = `${this.table.tableArn}/index/${this.#spec.index.name}`;
    Grant.addToPrincipal({ grantee: fn, actions: ['dynamodb:Query'], resourceArns: [index] });
  }
}
