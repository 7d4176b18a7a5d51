import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import type { InboxSettings } from '../../functions/ingest/sources/activitypub/inbox-settings.ts';
import { activitypub } from '../../functions/ingest/sources/activitypub.ts';
import type { Delivery, Part, SourceContext } from '../../functions/ingest/sources/adapter.ts';
import { findKind } from '../../functions/ingest/webhook/map-parts.ts';
import type { Refusal } from '../../shared/errors.ts';
import { whatBecomes } from './what-becomes.ts';

const signedAt = Date.parse('2026-11-22T12:00:00Z');
const context = (settings: Partial<InboxSettings> = {}): SourceContext<InboxSettings> => ({
  source: 'https://acme.example/actor',
  channel: 'mastodon',
  channelKind: 'social',
  department: 'service',
  channels: ['mastodon'],
  departments: ['service', 'sales'],
  settings: { accounts: [], team: [], support: false, ...settings },
  opaque: (text) => `o_${Buffer.from(text).toString('base64url').slice(0, 22)}`,
});

/** As its actor's server would deliver it. */
const delivery = (body: Buffer): Delivery => ({
  method: 'POST',
  url: new URL('https://polylog.example/v1/sources/activitypub/hook'),
  headers: new Headers({
    signature: 'keyId="https://m.example/k",headers="date",signature=""',
    date: new Date(signedAt).toUTCString(),
  }),
  body,
  receivedAt: signedAt,
});

const documents = (name: string): { file: string; text?: string; base64?: string }[] =>
  gunzipSync(readFileSync(new URL(`../fixtures/webhooks/activitypub/${name}.ndjson.gz`, import.meta.url)))
    .toString('utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));

const becomes = (part: Part | Refusal) => whatBecomes(part, activitypub, context());

function partsOf(body: Buffer): readonly (Part | Refusal)[] {
  const read = activitypub.webhook?.read(delivery(body), context().settings);
  if (read === undefined || 'answer' in read || read instanceof Promise) throw new Error('It is no delivery.');
  return 'code' in read ? [read] : read;
}

/** What a delivery always has and an example leaves out: ids, of the actor's own server, and a time. */
function completed(document: Record<string, unknown>): Record<string, unknown> {
  const { actor, object, published = '2026-11-22T11:00:00Z' } = document;
  const named = typeof actor === 'object' && actor !== null && !Array.isArray(actor) ? actor : {};
  const who = typeof actor === 'string' ? actor : ((named as { id?: string }).id ?? 'https://m.example/users/a');
  const id = `${new URL(who).origin}/activities/1`;
  const embedded = typeof object === 'object' && object !== null && !Array.isArray(object) ? object : undefined;
  const ofActor = { ...document, actor: { ...named, id: who }, id, published, to: 'https://acme.example/actor' };
  if (embedded === undefined) return ofActor;
  const { type, actor: _, ...thing } = embedded as Record<string, unknown>;
  return { ...ofActor, object: { id: `${new URL(who).origin}/things/1`, type, ...thing } };
}

test.each([
  ['fedify', 36],
  ['w3c', 233],
])('each of the documents of %s is mapped, of no interest, or refused with a reason', async (name, count) => {
  const found = documents(name);
  expect(found).toHaveLength(count);
  const rows = found.map(({ file, text, base64 }) => {
    const body = base64 === undefined ? Buffer.from(text ?? '') : Buffer.from(base64, 'base64');
    const [part] = partsOf(body);
    if (part === undefined || 'code' in part) return `| ${file} | | ${part && becomes(part)} | |`;
    const isMapped = 'map' in (findKind(activitypub.kinds, part.kind) ?? {});
    const [complete] = isMapped ? partsOf(Buffer.from(JSON.stringify(completed(JSON.parse(body.toString()))))) : [];
    return `| ${file} | ${part.kind} | ${becomes(part)} | ${complete ? becomes(complete) : ''} |`;
  });
  const head = ['| document | kind | becomes | with ids and a time it becomes |', '|---|---|---|---|'];
  await expect([...head, ...rows, ''].join('\n')).toMatchFileSnapshot(`activitypub/${name}.md`);
  for (const row of rows.filter((one) => one.includes('fail/'))) expect(row).toContain('refused');
});

/** What a note of the account itself, or of who is named, becomes. */
function published(note: object, over: object = {}) {
  const actor = 'https://acme.example/actor';
  const [part] = partsOf(
    Buffer.from(
      JSON.stringify({
        type: 'Create',
        id: `${actor}/activities/9`,
        actor,
        published: '2026-11-22T11:00:00Z',
        to: 'https://www.w3.org/ns/activitystreams#Public',
        cc: `${actor}/followers`,
        object: { type: 'Note', id: `${actor}/statuses/9`, content: 'Hallo', ...note },
        ...over,
      }),
    ),
  );
  if (part === undefined || 'code' in part) throw new Error('It is no activity.');
  const found = findKind(activitypub.kinds, part.kind);
  if (found === undefined || !('map' in found)) throw new Error('It is ignored.');
  const mapped = found.map(part.payload, context());
  if ('code' in mapped) throw new Error(mapped.message);
  return [mapped].flat();
}

const sally = 'https://social.example/users/sally';
test.each([
  ['its own status, by the address', { inReplyTo: 'https://acme.example/actor/statuses/8' }, {}, 'post'],
  ['its own note, as nobody else is addressed', { inReplyTo: 'https://acme.example/notes/8' }, {}, 'post'],
  [
    'its own note, which says so',
    { inReplyTo: { id: 'https://acme.example/notes/8', attributedTo: 'https://acme.example/actor' } },
    { cc: [sally] },
    'post',
  ],
  ['a note of another', { inReplyTo: 'https://social.example/notes/7' }, { cc: [sally] }, 'reply'],
  ['a note of another, by mention alone', { inReplyTo: 'urn:x:7', tag: { type: 'Mention', href: sally } }, {}, 'reply'],
  ['a note, and addresses nobody', { inReplyTo: 'urn:x:7' }, { to: [], cc: [] }, 'reply'],
])('the account that answers %s', (_, note, over, activity) => {
  expect(published(note, over)).toMatchObject([{ activity }]);
});

test('a language that is no tag is left out, and the words count', () => {
  const languageOf = (tag: string) => published({ content: undefined, contentMap: { [tag]: 'Hallo' } })[0]?.data;
  expect(languageOf('de-AT')).toMatchObject({ language: 'de-AT', text: 'Hallo' });
  expect(languageOf('zh_TW?')).toMatchObject({ language: undefined, text: 'Hallo' });
});
