import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import type { Delivery, Part, SourceContext } from '../../functions/ingest/sources/adapter.ts';
import type { SlackSettings } from '../../functions/ingest/sources/slack/settings.ts';
import { slack } from '../../functions/ingest/sources/slack.ts';
import { mapParts } from '../../functions/ingest/webhook/map-parts.ts';
import { fixture } from './slack/fixture.ts';
import { whatBecomes } from './what-becomes.ts';

const context = (settings: Partial<SlackSettings> = {}): SourceContext<SlackSettings> => ({
  source: 'https://acme.slack.com',
  channel: 'slack',
  channelKind: 'internal',
  department: 'management',
  channels: ['slack'],
  departments: ['management', 'service', 'product'],
  settings: { departments: {}, teams: [], ...settings },
  opaque: (text) => `o_${Buffer.from(text).toString('base64url').slice(0, 22)}`,
});

const delivery = (body: string, headers: Record<string, string> = {}, receivedAt = 0): Delivery => ({
  method: 'POST',
  url: new URL('https://polylog.example/v1/sources/slack/hook'),
  headers: new Headers(headers),
  body: Buffer.from(body),
  receivedAt,
});

function partOf(payload: unknown): Part {
  const read = slack.webhook?.read(delivery(JSON.stringify(payload)), context().settings);
  if (!Array.isArray(read)) throw new Error('It is no delivery.');
  return read[0] as Part;
}

const callbacks: { source: string; payload: unknown }[] = gunzipSync(
  readFileSync(new URL('../fixtures/webhooks/slack/event-callbacks.ndjson.gz', import.meta.url)),
)
  .toString('utf8')
  .trimEnd()
  .split('\n')
  .map((line) => JSON.parse(line));

test('every real callback is mapped, of no interest by its kind, or refused because its time was cut out', async () => {
  expect(callbacks).toHaveLength(81);
  const rows = new Map<string, number>();
  for (const { payload } of callbacks) {
    const part = partOf(payload);
    const row = `| ${part.kind} | ${whatBecomes(part, slack, context())} |`;
    rows.set(row, (rows.get(row) ?? 0) + 1);
  }
  const table = [...rows].sort().map(([row, count]) => `${row} ${count} |`);
  const head = ['| kind | becomes | callbacks |', '|---|---|---|'];
  await expect([...head, ...table, ''].join('\n')).toMatchFileSnapshot('slack/callbacks.md');
  const refused = table.filter((row) => row.includes('refused'));
  expect(refused.filter((row) => !row.includes('payload.event.ts'))).toEqual([]);
});

test('the vector of Slack’s Java SDK is verified', async () => {
  const body =
    'token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c';
  const headers = {
    'x-slack-request-timestamp': '1531420618',
    'x-slack-signature': 'v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503',
  };
  const verify = slack.webhook?.verify as (delivery: Delivery, secrets: Record<string, string>) => unknown;
  const secrets = { signingSecret: '8f742231b10e8888abcd99yyyzzz85a5' };
  expect(verify(delivery(body, headers, 1_531_420_618_000), secrets)).toBeUndefined();
  expect(verify(delivery(`${body} `, headers, 1_531_420_618_000), secrets)).toBe('SIGNATURE_WRONG');
  expect(verify(delivery(body, headers, 1_531_420_919_000), secrets)).toBe('TOO_OLD');
});

const mapped = (name: string, settings: Partial<SlackSettings>) => {
  const found = fixture.deliveries?.find((one) => one.name === name);
  const { received } = mapParts([partOf(found?.body)], slack as never, context(settings) as never);
  return received.map((item) => ('event' in item ? item.event : item.refusal));
};

test('a department is told of the other side only when that of the author is known', () => {
  const written = 'Petra writes to a colleague of another department';
  const between = { departments: { U2: 'service', U3: 'product' } };
  expect(mapped(written, between)).toMatchObject([
    { data: { counterpart: { id: 'slack:U3', department: 'product' } } },
  ]);
  expect(mapped(written, { departments: { U3: 'product' } })).toMatchObject([
    { data: { counterpart: { id: 'slack:U3' } } },
  ]);
  expect(mapped(written, { departments: { U3: 'product' } })).not.toMatchObject([
    { data: { counterpart: { department: 'product' } } },
  ]);
});

test('our own other workspaces are no partners once the settings name them', () => {
  const written = 'a partner writes in a shared channel';
  expect(mapped(written, {})).toMatchObject([{ data: { actor: { kind: 'partner' } } }]);
  expect(mapped(written, { teams: ['T1', 'T7'] })).toMatchObject([{ data: { actor: { kind: 'employee' } } }]);
});

const actorKinds = (payload: unknown) =>
  mapParts([partOf(payload)], slack as never, context() as never).received.map((item) =>
    'event' in item ? (item.event as { data: { actor: { kind: string } } }).data.actor.kind : item.refusal.code,
  );

test('nobody in a channel of our own is a partner, whichever workspace or organisation the app is installed in', () => {
  const own = callbacks.filter(
    ({ payload }) => (payload as { is_ext_shared_channel?: boolean }).is_ext_shared_channel !== true,
  );
  const kinds = own.flatMap(({ payload }) => actorKinds(payload));
  expect(kinds).toContain('employee');
  expect(kinds).not.toContain('partner');
});

test('an app that is installed for a whole organisation tells its employees from partners in a shared channel', () => {
  const authorizations = [{ enterprise_id: 'E1', team_id: null, is_enterprise_install: true }];
  const said = (enterprise_id: string, team: string) => ({
    type: 'event_callback',
    team_id: team,
    enterprise_id,
    authorizations,
    is_ext_shared_channel: true,
    event: { type: 'message', user: 'W1', team, text: 'Hallo', ts: '1595926230.009600', channel: 'C1' },
  });
  expect(actorKinds(said('E1', 'T1'))).toEqual(['employee']);
  expect(actorKinds(said('E7', 'T7'))).toEqual(['partner']);
});
