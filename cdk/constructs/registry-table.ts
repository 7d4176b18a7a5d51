import { Grant } from 'aws-cdk-lib/aws-iam';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { registryPartitions } from '../../shared/store/registry-items.ts';
import { tables } from '../../shared/store/tables.ts';
import { StoredTable, type StoredTableProps } from './stored-table.ts';

/** The sources, their keys, the organisation, merged people, and who changed what. */
export class RegistryTable extends StoredTable {
  constructor(scope: Construct, id: string, props: StoredTableProps) {
    super(scope, id, tables.registry, props);
  }

  /** Lets the function look up sources, keys and the organisation, and note on a source what it saw of it. */
  noteFrom(fn: LambdaFunction): void {
    this.allow(fn, 'dynamodb:GetItem');
    this.write(fn, ['UpdateItem'], [registryPartitions.source, registryPartitions.sourceKinds]);
  }

  /** Lets the function list the sources, note what it saw of them, and how far each was read. */
  scheduleFrom(fn: LambdaFunction): void {
    this.readFrom(fn);
    this.write(
      fn,
      ['UpdateItem'],
      [registryPartitions.source, registryPartitions.sourceKinds, registryPartitions.cursor],
    );
  }

  /** Lets the function list the sources and keep what they counted. */
  watchFrom(fn: LambdaFunction): void {
    this.readFrom(fn);
    this.write(fn, ['PutItem'], [registryPartitions.watch]);
  }

  /** Lets the function look up what interactions are checked against, and note what it did. */
  replayFrom(fn: LambdaFunction): void {
    this.readFrom(fn);
    const { source, sourceKinds, audit } = registryPartitions;
    this.write(fn, ['PutItem', 'UpdateItem'], [source, sourceKinds, audit]);
  }

  /** Lets the function read and list what is registered. */
  readFrom(fn: LambdaFunction): void {
    this.allow(fn, 'dynamodb:GetItem', 'dynamodb:Query');
  }

  /** Lets the function also change what the API changes; it deletes nothing. */
  changeFrom(fn: LambdaFunction): void {
    this.readFrom(fn);
    const { cursor: _cursor, watch: _watch, sourceKinds: _kinds, ...changed } = registryPartitions;
    this.write(fn, ['PutItem', 'UpdateItem'], Object.values(changed));
  }

  /** Lets the function read, and note what it decided not to tell of small groups. */
  decideFrom(fn: LambdaFunction): void {
    this.readFrom(fn);
    this.write(fn, ['PutItem'], [registryPartitions.withheld]);
  }

  /** Lets the function look up what alerts are judged by, keep how they stand, and remove those of rules that are gone. */
  judgeFrom(fn: LambdaFunction): void {
    this.readFrom(fn);
    this.write(fn, ['PutItem', 'DeleteItem'], [registryPartitions.alert]);
    this.write(fn, ['PutItem'], [registryPartitions.withheld]);
  }

  private write(fn: LambdaFunction, verbs: readonly string[], partitions: readonly string[]): void {
    Grant.addToPrincipal({
      grantee: fn,
      actions: verbs.map((verb) => `dynamodb:${verb}`),
      resourceArns: [this.table.tableArn],
      conditions: { 'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': partitions } },
    });
  }
}
