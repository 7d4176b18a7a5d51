import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { foldOf, monthlyCost, totalOf, unitsIn, type Workload } from '../../cli/cost/monthly-cost.ts';
import { pricedAt, prices } from '../../cli/cost/prices.ts';

const nothing: Workload = { interactions: 0, perRequest: 1, reports: 0, viewers: 0, hours: 0, sources: 0, months: 0 };
const usual = { perRequest: 1, reports: 0, viewers: 10, hours: 10, sources: 10, months: 12 };
const of = (workload: Partial<Workload>, service: string) =>
  monthlyCost({ ...nothing, ...workload }).find((line) => line.service.startsWith(service))?.dollars ?? Number.NaN;

describe('the cost of a month', () => {
  it('takes write units as measured, and between them what lies between', () => {
    expect([1, 100, 1_000, 5_000].map((fold) => unitsIn(fold).toFixed(9))).toEqual(
      [24.83, 7.24, 4.45, 4.45].map((units) => units.toFixed(9)),
    );
    expect(unitsIn(10)).toBeCloseTo((24.83 + 7.24) / 2);
    for (let fold = 2; fold <= 1_000; fold += 1) expect(unitsIn(fold)).toBeLessThan(unitsIn(fold - 1));
  });

  it('folds more at once the more comes, and never fewer than come together', () => {
    expect(foldOf({ interactions: 10_000, perRequest: 1 })).toBe(1);
    expect(foldOf({ interactions: 10_000, perRequest: 50 })).toBe(50);
    expect(foldOf({ interactions: 86_400_000, perRequest: 1 })).toBeCloseTo(100);
    expect(foldOf({ interactions: 1e12, perRequest: 1 })).toBe(1_000);
  });

  it('is exact where it can be reckoned by hand', () => {
    expect(of({ interactions: 1_000 }, 'DynamoDB, writes')).toBeCloseTo(1_000 * 24.83 * prices.writeUnit, 10);
    expect(of({ interactions: 1e6, months: 10 }, 'DynamoDB, storage')).toBeCloseTo(20 * 0.551, 10);
    expect(of({ interactions: 1e6, perRequest: 100 }, 'HTTP API')).toBeCloseTo(0.012, 10);
    expect(of({ sources: 7 }, 'Secrets')).toBeCloseTo(10 * 0.4, 10);
    // An hour of an open page is 3,600 GB-seconds of a stream, 90 answers and a report each.
    const idle = of({}, 'Lambda');
    expect(of({ viewers: 1, hours: 1 }, 'Lambda') - idle).toBeCloseTo((3_600 + 90 * 0.02) * 1.33334e-5 + 90 * 2e-7, 10);
  });

  it('has something at rest, and never less for more', () => {
    expect(totalOf(monthlyCost(nothing))).toBeGreaterThan(10);
    for (const name of ['interactions', 'reports', 'viewers', 'sources', 'months'] as const) {
      const base: Workload = { ...usual, interactions: 50_000 };
      const more = { ...base, [name]: base[name] * 3 + 1 };
      expect(totalOf(monthlyCost(more)), name).toBeGreaterThan(totalOf(monthlyCost(base)));
    }
  });

  it('is what the page says', () => {
    const page = readFileSync(new URL('../../docs/cost.md', import.meta.url), 'utf8');
    const volumes = [10_000, 100_000, 1_000_000, 10_000_000];
    const months = volumes.map((interactions) => monthlyCost({ ...usual, interactions }));
    const rows = (months[0] ?? []).map(({ service }, index) => {
      const cells = months.map((lines) => (lines[index]?.dollars ?? 0).toFixed(2));
      return `| ${service} | ${cells.join(' | ')} |`;
    });
    const totals = months.map((lines) => `**${totalOf(lines).toFixed(2)}**`);
    const table = [...rows, `| **together, USD a month** | ${totals.join(' | ')} |`].join('\n');
    expect(page).toContain(table);
    expect(page).toContain(pricedAt.region);
    expect(page).toContain(pricedAt.month);
  });
});
