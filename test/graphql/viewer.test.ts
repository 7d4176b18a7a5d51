import { describe, expect, it } from 'vitest';
import { apiWith, ask } from './harness.ts';

const query = '{ viewer { subject roles departments { id } may } }';

describe('the viewer', () => {
  it('is nobody without a token, also where the schema may be read without one', async () => {
    const open = apiWith({ policy: { persistedOnly: false, anonymousIntrospection: true } });
    const { errors, data } = await ask(open, query);
    expect(data).toBeNull();
    expect(errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
  });

  it('without a known role is told so, instead of being refused', async () => {
    const { data } = await ask(apiWith(), query, { as: 'guest' });
    expect(data).toEqual({ viewer: { subject: 'test-guest', roles: [], departments: [], may: [] } });
  });

  it.each([
    ['viewer', ['REPORTS']],
    ['executive', ['REPORTS', 'PLANS', 'ALERTS']],
    ['engineer', ['REPORTS', 'REJECTIONS', 'SOURCES', 'ALERTS', 'HEALTH', 'DOCUMENTS']],
    ['viewer+analyst', ['REPORTS', 'INTERACTIONS', 'EXPORTS', 'DOCUMENTS']],
  ])('%s may what the roles allow together', async (as, may) => {
    expect((await ask(apiWith(), query, { as })).data).toMatchObject({ viewer: { may } });
  });

  it('has own departments once each, those removed by their id', async () => {
    const { data } = await ask(apiWith(), query, { as: 'member:hr,gone,hr' });
    expect(data).toMatchObject({ viewer: { departments: [{ id: 'hr' }, { id: 'gone' }] } });
  });
});
