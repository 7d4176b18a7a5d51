import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { tables } from '../../shared/store/tables.ts';
import { StoredTable, type StoredTableProps } from './stored-table.ts';

/** The refused interactions; they expire. */
export class RejectionsTable extends StoredTable {
  constructor(scope: Construct, id: string, props: StoredTableProps) {
    super(scope, id, tables.rejections, props);
  }

  /** Lets the function keep and count what was refused; it cannot read what others refused. */
  keepFrom(fn: LambdaFunction): void {
    this.allow(fn, 'dynamodb:PutItem', 'dynamodb:UpdateItem');
  }

  /** Lets the function read what was refused and mark what became of it. */
  replayFrom(fn: LambdaFunction): void {
    this.allow(fn, 'dynamodb:GetItem', 'dynamodb:Query', 'dynamodb:UpdateItem');
  }

  /** Lets the function look through what was refused, and put it anew without a person. */
  eraseFrom(fn: LambdaFunction): void {
    this.allow(fn, 'dynamodb:Query', 'dynamodb:UpdateItem');
  }

  /** Lets the function list what was refused. */
  readFrom(fn: LambdaFunction): void {
    this.allow(fn, 'dynamodb:GetItem', 'dynamodb:Query');
  }
}
