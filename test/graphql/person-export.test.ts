import { describe, expect, it } from 'vitest';
import { createPrivacy } from '../../graphql/privacy.ts';
import { createApi } from '../../graphql/yoga.ts';
import type { PrivacyRequest } from '../../shared/privacy-request.ts';
import { ask, fakeDeps } from './harness.ts';

const record = {
  place: 'FACT',
  data: { source: 'https://x.com/acme', id: 'comment:1', losers: [], conversations: [] },
};

/** The API over a privacy function that answers so, and what it was invoked with, each time. */
function api(answer: unknown = { records: [record], next: 'there' }) {
  const invoked: PrivacyRequest[] = [];
  const client = {
    send: async ({ input }: { input: { Payload: string } }) => {
      invoked.push(JSON.parse(input.Payload) as PrivacyRequest);
      return { Payload: Buffer.from(JSON.stringify(answer)) };
    },
  };
  return { invoked, yoga: createApi(fakeDeps({ privacy: createPrivacy(client as never, 'Privacy') })) };
}
const document = `mutation E($input: ExportPersonInput!) {
  exportPerson(input: $input) { records { place data } next }
}`;
const author = { who: 'test-admin', roles: ['admin'] };

describe('asking what is held on a person', () => {
  it('gives a part of it as JSON, and where the next begins', async () => {
    const { yoga, invoked } = api();
    const input = { person: 'facebook:77', first: 20, after: 'here' };
    const { data } = await ask(yoga, document, { as: 'admin', variables: { input } });
    expect(data).toEqual({
      exportPerson: { records: [{ place: 'FACT', data: JSON.stringify(record.data) }], next: 'there' },
    });
    expect(invoked).toEqual([{ kind: 'export', author, ...input }]);
  });

  it('ends with no next part, and asks for the longest by default', async () => {
    const { yoga, invoked } = api({ records: [] });
    const { data } = await ask(yoga, document, { as: 'admin', variables: { input: { person: 'p_1' } } });
    expect(data).toEqual({ exportPerson: { records: [], next: null } });
    expect(invoked).toEqual([{ kind: 'export', author, person: 'p_1', first: 200 }]);
  });

  it('refuses a cursor that is none of an export', async () => {
    const { yoga } = api(null);
    const input = { person: 'facebook:77', after: 'nonsense' };
    const { errors } = await ask(yoga, document, { as: 'admin', variables: { input } });
    expect(errors).toMatchObject([{ extensions: { code: 'INVALID_CURSOR' } }]);
  });

  it.each([
    [{ person: '' }, /1 to 512 characters/],
    [{ person: 'a\u0000' }, /1 to 512 characters/],
    [{ person: 'a', first: 0 }, /first: .*1 to 200/],
    [{ person: 'a', first: 201 }, /first: .*1 to 200/],
  ])('refuses %j, and asks nobody', async (input, message) => {
    const { yoga, invoked } = api();
    const { errors } = await ask(yoga, document, { as: 'admin', variables: { input } });
    expect(errors).toMatchObject([{ message: expect.stringMatching(message), extensions: { code: 'BAD_REQUEST' } }]);
    expect(invoked).toEqual([]);
  });
});

describe('how long a source keeps people', () => {
  it('is for an administrator to say, in whole days from 30 on', async () => {
    const { yoga } = api();
    const change = `mutation U($input: UpdateSourceInput!) { updateSource(input: $input) { id } }`;
    const asked = async (as: string, retainPeopleDays: number) => {
      const variables = { input: { id: 'https://x.com/acme', retainPeopleDays } };
      return (await ask(yoga, change, { as, variables })).errors?.[0]?.extensions?.code;
    };
    expect(await asked('engineer', 90)).toBe('FORBIDDEN');
    expect(await asked('admin', 29)).toBe('BAD_REQUEST');
    expect(await asked('admin', 3_651)).toBe('BAD_REQUEST');
  });
});
