import { DeleteItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import type { KeptAlert } from '../alert.ts';
import {
  type AlertOptions,
  alertKey,
  alertPut,
  findAlert,
  listAlerts,
  type StoredAlert,
  unchangedSince,
} from './alerts.ts';
import { conditionHeld } from './condition-held.ts';

/** The alerts as the function that judges them needs them; it alone removes some. */
export function createAlertStore(options: AlertOptions) {
  const { client, tableName } = options;
  return {
    list: () => listAlerts(options),
    find: (id: string) => findAlert(options, id),

    /** Writes an alert unless it was written since that revision (0: there was none); undefined: somebody was faster. */
    async write(id: string, revision: number, alert: KeptAlert): Promise<StoredAlert | undefined> {
      const written = await conditionHeld(
        client.send(new PutItemCommand(alertPut(tableName, { id, revision, alert }))),
      );
      return written ? { id, revision: revision + 1, alert } : undefined;
    },

    /** Removes an alert unless it was written since that revision; whether it did. */
    remove: ({ id, revision }: Pick<StoredAlert, 'id' | 'revision'>): Promise<boolean> =>
      conditionHeld(
        client.send(new DeleteItemCommand({ TableName: tableName, Key: alertKey(id), ...unchangedSince(revision) })),
      ),
  };
}
export type AlertStore = ReturnType<typeof createAlertStore>;
