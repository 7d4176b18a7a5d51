import { createTranslator } from 'use-intl/core';
import { describe, expect, it } from 'vitest';
import en from '../../../dashboard/i18n/en.ts';
import { createFormat } from '../../../dashboard/i18n/format.ts';
import type { Messages } from '../../../dashboard/i18n/messages.ts';
import { columnsFor, rankedBy } from '../../../dashboard/views/department/compared-metrics.ts';
import { writeCriterion } from '../../../dashboard/views/department/criterion-words.ts';
import { figuresFor } from '../../../dashboard/views/department/department-metrics.ts';
import { sharedMessages } from '../../../dashboard/views/department/shared-messages.ts';
import { answeringRows } from '../../../dashboard/views/overview/answering-rows.ts';
import { shareSeries, shareTable } from '../../../dashboard/views/overview/share-series.ts';

const messages: Messages = en;
const t = createTranslator({ locale: 'en', messages, namespace: 'department', timeZone: 'UTC' });
const tOverview = createTranslator({ locale: 'en', messages, namespace: 'overview', timeZone: 'UTC' });
const format = createFormat('en-GB', 'Europe/Berlin');

describe('the metric that departments are ranked by', () => {
  it('is that of the address, a column more where it is none, and else the median of first answers', () => {
    expect(rankedBy('DIALOGUE_RATIO')).toBe('DIALOGUE_RATIO');
    expect(columnsFor('DIALOGUE_RATIO')).toEqual(['DIALOGUE_RATIO', ...columnsFor('ENQUIRIES')]);
    for (const nothing of [undefined, 'ADOPTION', 'nonsense']) expect(rankedBy(nothing)).toBe('FIRST_RESPONSE_P50');
  });
});

describe('the figures of a department', () => {
  it('are eight, with the one that is asked for among them', () => {
    for (const asked of [undefined, 'OVERDUE', 'MESSAGES', 'ADOPTION']) {
      const { figures, chosen } = figuresFor(asked, false);
      expect(figures).toHaveLength(8);
      expect(figures).toContain(chosen);
    }
    expect(figuresFor('MESSAGES', false).chosen).toBe('MESSAGES');
  });

  it('of some channels have no social share, which the API would refuse', () => {
    const { figures, chosen } = figuresFor('SOCIAL_SHARE', true);
    expect(figures).not.toContain('SOCIAL_SHARE');
    expect(chosen).toBe('FIRST_RESPONSE_P50');
  });
});

describe('what departments share', () => {
  const cell = (from: string, to: string, interactions: number | null) => ({
    from: { id: from },
    to: { id: to },
    interactions,
  });

  it('is told both ways, the most first, without silent ones and without what stays within', () => {
    const cells = [
      cell('service', 'service', 90),
      cell('service', 'sales', 1),
      cell('sales', 'service', 2),
      cell('service', 'product', 8),
      cell('product', 'service', 0),
      cell('service', 'hr', 0),
      cell('hr', 'service', 0),
      cell('sales', 'product', 40),
    ];
    expect(sharedMessages(cells, 'service')).toEqual([
      { department: 'product', sent: 8, received: 0 },
      { department: 'sales', sent: 1, received: 2 },
    ]);
  });

  it('keeps what is withheld as such', () => {
    const cells = [cell('service', 'hr', null), cell('hr', 'service', 0)];
    expect(sharedMessages(cells, 'service')).toEqual([{ department: 'hr', sent: null, received: 0 }]);
  });
});

describe('a criterion of maturity', () => {
  const criterion = {
    kind: 'METRIC',
    met: false,
    value: 0.624,
    threshold: 0.7,
    withheld: false,
    metric: { id: 'WITHIN_TARGET' },
  };
  const metric = {
    id: 'WITHIN_TARGET',
    unit: 'ratio',
    name: 'Within target',
    description: '',
    goodDirection: 1,
  } as never;
  const written = (change: object, of = metric) => writeCriterion({ ...criterion, ...change }, of, t, format);

  it('says where it stands and what it takes', () => {
    expect(written({})).toBe('62.4%, at least 70%');
    expect(written({ kind: 'COUNT', value: 3, threshold: 8 })).toBe('3, at least 8');
    expect(written({ value: null })).toBe('not known, at least 70%');
    expect(written({ value: null, withheld: true })).toBe('withheld, at least 70%');
    expect(written({ kind: 'ATTESTATION', threshold: null, value: null })).toBe('not attested');
    const openness = { id: 'OPENNESS', unit: 'ratio', name: '', description: '', goodDirection: 1 } as never;
    expect(written({ value: 0.1, threshold: 0, metric: { id: 'OPENNESS' } }, openness)).toBe('+0.10, more than 0.00');
  });
});

describe('how departments answer', () => {
  const told = (value: number | null, denominator: number | null = null) => ({
    status: value === null ? ('EMPTY' as const) : ('OK' as const),
    value,
    previous: null,
    change: null,
    numerator: null,
    denominator,
    n: null,
    completeness: null,
    warnings: [],
  });
  const row = (id: string, asked: number, median: number | null) => ({
    department: { id },
    values: [told(asked), told(null, asked), told(median), told(null), told(0)],
  });
  const entry = (id: string, rank: number | null) => ({ department: { id }, rank, since: null, orEarlier: false });

  it('keeps the order of the ranking, and puts those of whom nothing was asked last', () => {
    const rows = answeringRows(
      {
        departments: { rows: [row('hr', 0, null), row('product', 5, 60), row('sales', 9, null)] },
        departmentTrend: {
          rows: [
            { start: null, department: { id: 'product' }, values: [{ value: 70 }] },
            { start: null, department: { id: 'product' }, values: [{ value: null }] },
          ],
        },
        ranking: { entries: [entry('hr', null), entry('product', 1), entry('sales', 2)] },
      },
      (id) => id.toUpperCase(),
    );
    expect(rows.map(({ name, median, asked, course }) => [name, median, asked, course])).toEqual([
      ['PRODUCT', 60, 5, [70, null]],
      ['SALES', null, 9, []],
      ['HR', null, 0, []],
    ]);
  });
});

describe('the social share by month', () => {
  const month = (day: string, actual: number | null, complete: boolean, forecast: number | null) => ({
    month: day,
    actual,
    complete,
    glidePath: 0.1,
    forecast,
    forecastLow: forecast,
    forecastHigh: forecast,
  });
  const points = [
    month('2026-10-01', 0.4, true, null),
    month('2026-11-01', 0.2, false, 0.41),
    month('2026-12-01', null, false, 0.42),
  ];

  it('draws whole months, and a forecast that sets out from the last of them', () => {
    const [actual, , forecast] = shareSeries(points, tOverview);
    expect(actual?.points.map(({ value }) => value)).toEqual([0.4, null, null]);
    expect(forecast?.points.map(({ start, value }) => [start, value])).toEqual([
      ['2026-10-01', 0.4],
      ['2026-11-01', 0.41],
      ['2026-12-01', 0.42],
    ]);
  });

  it('tells the running month apart', () => {
    expect(shareTable(points, tOverview, format).rows).toEqual([
      ['2026-10-01', 0.4, null, 0.1, null, null, null],
      ['2026-11-01', null, 0.2, 0.1, 0.41, 0.41, 0.41],
      ['2026-12-01', null, null, 0.1, 0.42, 0.42, 0.42],
    ]);
  });
});
