import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';

const bus = new EventBridgeClient({});
const secrets = new SecretsManagerClient({});

export const handler = async (event) => {
  if (event.publish) return publish(event.publish);
  if (event.fail) throw new Error(event.fail);
  const body = event.isBase64Encoded ? Buffer.from(event.body, 'base64').toString('latin1') : (event.body ?? '');
  if (event.routeKey === 'POST /publish') return json(202, await bus.send(new PutEventsCommand(JSON.parse(body))));
  if (event.routeKey === 'POST /do') return actions[body](event);
  return json(200, event);
};

const publish = (id) => {
  const entry = { Source: 'fixture', DetailType: 'fixture.x', EventBusName: 'fixture', Detail: JSON.stringify({ id }) };
  return bus.send(new PutEventsCommand({ Entries: [entry] }));
};
const json = (statusCode, value) => ({
  statusCode,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(value),
});
const actions = {
  nothing: async () => ({ statusCode: 200, body: 'ok' }),
  environment: async () => json(200, process.env),
  secret: async () =>
    json(200, await secrets.send(new GetSecretValueCommand({ SecretId: process.env.PSEUDONYM_SECRET_ID }))),
  binary: async () => ({
    statusCode: 201,
    headers: { 'content-type': 'application/octet-stream' },
    cookies: ['a=1', 'b=2'],
    body: Buffer.from([0, 255, 1]).toString('base64'),
    isBase64Encoded: true,
  }),
  sleep: async () => new Promise(() => {}),
  crash: async () => process.exit(3),
  throw: async () => {
    throw new Error('on purpose');
  },
};
