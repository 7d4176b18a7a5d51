import * as z from 'zod';
import { interactionDataSchema, type recordedActivities } from '../../../shared/interaction.ts';
import type { SourceAdapter } from './adapter.ts';
import { hmacVerifier } from './hmac.ts';
import { jsonObject } from './json-body.ts';
import { kind } from './kind.ts';

const message = z.looseObject({
  id: z.string(),
  type: z.string(),
  timestamp: z.string(),
  data: interactionDataSchema.partial({ channel: true, department: true }),
});

/** The specification's own library reads the clock itself and hashes in JavaScript; the tests sign with it. */
const verify = hmacVerifier({
  header: 'webhook-signature',
  prefix: 'v1,',
  algorithm: 'sha256',
  encoding: 'base64',
  secret: 'secret',
  keyOf: (secret) => Buffer.from(secret.replace(/^whsec_/, ''), 'base64'),
  signaturesOf: (header) => header.split(' '),
  timestamp: { header: 'webhook-timestamp', toleranceSeconds: 300 },
  signed: ({ headers, body }, time) => [`${headers.get('webhook-id')}.${time}.`, body],
});

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
