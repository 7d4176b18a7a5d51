import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { tables } from '../../shared/store/tables.ts';
import { StoredTable, type StoredTableProps } from './stored-table.ts';

/** The sources, their keys and the organisation. */
export class RegistryTable extends StoredTable {
  constructor(scope: Construct, id: string, props: StoredTableProps) {
    super(scope, id, tables.registry, props);
  }

  /** Lets the function look up sources, keys and the organisation, and note on a source what it saw of it. */
  noteFrom(fn: LambdaFunction): void {
    this.allow(fn, 'dynamodb:GetItem', 'dynamodb:UpdateItem');
  }

  /** Lets the function read and list what is registered. */
  readFrom(fn: LambdaFunction): void {
    this.allow(fn, 'dynamodb:GetItem', 'dynamodb:Query');
  }
}
