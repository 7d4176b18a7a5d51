import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { tables } from '../../shared/store/tables.ts';
import { StoredTable, type StoredTableProps } from './stored-table.ts';

/** The facts: interactions, conversations, people by day. */
export class LedgerTable extends StoredTable {
  constructor(scope: Construct, id: string, props: StoredTableProps) {
    super(scope, id, tables.ledger, props);
  }

  /** Lets the function read facts and put or delete them in transactions. */
  foldFrom(fn: LambdaFunction): void {
    this.allow(fn, 'dynamodb:BatchGetItem', 'dynamodb:Query', 'dynamodb:PutItem', 'dynamodb:DeleteItem');
  }

  /** Lets the function look through all facts, and put them anew. */
  eraseFrom(fn: LambdaFunction): void {
    this.allow(fn, 'dynamodb:BatchGetItem', 'dynamodb:Scan', 'dynamodb:PutItem');
  }

  /** Lets the function read facts by key and by time. */
  readFrom(fn: LambdaFunction): void {
    this.allow(fn, 'dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:Query');
    this.allowIndex(fn);
  }
}
