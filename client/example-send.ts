import { createInteractionsClient } from './create-interactions-client.ts';
import type { CloudEvent } from './interaction-types.ts';
import type { Sent } from './send-error.ts';

/** What a call centre knows of a call. */
export interface Call {
  number: string;
  caller: string;
  beganAt: Date;
  answeredBy?: string;
}

/** An enquiry by phone and, once somebody has answered, the reply: one conversation. */
export function eventsOf({ number, caller, beganAt, answeredBy }: Call): CloudEvent[] {
  const common = { specversion: '1.0', source: 'https://calls.acme.example', time: beganAt.toISOString() } as const;
  const place = { channel: 'phone', department: 'service', conversation: `calls:${number}`, worded: true } as const;
  const enquiry: CloudEvent = {
    ...common,
    id: `${number}:enquiry`,
    type: 'polylog.enquiry.v1',
    data: { ...place, actor: { id: `calls:${caller}`, kind: 'customer' } },
  };
  if (answeredBy === undefined) return [enquiry];
  const actor = { id: `staff:${answeredBy}`, kind: 'employee' } as const;
  return [enquiry, { ...common, id: `${number}:reply`, type: 'polylog.reply.v1', data: { ...place, actor } }];
}

/** Sends the calls of a day; safe to run again. */
export const sendCalls = (url: string, key: string, calls: readonly Call[]): Promise<Sent> =>
  createInteractionsClient({ url, key }).send(calls.flatMap(eventsOf));
