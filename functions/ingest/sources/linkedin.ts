import { createHmac } from 'node:crypto';
import * as z from 'zod';
import type { Delivery, Part, Secrets, SourceAdapter } from './adapter.ts';
import { challengeToken } from './challenge-token.ts';
import { hmacVerifier } from './hmac.ts';
import { jsonObject } from './json-body.ts';
import { linkedinKinds } from './linkedin/kinds.ts';

const notifications = z.array(z.looseObject({ action: z.string() }));
const socialActions = 'ORGANIZATION_SOCIAL_ACTION_NOTIFICATIONS';

/** Pages of organisations on LinkedIn: what people do with what the page publishes, and where they name it. */
export const linkedin: SourceAdapter = {
  id: 'linkedin',
  name: 'LinkedIn',
  description: 'Comments, reactions, shares and mentions of the pages of organisations.',
  settings: z.strictObject({}),
  secrets: { clientSecret: 'The client secret of the app.' },
  webhook: {
    verify: hmacVerifier({
      header: 'x-li-signature',
      algorithm: 'sha256',
      encoding: 'hex',
      secret: 'clientSecret',
      // The documentation can be read so that the header has the prefix, too.
      signaturesOf: (header) => [header.replace(/^hmacsha256=/, '')],
      signed: ({ body }) => ['hmacsha256=', body],
    }),
    handshake: answerChallenge,
    read(delivery) {
      const body = jsonObject(delivery);
      if ('code' in body) return body;
      const { type } = body.value;
      if (typeof type === 'string' && type !== socialActions) return [{ kind: type, payload: body.value }];
      const listed = notifications.safeParse(body.value.notifications);
      if (listed.success) return listed.data.map((one): Part => ({ kind: one.action, payload: one }));
      return { code: 'CHANGED_SHAPE', path: '', message: 'A list of notifications is expected, each with its action.' };
    },
  },
  kinds: linkedinKinds,
};

/** LinkedIn repeats its challenge every two hours and blocks the webhook after three that failed. */
function answerChallenge({ url }: Delivery, { clientSecret }: Secrets): Response | undefined {
  const challengeCode = challengeToken(url, 'challengeCode');
  if (challengeCode === undefined || clientSecret === undefined) return undefined;
  const challengeResponse = createHmac('sha256', clientSecret).update(challengeCode).digest('hex');
  return Response.json({ challengeCode, challengeResponse });
}
