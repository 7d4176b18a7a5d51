import { afterAll, describe, expect, it } from 'vitest';
import { closeBrowser, openPage } from './open-page.ts';

afterAll(closeBrowser);

describe('a page that is not for the role', () => {
  it.each([
    ['viewer', '/conversations', 'member, analyst, administrator'],
    ['executive', '/conversations', 'member, analyst, administrator'],
    ['engineer', '/conversations', 'member, analyst, administrator'],
    ['viewer', '/sources', 'engineer, administrator'],
    ['analyst', '/sources', 'engineer, administrator'],
  ])('says to a %s at %s who may see it', async (role, path, roles) => {
    const { page, complaints, asked, close } = await openPage({ path, role });
    await expect.poll(() => page.locator('main').textContent()).toContain(roles);
    expect(complaints).toEqual([]);
    // Nothing was asked that the API would have refused.
    expect(asked.length).toBe(1);
    await close();
  });

  it.each([
    ['viewer', ['Conversations', 'Sources']],
    ['member', ['Sources']],
    ['engineer', ['Conversations']],
    ['admin', []],
  ])('is not in the menu of a %s', async (role, absent) => {
    const { page, close } = await openPage({ path: '/metrics', role });
    const links = await page.getByRole('navigation').getByRole('link').allTextContents();
    const all = ['Conversations', 'Sources'];
    expect(all.filter((name) => !links.includes(name))).toEqual(absent);
    await close();
  });

  it('is told in the language of the visitor', async () => {
    const { page, close } = await openPage({ path: '/sources', role: 'viewer', language: 'de' });
    await expect.poll(() => page.locator('main').textContent()).toContain('Das ist nicht für Ihre Rolle');
    await close();
  });
});

describe('an address that leads nowhere', () => {
  it('says so and leads back', async () => {
    const { page, close } = await openPage({ path: '/nowhere/at/all', role: 'viewer' });
    await page.getByRole('link', { name: 'Go to the overview' }).click();
    await expect.poll(() => new URL(page.url()).pathname).toBe('/');
    await close();
  });
});
