import { describe, expect, it } from 'vitest';
import { eraseFromRejection } from '../../shared/erase-from-rejection.ts';
import type { Rejection } from '../../shared/rejection.ts';

const refused = (format: string, source: string, payload: unknown): Rejection => ({
  index: 0,
  id: 'r:1',
  source,
  code: 'CHANGED_SHAPE',
  path: '',
  message: 'It has another shape.',
  format,
  payload: { kind: 'something', payload },
});
/** The person is known by a pseudonym alone, as identities are that were merged: no id to look for within texts. */
const wantedBy = (id: string) => ({ isPerson: (one: string) => one === id, ids: [], replacement: 'x_somebody' });

describe('a payload that a provider sent', () => {
  it.each([
    ['facebook', 'https://facebook.com/acme', { from: { id: '77' } }, 'facebook:77'],
    ['x', 'https://x.com/acme', { user_id: 77 }, 'x:77'],
    [
      'mastodon',
      'https://social.example',
      { account: { uri: 'https://a.example/ada' } },
      'activitypub:https://a.example/ada',
    ],
    ['discourse', 'https://forum.example/talk/', { user_id: 7 }, 'discourse:forum.example/talk:u7'],
    ['discourse', 'https://forum.example', { user: { id: 7 } }, 'discourse:forum.example:u7'],
    ['zendesk', 'https://acme.zendesk.com', { account_id: 3, detail: { requester_id: '55' } }, 'zendesk:3:u55'],
    ['chatwoot', 'https://chat.example/app/1', { sender: { id: 9 } }, 'chatwoot:chat.example:contact:9'],
    ['stack-exchange', 'https://stackoverflow.com', { owner: { user_id: 12 } }, 'stack-exchange:stackoverflow.com:12'],
    ['linkedin', 'https://linkedin.com/acme', { owner: 'urn:li:person:abc' }, 'linkedin:person:abc'],
    ['feed', 'https://blog.example/feed', { author: 'Ada' }, 'feed:https://blog.example/feed:Ada'],
    ['email', 'mailto:help@acme.example', { from: 'Ada <Ada@Example.org>' }, 'email:ada@example.org'],
  ])('of %s is dropped when its adapter would have named the person', (format, source, payload, id) => {
    expect(eraseFromRejection(refused(format, source, payload), wantedBy(id))?.payload).toBeNull();
    expect(eraseFromRejection(refused(format, source, payload), wantedBy(`${id}0`))).toBeUndefined();
  });

  it('stays where the same number counts something else', () => {
    const payload = { post_number: 7, topic_id: 7, user_id: 8 };
    const wanted = wantedBy('discourse:forum.example:u7');
    expect(eraseFromRejection(refused('discourse', 'https://forum.example', payload), wanted)).toBeUndefined();
  });

  it('is looked through when it is the text that its adapter could not read', () => {
    const text = JSON.stringify({ entry: [{ changes: [{ from: { id: '77' } }] }], filler: 'a'.repeat(70_000) });
    const { payload } =
      eraseFromRejection(refused('facebook', 'https://facebook.com/acme', text), wantedBy('facebook:77')) ?? {};
    expect(payload).toBeNull();
    expect(
      eraseFromRejection(refused('facebook', 'https://facebook.com/acme', text), wantedBy('facebook:7')),
    ).toBeUndefined();
  });

  it('is dropped for an id within a long text, without the name of its adapter', () => {
    const mail = `Received: from a\r\nX-Note: <mailto:ada@example.org?subject=1>\r\n\r\n${'word '.repeat(20_000)}`;
    const wanted = { ...wantedBy('nobody'), ids: ['email:ada@example.org'] };
    expect(eraseFromRejection(refused('email', 'mailto:help@acme.example', mail), wanted)?.payload).toBeNull();
  });
});
