import { describe, expect, it } from 'vitest';
import { createPrivacy } from '../../graphql/privacy.ts';
import { createApi } from '../../graphql/yoga.ts';
import type { PrivacyRequest } from '../../shared/privacy-request.ts';
import { ask, fakeDeps } from './harness.ts';

const receipt = {
  id: '2026-03-27T11:00:00.000Z-9f2c1a7e',
  state: 'RUNNING',
  askedBy: 'test-admin',
  askedAt: '2026-03-27T11:00:00.000Z',
  counts: { facts: 0, presence: 0, merges: 0, audit: 0, rejections: 0 },
} as const;

/** The API over a privacy function that answers the receipt, and what it was invoked with, each time. */
function api(answer: (request: PrivacyRequest) => unknown = () => receipt) {
  const invoked: { request: PrivacyRequest; type: string }[] = [];
  const client = {
    send: async ({ input }: { input: { Payload: string; InvocationType: string } }) => {
      const request = JSON.parse(input.Payload) as PrivacyRequest;
      invoked.push({ request, type: input.InvocationType });
      return { Payload: Buffer.from(JSON.stringify(answer(request) ?? null)) };
    },
  };
  return { invoked, yoga: createApi(fakeDeps({ privacy: createPrivacy(client as never, 'Privacy') })) };
}
const erase = (person: string) => `mutation { erasePerson(input: { person: ${JSON.stringify(person)} }) { id state } }`;

describe('asking for an erasure', () => {
  it('notes it, begins it, and answers the receipt at once', async () => {
    const { yoga, invoked } = api();
    const { data } = await ask(yoga, erase('facebook:77'), { as: 'admin' });
    expect(data).toEqual({ erasePerson: { id: receipt.id, state: 'RUNNING' } });
    const author = { who: 'test-admin', roles: ['admin'] };
    expect(invoked).toEqual([
      { request: { kind: 'ask', person: 'facebook:77', author }, type: 'RequestResponse' },
      { request: { kind: 'erase', id: receipt.id }, type: 'Event' },
    ]);
  });

  it('is answered when it was noted, also if it could not begin: the schedule goes on with it', async () => {
    const { yoga } = api((request) => {
      if (request.kind === 'erase') throw new Error('no execution is free');
      return receipt;
    });
    const { data } = await ask(yoga, erase('facebook:77'), { as: 'admin' });
    expect(data).toEqual({ erasePerson: { id: receipt.id, state: 'RUNNING' } });
  });

  it.each(['', 'a\u0000b', 'x'.repeat(513)])('refuses %j, which nobody can have sent', async (person) => {
    const { yoga, invoked } = api();
    const { errors } = await ask(yoga, erase(person), { as: 'admin' });
    expect(errors?.[0]?.message).toMatch(/^person: /);
    expect(invoked).toEqual([]);
  });

  it('begins again after a restore without waiting for it', async () => {
    const { yoga, invoked } = api();
    const { data } = await ask(yoga, 'mutation { eraseAgain }', { as: 'admin' });
    expect(data).toEqual({ eraseAgain: true });
    expect(invoked.map(({ request, type }) => [request.kind, type])).toEqual([['again', 'Event']]);
  });
});
