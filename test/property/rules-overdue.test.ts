import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { sumResponse } from '../../graphql/plan/sum-response.ts';
import { createTimeIndex } from '../../graphql/plan/time-index.ts';
import { bucketsOf } from '../../shared/buckets.ts';
import { type DayTable, episodeColumns, monthDays, type QuarterEpisodes } from '../../shared/store/cell-formats.ts';
import { knownZone, quarterMs, utcDay } from '../../shared/zone.ts';

const home = knownZone('Europe/Berlin');
const rows = { size: 1, rowOf: () => 0, kindOf: () => undefined, offsets: new Int32Array(0), labels: () => ({}) };
const [due, settled] = [episodeColumns.indexOf('d'), episodeColumns.indexOf('s')] as [number, number];
const first = Date.parse('2026-03-25T00:00:00Z') / quarterMs;

/** A change of the backlog: a quarter hour, and whether something fell due or was settled then. */
const changes = fc.array(fc.tuple(fc.integer({ min: first, max: first + 8 * 96 }), fc.boolean()), { maxLength: 80 });

/** The cells of these changes: the months by home day, the days by quarter hour. */
function backlogOf(all: readonly (readonly [number, boolean])[]) {
  const months = new Map<string, DayTable>();
  const quarters = new Map<string, Map<string, QuarterEpisodes>>();
  for (const [quarter, isDue] of all) {
    const day = home.dayOf(quarter * quarterMs);
    const month = months.get(day.slice(0, 7)) ?? new Map([['', new Float64Array(monthDays * episodeColumns.length)]]);
    months.set(day.slice(0, 7), month);
    const table = month.get('') as Float64Array;
    const at = Number(day.slice(8)) * episodeColumns.length + (isDue ? due : settled);
    table[at] = (table[at] as number) + 1;
    const utc = utcDay(quarter * quarterMs);
    const fine = quarters.get(utc) ?? new Map([['', { counters: [], dues: [], enquiry: [], response: [] }]]);
    quarters.set(utc, fine);
    fine.get('')?.counters.push(quarter, isDue ? due : settled, 1);
  }
  return { months, quarters };
}

it('overdue at the end of every bucket is what fell due before it and was not settled, down to quarter hours', () => {
  fc.assert(
    fc.property(
      changes,
      fc.constantFrom('QUARTER_HOUR' as const, 'HOUR' as const, 'DAY' as const),
      fc.constantFrom('Europe/Berlin', 'Asia/Kathmandu', 'America/St_Johns'),
      fc.integer({ min: first, max: first + 8 * 96 }),
      (all, granularity, timeZone, asOf) => {
        const buckets = bucketsOf('2026-03-28', '2026-03-30', granularity, knownZone(timeZone), 1);
        const ends = buckets.map(({ end }) => Math.min(end, asOf * quarterMs));
        const time = createTimeIndex(buckets, home);
        const cells = { backlog: backlogOf(all) };
        const { overdue } = sumResponse(cells, 'a', time, rows, 'ENQUIRY', ends, asOf * quarterMs, home, undefined);
        const expected = ends.map((end) =>
          all.reduce((sum, [quarter, isDue]) => (quarter * quarterMs < end ? sum + (isDue ? 1 : -1) : sum), 0),
        );
        expect([...overdue]).toEqual(expected);
      },
    ),
    { numRuns: 200 },
  );
});
