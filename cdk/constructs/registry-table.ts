import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { tables } from '../../shared/store/tables.ts';
import { StoredTable, type StoredTableProps } from './stored-table.ts';

const reading = ['dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:Query'];

/** The sources, their keys and the organisation. */
export class RegistryTable extends StoredTable {
  constructor(scope: Construct, id: string, props: StoredTableProps) {
    super(scope, id, tables.registry, props);
  }

  /** Lets the function look up sources and keys, and register a source on first use. */
  registerFrom(fn: LambdaFunction): void {
    this.allow(fn, ...reading, 'dynamodb:PutItem', 'dynamodb:UpdateItem');
  }

  /** Lets the function read the registry and note on a source what it saw of it. */
  noteFrom(fn: LambdaFunction): void {
    this.allow(fn, ...reading, 'dynamodb:UpdateItem');
  }

  /** Lets the function read the registry. */
  readFrom(fn: LambdaFunction): void {
    this.allow(fn, ...reading);
  }
}
