import { afterAll, describe, expect, it } from 'vitest';
import { accessibilityProblems, layoutShift, overflow } from './check-page.ts';
import { closeBrowser, openPage, picture, type sizes } from './open-page.ts';

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
  (['light', 'dark'] as const).flatMap((theme) =>
    (['phone', 'laptop', 'wall'] as const satisfies (keyof typeof sizes)[]).map((size) => ({ language, theme, size })),
  ),
);

describe.each(['/', '/departments/service', '/collaboration'])('%s', (path) => {
  it.each(looks)('looks right in $language, $theme, on a $size', async (look) => {
    const { page, complaints, close } = await openPage({ path, role: 'executive', ...look });
    expect(complaints).toEqual([]);
    expect(await overflow(page)).toBe(0);
    expect(await page.locator('html').getAttribute('lang')).toBe(look.language);
    expect(await accessibilityProblems(page)).toEqual([]);
    await picture(page, [path.replaceAll('/', '-') || 'overview', ...Object.values(look)].join('_'));
    await close();
  });
});
