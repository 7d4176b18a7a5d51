import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { axisRoom } from '../../../dashboard/charts/axis-room.ts';
import { matrixLevel } from '../../../dashboard/charts/matrix-level.ts';
import { nextPlace } from '../../../dashboard/charts/plot-keys.ts';
import { spreadApart } from '../../../dashboard/charts/spread-apart.ts';
import { beginOf, timeTicks, writeTick } from '../../../dashboard/charts/time-ticks.ts';
import { valueAxis } from '../../../dashboard/charts/value-axis.ts';
import { createFormat } from '../../../dashboard/i18n/format.ts';

describe('the axis of values', () => {
  it('counts in whole numbers, however few there are', () => {
    expect(valueAxis('count', [0, 1]).ticks).toEqual([0, 1]);
    expect(valueAxis('count', [3]).ticks).toEqual([0, 1, 2, 3]);
    expect(valueAxis('people', [14]).ticks).toEqual([0, 5, 10, 15]);
  });

  it('has durations at times that people say', () => {
    expect(valueAxis('seconds', [2 * 3600]).ticks).toEqual([0, 1800, 3600, 5400, 7200]);
    expect(valueAxis('seconds', [50 * 3600]).ticks).toEqual([0, 43_200, 86_400, 129_600, 172_800, 216_000]);
  });

  it('reaches below zero for balances, with no dust of binary fractions', () => {
    expect(valueAxis('ratio', [-0.3, 0.45]).ticks).toEqual([-0.4, -0.2, 0, 0.2, 0.4, 0.6]);
  });

  it('has room for a line of nothing', () => {
    expect(valueAxis('ratio', []).domain).toEqual([0, 1]);
    expect(valueAxis('seconds', [0, 0]).domain).toEqual([0, 60]);
  });

  it('holds every value and zero, with two to seven ticks', () => {
    const units = fc.constantFrom('count', 'people', 'ratio', 'seconds', 'days');
    const values = fc.array(
      fc.integer({ min: -1000, max: 1e9 }).map((thousandths) => thousandths / 1000),
      { maxLength: 20 },
    );
    fc.assert(
      fc.property(units, values, (unit, numbers) => {
        const { domain, ticks } = valueAxis(unit, numbers);
        const dust = 1e-6 * Math.max(1, ...numbers);
        expect(domain[0]).toBeLessThanOrEqual(Math.min(0, ...numbers) + dust);
        expect(domain[1]).toBeGreaterThanOrEqual(Math.max(0, ...numbers) - dust);
        expect(ticks.length).toBeGreaterThanOrEqual(2);
        expect(ticks.length).toBeLessThanOrEqual(7);
      }),
    );
  });
});

describe('the room of the axis of values', () => {
  it('grows with the longest text, and is the same for all short ones', () => {
    expect(axisRoom(['0', '5', '10'])).toBe(52);
    expect(axisRoom(['0 sec', '70 days', '140 days', '210 days'])).toBeGreaterThanOrEqual(8 * 6.6 + 8);
    expect(axisRoom([])).toBe(52);
  });
});

describe('the axis of time', () => {
  const days = Array.from({ length: 28 }, (_, index) => `2026-10-${String(index + 1).padStart(2, '0')}`);

  it('names buckets alone, weeks apart where there is room for few, and always the latest', () => {
    const named = timeTicks(days, 'DAY', 420).map((at) => at.toISOString().slice(0, 10));
    expect(named).toEqual(['2026-10-07', '2026-10-14', '2026-10-21', '2026-10-28']);
  });

  it('writes days at their own midnight and hours in the zone', () => {
    const format = createFormat('en-GB', 'Asia/Kolkata');
    expect(writeTick(new Date('2026-10-07T00:00:00Z'), 'DAY', format)).toBe('7 Oct');
    expect(writeTick(new Date('2026-10-07T00:00:00Z'), 'HOUR', format)).toBe('05:30');
    expect(writeTick(new Date('2026-10-01T00:00:00Z'), 'MONTH', format)).toBe('Oct 26');
  });
});

describe('what happened on a day', () => {
  it('stands where the day begins, on an axis of hours in the zone of the view', () => {
    expect(beginOf('2026-11-05', 'DAY', 'America/New_York').toISOString()).toBe('2026-11-05T00:00:00.000Z');
    expect(beginOf('2026-11-05', 'HOUR', 'America/New_York').toISOString()).toBe('2026-11-05T05:00:00.000Z');
    expect(beginOf('2026-11-05', 'HOUR', 'Asia/Kolkata').toISOString()).toBe('2026-11-04T18:30:00.000Z');
  });
});

describe('names at the ends of lines', () => {
  it('stay where they are when there is room', () => {
    expect(spreadApart([10, 60, 100], 15, 0, 200)).toEqual([10, 60, 100]);
  });

  it('move apart in their order, within the frame', () => {
    expect(spreadApart([198, 50, 199], 15, 0, 200)).toEqual([185, 50, 200]);
    const many = spreadApart([100, 100, 100], 15, 0, 200).sort((a, b) => a - b);
    expect(many).toEqual([100, 115, 130]);
  });
});

describe('the keyboard on a picture', () => {
  const lengths = [5, 3];

  it('walks along a line, and stops at its ends', () => {
    expect(nextPlace('ArrowRight', { row: 0, column: 4 }, lengths)).toEqual({ row: 0, column: 4 });
    expect(nextPlace('ArrowLeft', { row: 0, column: 4 }, lengths)).toEqual({ row: 0, column: 3 });
    expect(nextPlace('Home', { row: 0, column: 4 }, lengths)).toEqual({ row: 0, column: 0 });
  });

  it('changes to another line, to a place that it has', () => {
    expect(nextPlace('ArrowDown', { row: 0, column: 4 }, lengths)).toEqual({ row: 1, column: 2 });
    expect(nextPlace('ArrowUp', { row: 0, column: 1 }, lengths)).toEqual({ row: 0, column: 1 });
  });

  it('leaves all other keys to the browser', () => {
    expect(nextPlace('Tab', { row: 0, column: 0 }, lengths)).toBeUndefined();
  });
});

describe('a heat map', () => {
  it('shows nothing as nothing, and anything as something', () => {
    expect(matrixLevel(0, 100)).toBe(0);
    expect(matrixLevel(1, 10_000)).toBe(1);
    expect(matrixLevel(100, 100)).toBe(5);
  });

  it('gives small numbers more of its levels than their share', () => {
    expect(matrixLevel(25, 100)).toBe(3);
  });
});
