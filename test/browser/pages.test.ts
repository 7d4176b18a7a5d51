import { afterAll, describe, expect, it } from 'vitest';
import { accessibilityProblems, layoutShift, overflow } from './check-page.ts';
import { closeBrowser, complete, openPage, picture, sizes } from './open-page.ts';

afterAll(closeBrowser);

const pages: [path: string, role: string][] = [
  ['/', 'executive'],
  ['/departments', 'viewer'],
  ['/departments/service', 'analyst'],
  ['/conversations', 'member'],
  ['/collaboration', 'viewer'],
  ['/ideas', 'viewer'],
  ['/channels', 'viewer'],
  ['/adoption', 'viewer'],
  ['/goals', 'executive'],
  ['/alerts', 'viewer'],
  ['/sources', 'engineer'],
  ['/metrics', 'viewer'],
  ['/behind?metric=ENQUIRIES&from=2026-01-01&to=2030-12-31&department=service', 'analyst'],
];

describe('every page', () => {
  it.each(pages)(
    '%s is complete, calm and open to everybody, with at most three questions (%s)',
    async (path, role) => {
      const { page, complaints, asked, close } = await openPage({ path, role });
      expect(await page.locator('main h1').count()).toBe(1);
      expect(await page.locator('main [role=alert]').allTextContents()).toEqual([]);
      expect(complaints).toEqual([]);
      expect(asked.length).toBeLessThanOrEqual(3);
      // Only persisted documents: what production answers for this role, too.
      expect(asked.filter(({ hash, query }) => !hash || query)).toEqual([]);
      expect(await layoutShift(page)).toBeLessThan(0.01);
      expect(await overflow(page)).toBe(0);
      expect(await accessibilityProblems(page)).toEqual([]);
      await close();
    },
  );
});

const looks = (['en', 'de'] as const).flatMap((language) =>
  (['light', 'dark'] as const).map((theme) => ({ language, theme })),
);

describe.each(['/', '/departments/service', '/collaboration'])('%s', (path) => {
  it.each(looks)('looks right in $language, $theme, on a phone, a laptop and a wall', async (look) => {
    const { page, complaints, close } = await openPage({ path, role: 'executive', ...look, size: 'phone' });
    expect(await page.locator('html').getAttribute('lang')).toBe(look.language);
    for (const [size, viewport] of Object.entries(sizes)) {
      await page.setViewportSize(viewport);
      await complete(page);
      // Pictures are drawn anew for their width.
      await expect.poll(() => overflow(page)).toBe(0);
      // A wall shows what a laptop does, only larger.
      if (size !== 'wall') expect(await accessibilityProblems(page)).toEqual([]);
      await picture(page, [path.replaceAll('/', '-') || 'overview', ...Object.values(look), size].join('_'));
    }
    expect(complaints).toEqual([]);
    await close();
  });
});
