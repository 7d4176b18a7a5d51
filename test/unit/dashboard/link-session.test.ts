import { describe, expect, it, vi } from 'vitest';
import { openLinkSession } from '../../../dashboard/session/link-session.ts';
import type { SignedIn } from '../../../dashboard/session/session.ts';
import { fakeBrowser, tokenWith } from './fake-browser.ts';

const at = 'http://127.0.0.1:4000';
const lasting = (seconds: number, sub = 'ada') =>
  tokenWith({ sub, exp: Date.parse('2026-11-20T10:00:00Z') / 1000 + seconds });
const opened = (address: string, stored = {}) => {
  const fake = fakeBrowser(address, stored);
  return { ...fake, session: openLinkSession(fake.browser) };
};
const signedIn = (address: string, stored = {}) => {
  const found = opened(address, stored);
  if (found.session.kind !== 'signed-in') throw new Error('Nobody is signed in.');
  return { ...found, session: found.session satisfies SignedIn };
};

describe('a link', () => {
  it('signs in, and its token leaves the address for the storage of the tab', async () => {
    const token = lasting(3600);
    const { session, href, kept } = signedIn(`${at}/departments/service?period=LAST_MONTH#token=${token}`);
    expect(href()).toBe(`${at}/departments/service?period=LAST_MONTH`);
    expect(await session.token()).toBe(token);
    expect([...kept.values()]).toEqual([token]);
  });

  it('signs in also after a reload, when the address has no token any more', async () => {
    const { kept } = signedIn(`${at}/#token=${lasting(3600)}`);
    const { session } = signedIn(`${at}/ideas`, Object.fromEntries(kept));
    expect(await session.token()).toBe(lasting(3600));
  });

  it('opened while the page is open begins anew as the other person', () => {
    const { type, left, kept } = signedIn(`${at}/goals#token=${lasting(3600)}`);
    type(`${at}/goals#token=${lasting(3600, 'ben')}`);
    expect(left).toEqual([`${at}/goals`]);
    expect([...kept.values()]).toEqual([lasting(3600, 'ben')]);
  });

  it('leaves other hashes alone', () => {
    const { href, type, left } = opened(`${at}/#chart`);
    type(`${at}/#table`);
    expect([href(), left]).toEqual([`${at}/#table`, []]);
  });

  it('that is missing leaves the visitor signed out, with nothing to press', () => {
    expect(opened(at).session).toEqual({ kind: 'signed-out' });
  });

  it.each([
    ['has expired', lasting(0)],
    ['is no token at all', 'abc'],
    ['has no end', tokenWith({ sub: 'ada' })],
  ])('that %s says so and is forgotten', (_what, token) => {
    const { session, kept } = opened(`${at}/#token=${token}`);
    expect(session).toEqual({ kind: 'signed-out', reason: { kind: 'expired' } });
    expect(kept.size).toBe(0);
  });
});

describe('the session of a link', () => {
  it('tells once when it is over, and tells those who ask later too', async () => {
    const { session, pass } = signedIn(`${at}/#token=${lasting(60)}`);
    const heard = vi.fn();
    const unheard = vi.fn();
    session.onExpired(heard);
    session.onExpired(unheard)();
    pass(59_000);
    expect(heard).not.toHaveBeenCalled();
    pass(1_000);
    pass(1_000);
    expect(heard).toHaveBeenCalledOnce();
    expect(unheard).not.toHaveBeenCalled();
    await expect(session.token()).rejects.toMatchObject({ name: 'SessionExpired' });
    await new Promise<void>((done) => session.onExpired(done));
  });

  it('notices after a sleep that it is over', async () => {
    const { session, sleep } = signedIn(`${at}/#token=${lasting(60)}`);
    const heard = vi.fn();
    session.onExpired(heard);
    sleep(61_000);
    await expect(session.token()).rejects.toMatchObject({ name: 'SessionExpired' });
    expect(heard).toHaveBeenCalledOnce();
  });

  it('ends by signing out: the token is gone and the page left', async () => {
    const { session, kept, left } = signedIn(`${at}/#token=${lasting(60)}`);
    await session.signOut();
    expect([kept.size, left]).toEqual([0, ['/']]);
  });
});
