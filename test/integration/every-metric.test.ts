import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readSample } from '../../sample/read-sample.ts';
import { defaultOrganisation } from '../../shared/organisation.ts';
import { addDays } from '../../shared/zone.ts';
import { referenceAnswer } from '../reference/answer.ts';
import { type Book, openBook, type Place } from '../reference/book.ts';
import { type Days, wholeMonths } from '../reference/calendar.ts';
import { pairsOf } from '../reference/collaboration.ts';
import { isClose, type Told, wrong } from '../reference/compare.ts';
import { cohortOf, funnelOf } from '../reference/idea-stories.ts';
import { isFew } from '../reference/people.ts';
import { syntheticDays, syntheticOrganisation } from '../synthetic/company.ts';
import { type Hosted, host, type ToldRow } from '../synthetic/hosted.ts';
import { companyOf } from '../synthetic/reference-company.ts';
import { syntheticLines } from '../synthetic.ts';

/** Everything is compared as of now: all that is in either set is long over. */
const now = Date.now();

interface Suite {
  name: string;
  organisation: typeof defaultOrganisation;
  lines: () => string[];
  ranges: Record<string, Days>;
  /** Whether the data say something about every metric. */
  measuresAll: boolean;
}

/** The months of the social share. */
const shareMonths = { from: '2026-03-01', to: '2026-07-31' };

const synthetic: Suite = {
  name: 'the synthetic set',
  organisation: syntheticOrganisation,
  lines: () => syntheticLines(),
  ranges: {
    'one ISO week': { from: '2026-04-20', to: '2026-04-26' },
    'a month': { from: '2026-05-01', to: '2026-05-31' },
    'a week after one of few': { from: '2026-05-04', to: '2026-05-10' },
    'a quarter': { from: '2026-04-01', to: '2026-06-30' },
    'the whole': syntheticDays,
  },
  measuresAll: true,
};
const sampleRanges = {
  'the month of most mail': { from: '2001-10-01', to: '2001-10-31' },
  'a quarter of lists': { from: '2002-01-01', to: '2002-03-31' },
  'a year of care': { from: '2018-01-01', to: '2018-12-31' },
  'the month of the feed': { from: '2026-07-01', to: '2026-07-31' },
};
/** Weeks around a range that must not be counted, and where talks begin and end that reach into it. */
const around = 35;
const isNear = (time: string): boolean =>
  [...Object.values(sampleRanges), shareMonths].some(
    ({ from, to }) => addDays(from, -around) <= time.slice(0, 10) && time.slice(0, 10) <= addDays(to, around),
  );
const sample: Suite = {
  name: 'the bundled sample, at its original times',
  organisation: defaultOrganisation,
  lines: () => readSample().flatMap((event) => (isNear(event.time) ? [JSON.stringify(event)] : [])),
  ranges: sampleRanges,
  // Nobody told a headcount, and nobody was seen to look.
  measuresAll: false,
};

interface Matrix {
  cells: { from: { id: string }; to: { id: string }; interactions: number | null; withheld: boolean }[];
}
interface Funnel {
  withheld: boolean;
  steps: {
    stage: string;
    count: number | null;
    conversion: number | null;
    medianDays: number | null;
    open: number | null;
  }[];
}

