import { randomBytes } from 'node:crypto';
import { SendMessageBatchCommand } from '@aws-sdk/client-sqs';
import { atNext, type FaultKind } from './kind.ts';

const detail = { version: 1, source: 'urn:chaos:poison', department: 'service' };
const skeleton = {
  source: 'urn:chaos:poison',
  activity: 'message',
  recordedAt: '2026-01-01T00:00:00.000Z',
  digest: 'AAAAAAAAAAAAAAAAAAAAAA',
  channel: 'mail',
  department: 'service',
  direction: 'inbound',
};

const possible = { id: 'large', time: '2026-01-01T00:00:00.000Z', actor: { id: 'p_1', kind: 'customer' } };

/** Bodies of messages that nobody can fold; each makes one rejection. */
export const poisons = (): string[] => [
  'this is no JSON {',
  '"a text"',
  '[]',
  JSON.stringify({ detail: { version: 2 } }),
  JSON.stringify({ detail: { ...detail, interactions: [{ source: 'urn:chaos:poison', id: 7 }] } }),
  JSON.stringify({ detail: { ...detail, interactions: [{ ...skeleton, id: 'x', time: 'yesterday' }] } }),
  // Of the schema, but larger than the engine takes: only a transaction can tell.
  JSON.stringify({ detail: { ...detail, interactions: [{ ...skeleton, ...possible, object: 'x'.repeat(450_000) }] } }),
  // Larger than an item of a table, and nothing that could be compressed.
  randomBytes(300_000).toString('base64'),
  // JSON.parse takes it, JSON.stringify does not.
  `{"detail":${'['.repeat(50_000)}${']'.repeat(50_000)}}`,
];

/** Messages that cannot be folded, among good ones. */
export const poisonKind: FaultKind = {
  name: 'poison',
  what: 'messages that are no JSON, of another schema, of impossible interactions, too large for the engine or to be kept, nested too deeply',
  async inject({ stage }) {
    const bodies = poisons();
    // Together with what is sent, so that they share batches with it.
    await atNext(stage.proxies.queues, ['SendMessageBatch'], async (forward) => {
      for (const [index, MessageBody] of bodies.entries()) {
        const Entries = [{ Id: String(index), MessageBody }];
        await stage.sqs.send(new SendMessageBatchCommand({ QueueUrl: stage.foldQueue(), Entries }));
      }
      return forward();
    });
    return { poison: bodies.length };
  },
};
