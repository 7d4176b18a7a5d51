import { Webhook } from 'standardwebhooks';
import type { SourceFixture } from '../../../cli/source/fixture.ts';

const post = {
  type: 'polylog.enquiry.v1',
  timestamp: '2026-11-20T10:00:00Z',
  data: {
    actor: { id: 'crm:customer-77', kind: 'customer' },
    conversation: 'crm:case-12',
    text: 'Wo bleibt mein Paket? 📦 مرحبا',
  },
};

export const fixture: SourceFixture = {
  source: 'https://crm.acme.example',
  channel: 'crm',
  department: 'service',
  secrets: { secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw' },
  signsTime: true,
  sign({ body, at, headers }, { secret = '' }) {
    const id = headers['webhook-id'] ?? 'msg_1';
    const time = String(Math.floor(at.getTime() / 1000));
    return {
      'webhook-id': id,
      'webhook-timestamp': time,
      'webhook-signature': new Webhook(secret).sign(id, at, body.toString()),
    };
  },
  deliveries: [
    {
      name: 'a customer asks',
      body: post,
      headers: { 'webhook-id': 'msg_case-12' },
      becomes: [
        {
          id: 'msg_case-12',
          activity: 'enquiry',
          time: '2026-11-20T10:00:00.000Z',
          data: { conversation: 'crm:case-12', actor: { id: 'crm:customer-77', kind: 'customer' } },
        },
      ],
    },
    {
      name: 'something else',
      body: { ...post, type: 'invoice.paid' },
      headers: { 'webhook-id': 'msg_2' },
      becomes: [],
      unknown: true,
    },
  ],
  personal: ['customer-77'],
};
