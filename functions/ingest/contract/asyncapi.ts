import { alertDetailType } from '../../../shared/alert-detail.ts';
import { busDetailType, busSource } from '../../../shared/interaction.ts';
import { alertEvent, alertPatterns } from './asyncapi-alerts.ts';
import { enquiry } from './example-events.ts';
import { type JsonSchema, jsonSchemas } from './json-schemas.ts';

/** The AsyncAPI 3 document of the bus. */
export function asyncApi(): object {
  const { $schema: _, $id: _id, title: _title, definitions, ...detail } = jsonSchemas('draft-7')['bus-detail.v1'] ?? {};
  const { $schema: _s, $id: _i, title: _t, ...alert } = jsonSchemas('draft-7')['alert-detail.v1'] ?? {};
  const schemas = { BusDetail: detail, AlertDetail: alert, ...(definitions as Record<string, JsonSchema>) };
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Polylog bus',
      version: '1.0.0',
      description:
        'Accepted interactions and changes of alerts, for other teams: docs/events.md says how to subscribe. Delivery is at least once and in no order; of customers and employees there are no personal data.',
      license: { name: 'Apache-2.0' },
    },
    defaultContentType: 'application/json',
    servers: {
      eventBridge: {
        host: 'events.{region}.amazonaws.com',
        protocol: 'https',
        description: 'Amazon EventBridge. A subscriber does not connect: its rule on the bus names its target.',
        variables: { region: { description: 'The region of the deployment.' } },
      },
    },
    channels: {
      interactions: {
        address: 'The bus that the stack tells as `BusName`',
        servers: [{ $ref: '#/servers/eventBridge' }],
        messages: { interactions: { $ref: '#/components/messages/interactions' } },
      },
      alerts: {
        address: 'The same bus',
        servers: [{ $ref: '#/servers/eventBridge' }],
        messages: { alerts: { $ref: '#/components/messages/alerts' } },
      },
    },
    operations: {
      publishInteractions: {
        action: 'send',
        summary: 'What ingest has accepted.',
        channel: { $ref: '#/channels/interactions' },
        messages: [{ $ref: '#/channels/interactions/messages/interactions' }],
        'x-eventbridge-patterns': patterns,
      },
      publishAlerts: {
        action: 'send',
        summary: 'What happened to an alert.',
        channel: { $ref: '#/channels/alerts' },
        messages: [{ $ref: '#/channels/alerts/messages/alerts' }],
        'x-eventbridge-patterns': alertPatterns,
      },
    },
    components: {
      messages: {
        interactions: {
          name: busDetailType,
          title: 'Interactions of one source and department',
          summary: 'An event of EventBridge: its `detail` is what is described as BusDetail.',
          contentType: 'application/json',
          payload: eventSchema(busDetailType, 'BusDetail'),
          examples: [{ name: 'One enquiry', payload: exampleEvent }],
        },
        alerts: {
          name: alertDetailType,
          title: 'A change of an alert',
          summary: 'An event of EventBridge: its `detail` is what is described as AlertDetail.',
          contentType: 'application/json',
          payload: eventSchema(alertDetailType, 'AlertDetail'),
          examples: [{ name: 'An alert that fires', payload: alertEvent }],
        },
      },
      schemas: JSON.parse(
        JSON.stringify(schemas).replaceAll('"#/definitions/', '"#/components/schemas/'),
      ) as typeof schemas,
    },
  };
}

const ours = { source: [busSource], 'detail-type': [busDetailType] };

/** Patterns of rules, by what a subscriber wants. */
const patterns = {
  all: ours,
  oneDepartment: { ...ours, detail: { department: ['service'] } },
  oneSource: { ...ours, detail: { source: ['https://facebook.com/acme'] } },
  sourcesOfOneProvider: { ...ours, detail: { source: [{ prefix: 'https://facebook.com/' }] } },
  withSomeActivity: { ...ours, detail: { interactions: { activity: ['enquiry'] } } },
};

const eventSchema = (detailType: string, detail: string) => ({
  type: 'object',
  properties: {
    version: { type: 'string' },
    id: {
      type: 'string',
      description: 'Of the event. A redelivery has the same, what is published again another.',
    },
    'detail-type': { type: 'string', const: detailType },
    source: { type: 'string', const: busSource },
    account: { type: 'string' },
    time: { type: 'string', format: 'date-time', description: 'When it was published.' },
    region: { type: 'string' },
    resources: { type: 'array', items: { type: 'string' } },
    detail: { $ref: `#/components/schemas/${detail}` },
  },
  required: ['id', 'detail-type', 'source', 'time', 'detail'],
});

const { channel, department, conversation } = enquiry.data;
const exampleEvent = {
  version: '0',
  id: '6a7e8feb-b491-4cf7-a9f1-bf3703467718',
  'detail-type': busDetailType,
  source: busSource,
  account: '123456789012',
  time: '2026-11-20T10:00:03Z',
  region: 'eu-central-1',
  resources: [],
  detail: {
    version: 1,
    source: enquiry.source,
    department,
    interactions: [
      {
        source: enquiry.source,
        id: enquiry.id,
        activity: 'enquiry',
        time: '2026-11-20T10:00:00.000Z',
        recordedAt: '2026-11-20T10:00:02.418Z',
        digest: 'kq3vYw0b5tJ8m1xZrN7c2A',
        channel,
        department,
        direction: 'inbound',
        actor: { id: 's_104.1.Vrh1cFtT7LxeG0oLZSUu0wMmyY5XntnSGs3WFagZVXtFLNKDIpg', kind: 'customer' },
        conversation,
        worded: true,
        language: 'en',
        topics: ['parcel'],
      },
    ],
  },
};
