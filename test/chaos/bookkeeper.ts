import { BatchGetItemCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { localClient } from '../../cli/host-file.ts';
import type { CloudEvent } from '../../shared/interaction.ts';
import { factPartition, factSort } from '../../shared/store/keys.ts';
import { loadOrganisation } from '../../shared/store/organisation.ts';
import { scanTable } from '../../shared/store/scan.ts';
import { type VerifyReport, verifyCells } from '../../shared/store/verify.ts';
import { knownZone } from '../../shared/zone.ts';
import type { ChaosStage } from './chaos-stage.ts';

/** Looks at the engines of a stage with nothing between, to say what became of what was sent. */
export interface Bookkeeper {
  /** Those of these that are not in the ledger. */
  absent: (events: readonly CloudEvent[]) => Promise<string[]>;
  /** Facts in the ledger that are of the sources of these events, and of none of them. */
  unknown: (sent: readonly CloudEvent[]) => Promise<number>;
  verify: () => Promise<VerifyReport>;
  /** Interactions that the fold refused. */
  unfoldable: () => Promise<number>;
  close: () => void;
}

/** The key of the fact that an event is folded into. */
export const factKey = ({ source, id, data }: CloudEvent): string => factPartition(source, data.target ?? id);

const region = 'eu-central-1';

export function createBookkeeper(stage: ChaosStage): Bookkeeper {
  const client = new DynamoDBClient(localClient(stage.database.endpoint, region));
  const table = (name: string): string => {
    const found = stage.stack.host().tables[name];
    if (!found) throw new Error(`There is no table ${name}.`);
    return found;
  };
  return {
    async absent(events) {
      const left = new Set(events.map(factKey));
      const keys = [...left];
      for (let at = 0; at < keys.length; at += 100) {
        const Keys = keys.slice(at, at + 100).map((pk) => ({ pk: { S: pk }, sk: { S: factSort } }));
        const RequestItems = { [table('ledger')]: { Keys, ProjectionExpression: 'pk' } };
        const { Responses } = await client.send(new BatchGetItemCommand({ RequestItems }));
        for (const { pk } of Responses?.[table('ledger')] ?? []) left.delete(pk?.S ?? '');
      }
      return [...left];
    },
    async unknown(sent) {
      const keys = new Set(sent.map(factKey));
      // What the host sends itself, to see whether it arrives, is of a source of its own.
      const sources = [...new Set(sent.map(({ source }) => factPartition(source, '')))];
      let unknown = 0;
      await scanTable(client, table('ledger'), (items) => {
        for (const { pk: { S: pk = '' } = {}, sk } of items) {
          if (sk?.S === factSort && !keys.has(pk) && sources.some((one) => pk.startsWith(one))) unknown++;
        }
      });
      return unknown;
    },
    async verify() {
      const organisation = await loadOrganisation(client, table('registry'));
      const context = { home: knownZone(organisation.homeTimeZone), organisation };
      return verifyCells({ client, ledgerTable: table('ledger'), cellsTable: table('cells'), context });
    },
    async unfoldable() {
      let count = 0;
      await scanTable(client, table('rejections'), (items) => {
        for (const { codes, count: of } of items) if (codes?.SS?.includes('UNFOLDABLE')) count += Number(of?.N ?? 0);
      });
      return count;
    },
    close: () => client.destroy(),
  };
}
