import * as z from 'zod';
import type { KeptAlert } from '../alert.ts';
import { type AlertWords, mostNotices, withNotice } from '../alert-notice.ts';
import { acknowledge } from '../alert-state.ts';
import type { Author } from '../audit.ts';
import { checked } from '../changes/change.ts';
import { ApiError } from '../errors.ts';
import { sentenceSchema } from '../organisation-fields.ts';
import { alertPut, findAlert } from './alerts.ts';
import { commitAudited, type RegistryOptions } from './commit-audited.ts';

const acknowledgementSchema = z.object({ id: z.string(), note: sentenceSchema.optional() });

/**
 * Acknowledges an alert that fires and notes who did it, in one transaction with the notice of it. Gives the alert as it is
 * then; throws `BAD_REQUEST`, `UNKNOWN_ALERT`, `NOT_FIRING`, `LIMIT` or `CONFLICT`.
 */
export function acknowledgeAlert(
  options: RegistryOptions,
  { who, roles }: Author,
  asked: z.input<typeof acknowledgementSchema>,
  words: AlertWords,
): Promise<KeptAlert> {
  const { id, note } = checked(acknowledgementSchema, asked);
  return commitAudited(options, async () => {
    const stored = await findAlert(options, id);
    if (!stored) throw new ApiError('UNKNOWN_ALERT', `id: there is no alert “${id}”.`, { field: 'id' });
    const before = stored.alert;
    const at = options.clock();
    const judged = acknowledge(before, { by: who, at, ...(note !== undefined && { note }) });
    if (!judged) {
      throw new ApiError(
        'NOT_FIRING',
        `id: the alert “${id}” is ${before.state}; one that fires can be acknowledged.`,
        {
          field: 'id',
          state: before.state,
        },
      );
    }
    if (before.notices.length >= mostNotices) throw full(id);
    const alert = withNotice(before, judged, at, words);
    return {
      result: alert,
      write: {
        action: { Put: alertPut(options.tableName, { ...stored, alert }) },
        entry: {
          who,
          roles: [...roles],
          action: 'acknowledgeAlert',
          subject: `alert ${id}`,
          before: { state: before.state },
          after: { state: alert.state, ...(note !== undefined && { note }) },
        },
      },
    };
  });
}

const full = (id: string): ApiError =>
  new ApiError(
    'LIMIT',
    `The bus has not taken the last ${mostNotices} changes of the alert “${id}”: try again later.`,
    {
      limit: mostNotices,
    },
  );
