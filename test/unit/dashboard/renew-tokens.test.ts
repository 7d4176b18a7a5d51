import { describe, expect, it, vi } from 'vitest';
import { keptTokens, type Tokens } from '../../../dashboard/session/kept-tokens.ts';
import { renewTokens } from '../../../dashboard/session/renew-tokens.ts';
import { createSessionEnd } from '../../../dashboard/session/session-end.ts';
import { fakeBrowser } from './fake-browser.ts';

const minute = 60_000;
/** As oidc-client-ts throws what the issuer says. */
const refusal = Object.assign(new Error('grant request is invalid'), { error: 'invalid_grant' });

function session(renew: (refresh: string) => Promise<Partial<Tokens>>, first: Partial<Tokens> = {}) {
  const fake = fakeBrowser('https://social.example/');
  const lasting = (minutes: number) => ({
    ends: fake.browser.now() + minutes * minute,
    renewFrom: fake.browser.now() + (minutes - 1) * minute,
  });
  const issuer = {
    renew: vi.fn(async ({ refresh }: { refresh: string }) => ({
      access: 'second',
      ...lasting(10),
      ...(await renew(refresh)),
    })),
  };
  const kept = keptTokens(fake.browser);
  const end = createSessionEnd();
  const over = vi.fn();
  end.onExpired(over);
  const tokens = { access: 'first', refresh: 'r1', ...lasting(10), ...first };
  return { ...fake, issuer, kept, over, ...renewTokens({ tokens, issuer, kept, browser: fake.browser, end }) };
}

describe('an access token', () => {
  it('is handed out while it lasts, without a word to the issuer', async () => {
    const { token, pass, issuer } = session(async () => ({}));
    pass(8 * minute);
    expect(await token()).toBe('first');
    expect(issuer.renew).not.toHaveBeenCalled();
  });

  it('that ends soon is renewed once for all who ask, and kept with its new refresh token', async () => {
    const { token, pass, issuer, kept } = session(async () => ({ refresh: 'r2' }));
    pass(9 * minute);
    expect(await Promise.all([token(), token(), token()])).toEqual(['second', 'second', 'second']);
    expect(issuer.renew).toHaveBeenCalledOnce();
    expect(kept.read()).toMatchObject({ access: 'second', refresh: 'r2' });
    pass(9 * minute);
    await token();
    expect(issuer.renew).toHaveBeenLastCalledWith(expect.objectContaining({ refresh: 'r2' }));
  });

  it('is renewed also when nobody asked until long after its end', async () => {
    const { token, pass, over } = session(async () => ({}));
    pass(60 * minute);
    expect(await token()).toBe('second');
    expect(over).not.toHaveBeenCalled();
  });

  it('goes on while the issuer does not answer, which is asked again next time', async () => {
    let away = true;
    const { token, pass } = session(async () => {
      if (away) throw new TypeError('Failed to fetch');
      return {};
    });
    pass(9.5 * minute);
    expect(await token()).toBe('first');
    pass(minute);
    await expect(token()).rejects.toThrow('Failed to fetch');
    away = false;
    expect(await token()).toBe('second');
  });
});

describe('the session', () => {
  it('ends with its access token when the issuer refuses to renew it', async () => {
    const { token, pass, over, kept } = session(() => Promise.reject(refusal));
    pass(9.5 * minute);
    expect(await token()).toBe('first');
    expect(over).not.toHaveBeenCalled();
    pass(0.5 * minute);
    expect(over).toHaveBeenCalledOnce();
    expect(kept.read()).toBeUndefined();
    await expect(token()).rejects.toMatchObject({ name: 'SessionExpired' });
  });

  it('ends at once when the issuer refuses after the end', async () => {
    const { token, pass, over, issuer } = session(() => Promise.reject(refusal));
    pass(11 * minute);
    await expect(token()).rejects.toMatchObject({ name: 'SessionExpired' });
    await expect(token()).rejects.toMatchObject({ name: 'SessionExpired' });
    expect(over).toHaveBeenCalledOnce();
    expect(issuer.renew).toHaveBeenCalledOnce();
  });

  it('ends with its access token where there is nothing to renew it by', async () => {
    const fake = session(async () => ({}));
    const { refresh: _none, ...tokens } = {
      access: 'only',
      refresh: '',
      ends: fake.browser.now() + minute,
      renewFrom: 0,
    };
    const end = createSessionEnd();
    const over = vi.fn();
    end.onExpired(over);
    const { token } = renewTokens({ tokens, issuer: fake.issuer, kept: fake.kept, browser: fake.browser, end });
    expect(await token()).toBe('only');
    fake.pass(minute);
    expect(over).toHaveBeenCalledOnce();
    expect(fake.issuer.renew).not.toHaveBeenCalled();
  });
});
