import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { expect } from 'vitest';
import type { SourceFixture } from '../../../cli/source/fixture.ts';
import type { Delivery, Part, SourceAdapter, SourceContext } from '../../../functions/ingest/sources/adapter.ts';
import { mapParts } from '../../../functions/ingest/webhook/map-parts.ts';
import type { Refusal } from '../../../shared/errors.ts';
import { opaque } from '../opaque.ts';
import { whatBecomes } from '../what-becomes.ts';

/** What the fixtures of all products of Meta have in common: signature and handshake. */
export const metaFixture = {
  secrets: { appSecret: '0123456789abcdef0123456789abcdef', verifyToken: 'a token that somebody thought of' },
  sign: ({ body }, { appSecret = '' }) => ({
    'x-hub-signature-256': `sha256=${createHmac('sha256', appSecret).update(body).digest('hex')}`,
  }),
  handshakes: [
    {
      query: '?hub.mode=subscribe&hub.verify_token=a+token+that+somebody+thought+of&hub.challenge=1158201444',
      answer: { status: 200, body: '1158201444' },
    },
    {
      query: '?hub.mode=subscribe&hub.verify_token=another&hub.challenge=1158201444',
      answer: { status: 403, body: '' },
    },
    { query: '', answer: { status: 404, body: '' } },
  ],
} satisfies Partial<SourceFixture>;

export interface RealPayload {
  /** Folder and name of the file. */
  file: string;
  /** Its text. */
  body: string;
}

/** The real payloads of a folder. */
export const realPayloads = (folder: string): RealPayload[] =>
  gunzipSync(readFileSync(new URL('../../fixtures/webhooks/meta/payloads.ndjson.gz', import.meta.url)))
    .toString('utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))
    .filter(({ file }) => file.startsWith(`${folder}/`));

/** The parts of a body, or why it has none. */
export function partsOf<Settings>(body: string, adapter: SourceAdapter<Settings>): readonly (Part | Refusal)[] {
  const delivery: Delivery = {
    method: 'POST',
    url: new URL(`https://polylog.example/v1/sources/${adapter.id}/hook`),
    headers: new Headers(),
    body: Buffer.from(body),
    receivedAt: 0,
  };
  const read = adapter.webhook?.read(delivery, {} as Settings);
  if (read === undefined || read instanceof Promise || 'answer' in read) throw new Error('It is no delivery.');
  return 'code' in read ? [read] : read;
}

export const contextFor = <Settings>(channel: string, settings: Settings): SourceContext<Settings> => ({
  source: `https://${channel}.example/acme`,
  channel,
  channelKind: 'social',
  department: 'service',
  channels: [channel],
  departments: ['service'],
  settings,
  opaque,
});

/** The events that a body becomes. */
export const eventsOf = <Settings>(body: string, adapter: SourceAdapter<Settings>, settings: Settings) =>
  mapParts(
    partsOf(body, adapter) as readonly Part[],
    adapter as SourceAdapter,
    contextFor(adapter.id, settings) as SourceContext,
  ).received.map((item) => {
    if (!('event' in item)) throw new Error(item.refusal.message);
    return item.event as { id: string; type: string; time: string; data: Record<string, unknown> };
  });

/** One row for each part of each payload: what it becomes. */
export function tableOf<Settings>(
  payloads: RealPayload[],
  adapter: SourceAdapter<Settings>,
  settings: Settings,
): string {
  const context = contextFor(adapter.id, settings);
  const rows = payloads.flatMap(({ file, body }) => {
    const parts = partsOf(body, adapter);
    expect(parts.length, file).toBeGreaterThan(0);
    return parts.map(
      (part) =>
        `| ${file.split('/')[1]} | ${'kind' in part ? part.kind : ''} | ${whatBecomes(part, adapter, context)} |`,
    );
  });
  return ['| payload | kind | becomes |', '|---|---|---|', ...rows, ''].join('\n');
}
