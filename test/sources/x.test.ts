import { describe, expect, it } from 'vitest';
import type { XSettings } from '../../functions/ingest/sources/x/tweet.ts';
import { x } from '../../functions/ingest/sources/x.ts';
import { eventsOf } from './facebook/meta.ts';
import { fixture } from './x/fixture.ts';

const delivered = (name: string, forUser?: string): string => {
  const body = fixture.deliveries?.find((one) => one.name === name)?.body as Record<string, unknown>;
  return JSON.stringify({ ...body, ...(forUser && { for_user_id: forUser }) });
};
const becomes = (body: string, settings: XSettings = {}) => {
  const [event] = eventsOf(body, x, settings);
  if (event === undefined) throw new Error('It becomes nothing.');
  return event;
};

describe('an account that helps', () => {
  it.each(['somebody names the account', 'somebody replies to the account'])('is asked when %s', (name) => {
    const asked = becomes(delivered(name), { support: true });
    expect(asked).toMatchObject({ type: 'polylog.enquiry.v1', data: { actor: { kind: 'customer' } } });
  });

  it('answers in the conversation of the question', () => {
    const asked = becomes(delivered('somebody names the account'), { support: true });
    const answered = becomes(delivered('the account answers'), { support: true });
    expect(answered).toMatchObject({ type: 'polylog.reply.v1', data: { conversation: asked.data.conversation } });
  });
});

describe('two own accounts at one webhook', () => {
  const settings = { accounts: ['2244994945', '2244994946'] };

  it.each(['the account posts', 'the account deletes its post', 'the account answers', 'the account writes back'])(
    'tell the same of it when %s',
    (name) => {
      expect(becomes(delivered(name, '2244994946'), settings)).toEqual(becomes(delivered(name), settings));
    },
  );

  it('are strangers to each other when they are not named', () => {
    expect(becomes(delivered('the account posts', '2244994946')).data.actor).toMatchObject({ kind: 'public' });
  });
});