describe.each([synthetic, sample])('over HTTP, $name', ({ organisation, lines, ranges, measuresAll }) => {
  let hosted: Hosted;
  let book: Book;
  let metrics: { id: string; dimensions: string[] }[];
  const measured = new Set<string>();

  beforeAll(async () => {
    hosted = await host(organisation);
    const sent = lines();
    book = openBook(sent, companyOf(organisation));
    await hosted.send(sent);
    metrics = (await hosted.ask<{ metrics: typeof metrics }>('{ metrics { id dimensions } }')).metrics;
  }, 150_000);
  afterAll(() => hosted?.stack.stop());

  /** What differs between the values of a place and the reference, in words. */
  function differences(values: readonly Told[], place: Place, days: Days, byReply = false): string[] {
    return values.flatMap((told) => {
      if (told.status === 'OK' && told.n !== null && told.n > 0) measured.add(told.metric.id);
      const difference = wrong(told, referenceAnswer(told.metric.id, book, place, days, { asOf: now, byReply }));
      return difference === undefined ? [] : [`${told.metric.id} ${JSON.stringify(place)} ${days.from}: ${difference}`];
    });
  }
  const placeOf = ({ department, channel, channelKind }: ToldRow): Place => ({
    ...(department && { department: department.id }),
    ...(channel && { channel: channel.id }),
    ...(channelKind && { channelKind: channelKind.toLowerCase() }),
  });
  const idsBy = (dimension: string) =>
    metrics.filter(({ dimensions }) => dimensions.includes(dimension)).map(({ id }) => id);

  describe.each(Object.entries(ranges))('%s', (_, range) => {
    it.each(['DEPARTMENT', 'CHANNEL', 'CHANNEL_KIND'])(
      'has every metric for the company and by %s',
      async (dimension) => {
        const { rows, totals } = await hosted.report({ metrics: idsBy(dimension), range, by: [dimension] });
        const found = [
          ...differences(totals, {}, range),
          ...rows.flatMap((row) => differences(row.values, placeOf(row), range)),
        ];
        expect(found).toEqual([]);
        expect(rows.length).toBeGreaterThan(0);
      },
    );

    it('has the answers by the reply too', async () => {
      const ids = ['ANSWERED', 'FIRST_RESPONSE_P50', 'FIRST_RESPONSE_P90', 'FIRST_RESPONSE_P95'];
      const { rows } = await hosted.report({ metrics: ids, range, by: ['DEPARTMENT'], attributeTo: 'RESPONSE' });
      expect(rows.flatMap((row) => differences(row.values, placeOf(row), range, true))).toEqual([]);
    });

    it('has for a department asked alone what its row says, or withholds it', async () => {
      const metrics = idsBy('DEPARTMENT');
      const { totals } = await hosted.report({ metrics, range, filter: { departments: ['service'] } });
      expect(differences(totals, { department: 'service' }, range)).toEqual([]);
    });
  });

  it('has the collaboration matrix, but for pairs of few senders', async () => {
    for (const range of Object.values(ranges)) {
      const { collaboration } = await hosted.ask<{ collaboration: Matrix }>(
        `query ($range: DateRange!) {
          collaboration(range: $range) { cells { from { id } to { id } interactions withheld } }
        }`,
        { range },
      );
      const pairs = new Map(pairsOf(book, range).map((pair) => [`${pair.from} ${pair.to}`, pair]));
      const shown = collaboration.cells.filter(({ withheld }) => !withheld);
      for (const { from, to, interactions } of shown) {
        const pair = pairs.get(`${from.id} ${to.id}`);
        expect([from.id, to.id, range.from, interactions]).toEqual([
          from.id,
          to.id,
          range.from,
          pair?.interactions ?? 0,
        ]);
        expect(pair?.few ?? false, `${from.id} to ${to.id} from ${range.from}`).toBe(false);
      }
      expect(collaboration.cells.filter(({ withheld, interactions }) => withheld && interactions !== null)).toEqual([]);
      expect(shown.length).toBeGreaterThan(0);
    }
  });

  it('has the funnel of ideas, of all and of each department of which it may be told', async () => {
    const departments = [undefined, ...organisation.departments.map(({ id }) => id)];
    for (const range of Object.values(ranges)) {
      for (const department of departments) {
        const { ideaFunnel } = await hosted.ask<{ ideaFunnel: Funnel }>(
          `query ($range: DateRange!, $department: ID) {
            ideaFunnel(range: $range, department: $department) {
              withheld
              steps { stage count conversion medianDays open withheld }
            }
          }`,
          { range, department },
        );
        const cohort = cohortOf(book.stories, range, department);
        const ofEmployees = cohort.filter(({ submission }) => submission.kind === 'employee').length;
        if (ideaFunnel.withheld) {
          expect(ideaFunnel.steps.every(({ count, open }) => count === null && open === null)).toBe(true);
          continue;
        }
        expect(isFew(ofEmployees), `${department} from ${range.from}`).toBe(false);
        const expected = funnelOf(cohort);
        expect(ideaFunnel.steps.map(({ stage, count, open }) => [stage, count, open])).toEqual(
          expected.map(({ step, count, open }) => [step, count, open]),
        );
        ideaFunnel.steps.forEach(({ stage, conversion, medianDays }, at) => {
          const name = `${stage} of ${department} from ${range.from}`;
          expect(isClose(conversion, expected[at]?.conversion ?? null, 0), `${name}: ${conversion}`).toBe(true);
          expect(isClose(medianDays, expected[at]?.medianDays ?? null, 0.01), `${name}: ${medianDays} days`).toBe(true);
        });
      }
    }
  });

  it('has the social share of each month, of all and of each department', async () => {
    const months = wholeMonths(shareMonths);
    for (const department of [undefined, ...organisation.departments.map(({ id }) => id)]) {
      const { socialShare } = await hosted.ask<{ socialShare: { points: { month: string; actual: number | null }[] } }>(
        `query ($range: DateRange!, $department: ID) {
          socialShare(range: $range, department: $department) { points { month actual } }
        }`,
        { range: shareMonths, department },
      );
      const place = department === undefined ? {} : { department };
      expect(socialShare.points.map(({ actual }) => actual)).toEqual(
        months.map((month) => referenceAnswer('SOCIAL_SHARE', book, place, month, { asOf: now }).value),
      );
    }
  });

  it.runIf(measuresAll)('measured every metric somewhere', () => {
    expect(metrics.map(({ id }) => id).filter((id) => !measured.has(id))).toEqual([]);
  });

  it('leaves cells that are the fold of the ledger', async () => {
    expect(await hosted.polylog('verify')).toContain(' 0 differences');
  }, 60_000);
});
