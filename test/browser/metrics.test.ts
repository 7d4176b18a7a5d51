import { afterAll, describe, expect, it } from 'vitest';
import { accessibilityProblems, overflow } from './check-page.ts';
import { ask, closeBrowser, openPage, picture } from './open-page.ts';

afterAll(closeBrowser);

/** For what follows a click: a busy machine takes its time. */
const patience = { timeout: 8_000 };

interface Catalogue {
  metrics: { id: string; name: string; formula: string }[];
  report: { totals: { value: number }[] };
}

const catalogue = () =>
  ask<Catalogue>(
    'viewer',
    `{
      metrics { id name(language: "de") formula }
      report(input: { metrics: [INTERACTIONS, SOCIAL_SHARE], window: { last: 28, unit: DAY } }) { totals { value } }
    }`,
  );

describe('the catalogue of metrics', () => {
  it('defines every metric, with its value of these days', async () => {
    const { metrics } = await catalogue();
    const { page, complaints, asked, close } = await openPage({ role: 'viewer', path: '/metrics', language: 'de' });
    const entries = page.locator('main li[id]');
    expect(await entries.evaluateAll((all) => all.map(({ id }) => id).sort())).toEqual(
      metrics.map(({ id }) => id).sort(),
    );
    expect(await page.locator('#SOCIAL_SHARE').textContent()).toContain(
      metrics.find(({ id }) => id === 'SOCIAL_SHARE')?.formula,
    );
    expect(asked.length).toBe(3);
    // Other suites send interactions meanwhile: the page follows, and so does what is expected of it.
    const differing = async () => {
      const [count, share] = (await catalogue()).report.totals.map(({ value }) => value ?? 0);
      const percent = new Intl.NumberFormat('de-DE', { style: 'percent', maximumFractionDigits: 1 }).format(share ?? 0);
      const expected = { INTERACTIONS: new Intl.NumberFormat('de-DE').format(count ?? 0), SOCIAL_SHARE: percent };
      const shown = await Promise.all(Object.keys(expected).map((id) => page.locator(`#${id}`).textContent()));
      return Object.values(expected).filter((text, at) => !shown[at]?.includes(text));
    };
    await expect.poll(differing, { timeout: 10_000 }).toEqual([]);
    expect(await accessibilityProblems(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await picture(page, 'metrics');
    await close();
  }, 20_000);

  it('leads to the metric of its address', async () => {
    const { page, close } = await openPage({ role: 'viewer', path: '/metrics?metric=OPENNESS', size: 'phone' });
    const entry = page.locator('#OPENNESS');
    expect(await entry.getAttribute('aria-current')).toBe('true');
    await expect
      .poll(() => entry.evaluate((one) => one.getBoundingClientRect().top), patience)
      .toSatisfy((top: number) => top > 0 && top < 844);
    expect(await overflow(page)).toBe(0);
    await close();
  });

  it('is searched, by keyboard, and says when nothing fits', async () => {
    const { page, complaints, close } = await openPage({ role: 'viewer', path: '/metrics' });
    await page.getByRole('searchbox').focus();
    await page.keyboard.type('first_response');
    await expect.poll(() => page.getByRole('status').last().textContent(), patience).toBe('3 metrics');
    await page.keyboard.type(' zebra');
    await expect
      .poll(() => page.locator('main h2').textContent(), patience)
      .toBe('No metric is about “first_response zebra”');
    await page.getByRole('button', { name: 'Show all' }).click();
    await expect.poll(() => page.locator('main li[id]').count(), patience).toBe(43);
    expect(complaints).toEqual([]);
    await close();
  });
});
