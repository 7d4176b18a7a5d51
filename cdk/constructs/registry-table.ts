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

  /**
   * Lets the function look up sources, keys and the organisation, note on a source what it saw of it, and draw what people
   * are sealed with where there is nothing yet.
   */
  noteFrom(fn: LambdaFunction): void {
    this.allow(fn, 'dynamodb:GetItem');
    const { source, sourceKinds, personKeys } = registryPartitions;
    this.onItems(fn, ['UpdateItem'], [source, sourceKinds, personKeys]);
  }

  /** Lets the function share rate limits with all that run at once. */
  limitFrom(fn: LambdaFunction): void {
    this.onItems(fn, ['UpdateItem'], [registryPartitions.rate]);
  }

  /** Lets the function note how far the fold is behind, or how much it let in. */
  noteBacklogFrom(fn: LambdaFunction): void {
    this.onItems(fn, ['UpdateItem'], [registryPartitions.backlog]);
  }

  /**
   * Lets the function look up the organisation and who was erased, note on a source what it saw of it, and draw what people
   * are sealed with where there is nothing, as before a replay of the archive into a new registry.
   */
  foldFrom(fn: LambdaFunction): void {
    this.allow(fn, 'dynamodb:GetItem');
    const { source, sourceKinds, personKeys, erased } = registryPartitions;
    this.onItems(fn, ['Query'], [erased]);
    this.onItems(fn, ['UpdateItem'], [source, sourceKinds, personKeys]);
  }

  /** Lets the function list the sources, note what it saw of them, and how far each was read. */
  scheduleFrom(fn: LambdaFunction): void {
    this.readFrom(fn);
    this.onItems(
      fn,
      ['UpdateItem'],
      [
        registryPartitions.source,
        registryPartitions.sourceKinds,
        registryPartitions.personKeys,
        registryPartitions.cursor,
      ],
    );
  }

  /** Lets the function list the sources and keep what they counted. */
  watchFrom(fn: LambdaFunction): void {
    this.readFrom(fn);
    this.onItems(fn, ['PutItem'], [registryPartitions.watch]);
  }

  /** Lets the function look up what interactions are checked against, and note what it did. */
  replayFrom(fn: LambdaFunction): void {
    this.readFrom(fn);
    const { source, sourceKinds, personKeys, audit } = registryPartitions;
    this.onItems(fn, ['PutItem', 'UpdateItem'], [source, sourceKinds, personKeys, audit]);
  }

  /** Lets the function note that it ran. */
  runFrom(fn: LambdaFunction): void {
    this.allow(fn);
    this.onItems(fn, ['PutItem'], [registryPartitions.run]);
  }

  /** Lets the function read and list what is registered. */
  readFrom(fn: LambdaFunction): void {
    this.allow(fn, 'dynamodb:GetItem', 'dynamodb:Query');
  }

  /** Lets the function also change what the API changes; it deletes nothing. */
  changeFrom(fn: LambdaFunction): void {
    this.readFrom(fn);
    const { organisation, audit, merges, source, hook, key, withheld, alert } = registryPartitions;
    this.onItems(fn, ['PutItem', 'UpdateItem'], [organisation, audit, merges, source, hook, key, withheld, alert]);
  }

  /**
   * Lets the function note and carry out erasures of people, replace the keys that people are sealed with, and remove old
   * notes, keys of years and buckets of rate limits. What was done, and who asked for it, it cannot remove.
   */
  eraseFrom(fn: LambdaFunction): void {
    this.readFrom(fn);
    const { erasure, erased, personKeys, merges, audit, retention, withheld, rate } = registryPartitions;
    this.onItems(fn, ['PutItem', 'UpdateItem'], [erasure, erased, personKeys, merges, audit, retention]);
    this.onItems(fn, ['DeleteItem'], [erased, retention, rate]);
    this.onItems(fn, ['PutItem'], [withheld]);
  }

  /** Lets the function read, and note what it decided not to tell of small groups. */
  decideFrom(fn: LambdaFunction): void {
    this.readFrom(fn);
    this.onItems(fn, ['PutItem'], [registryPartitions.withheld]);
  }

  /** Lets the function look up what alerts are judged by, keep how they stand, and remove those of rules that are gone. */
  judgeFrom(fn: LambdaFunction): void {
    this.readFrom(fn);
    this.onItems(fn, ['PutItem', 'DeleteItem'], [registryPartitions.alert]);
    this.onItems(fn, ['PutItem'], [registryPartitions.withheld]);
  }

  private onItems(fn: LambdaFunction, verbs: readonly string[], partitions: readonly string[]): void {
    Grant.addToPrincipal({
      grantee: fn,
      actions: verbs.map((verb) => `dynamodb:${verb}`),
      resourceArns: [this.table.tableArn],
      conditions: { 'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': partitions } },
    });
  }
}
