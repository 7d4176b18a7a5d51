import { Webhook } from 'standardwebhooks';
import * as z from 'zod';
import { interactionDataSchema, type recordedActivities } from '../../../shared/interaction.ts';
import type { Delivery, Flaw, Secrets, SourceAdapter } from './adapter.ts';
import { jsonObject } from './json-body.ts';
import { kind } from './kind.ts';

const message = z.looseObject({
  id: z.string(),
  type: z.string(),
  timestamp: z.string(),
  data: interactionDataSchema.partial({ channel: true, department: true }),
});

const toleranceSeconds = 300;

/** Own systems that sign by the Standard Webhooks specification and speak Polylog's vocabulary. */
export const standardWebhooks: SourceAdapter = {
  id: 'standard-webhooks',
  name: 'Standard Webhooks',
  description:
    'Own systems that sign by the Standard Webhooks specification and send what `data` of a CloudEvent takes.',
  settings: z.strictObject({}),
  secrets: { secret: 'The signing secret, `whsec_` and base64.' },
  webhook: {
    verify,
    read(delivery) {
      const body = jsonObject(delivery);
      if ('code' in body) return body;
      const { type } = body.value;
      const kindOf = typeof type === 'string' ? type : 'untyped';
      return [{ kind: kindOf, payload: { ...body.value, id: delivery.headers.get('webhook-id') } }];
    },
  },
  kinds: {
    'polylog.*': kind('the activity that the type names', message, ({ id, type, timestamp, data }) => ({
      id,
      activity: type.split('.')[1] as (typeof recordedActivities)[number],
      time: timestamp,
      data,
    })),
  },
};

/** The library compares in constant time, takes several signatures, and five minutes of difference either way. */
function verify({ body, headers, receivedAt }: Delivery, { secret = '' }: Secrets): Flaw | undefined {
  const time = headers.get('webhook-timestamp');
  if (time === null || !headers.has('webhook-id') || !headers.has('webhook-signature')) return 'SIGNATURE_MISSING';
  if (!(Math.abs(receivedAt / 1000 - Number(time)) <= toleranceSeconds)) return 'TOO_OLD';
  try {
    new Webhook(secret).verify(body.toString('utf8'), Object.fromEntries(headers), { jsonParse: false });
    return undefined;
  } catch {
    return 'SIGNATURE_WRONG';
  }
}
