import { createTranslator } from 'use-intl/core';
import { describe, expect, it } from 'vitest';
import type { MetricName } from '../../../dashboard/app/shell.ts';
import de from '../../../dashboard/i18n/de.ts';
import en from '../../../dashboard/i18n/en.ts';
import { createFormat } from '../../../dashboard/i18n/format.ts';
import type { Messages } from '../../../dashboard/i18n/messages.ts';
import { unansweredOf } from '../../../dashboard/parts/unanswered-of.ts';
import { basisOf } from '../../../dashboard/views/overview/basis-of.ts';
import { type Change, changeSentence } from '../../../dashboard/views/overview/change-sentence.ts';
import { comparedDays } from '../../../dashboard/views/overview/compared-days.ts';
import { lessonSentence } from '../../../dashboard/views/overview/lesson-sentence.ts';
import { type Answering, slowestSentence } from '../../../dashboard/views/overview/slowest-sentence.ts';
import { socialShareSentences, type Trajectory } from '../../../dashboard/views/overview/social-share-sentences.ts';

const translate = (locale: 'en' | 'de', messages: Messages) =>
  createTranslator({ locale, messages, namespace: 'overview', timeZone: 'UTC' });
const words = { en: translate('en', en), de: translate('de', de) };
const formats = { en: createFormat('en-GB', 'Europe/Berlin'), de: createFormat('de-DE', 'Europe/Berlin') };
/** Spaces that keep numbers with their units, as plain ones. */
const plain = (text: string | undefined) => text?.replaceAll(/[\u00a0\u202f\u2009]/g, ' ');

const filters = { period: '28d', compare: 'previous', department: [], channel: [] } as const;
const compared = (language: 'en' | 'de', choice: object = {}, length = 28) =>
  comparedDays({ ...filters, department: [], channel: [], ...choice }, length, words[language]);
const told = (change: Partial<Change>, language: 'en' | 'de' = 'en', choice: object = {}) =>
  plain(
    changeSentence(
      {
        metric: { id: 'RESPONSE_RATE', unit: 'ratio', name: 'Response rate' },
        department: 'Product',
        channel: null,
        value: 0.41,
        previous: 0.53,
        ...change,
      },
      compared(language, choice),
      words[language],
      formats[language],
    ),
  );

describe('sentences of what changed', () => {
  it('tell who, how much, by how much and against when', () => {
    expect(told({})).toBe('Product answers 41% of enquiries, 12 points fewer than in the 28 days before.');
    expect(told({}, 'de')).toBe(
      'Product beantwortet 41 % der Anfragen, 12 Prozentpunkte weniger als in den 28 Tagen davor.',
    );
  });

  it('speak of the company, a channel, or both', () => {
    const count = {
      metric: { id: 'ENQUIRIES', unit: 'count', name: 'Enquiries' },
      value: 700,
      previous: 200,
    } as const;
    expect(told({ ...count, department: null })).toMatch(/^The company had 700 enquiries, 500 more than/);
    expect(told({ ...count, department: null, channel: 'X' })).toMatch(/^X had 700 enquiries/);
    expect(told({ ...count, department: 'Service', channel: 'X' }, 'de')).toMatch(/^Service auf X hatte 700 Anfragen/);
  });

  it('tell durations as slower or faster, with one full stop', () => {
    const median = {
      metric: { id: 'FIRST_RESPONSE_P50', unit: 'seconds', name: 'First response' },
      value: 60,
    } as const;
    expect(told({ ...median, previous: 600 })).toContain('faster than in the 28 days before (10 mins)');
    expect(told({ ...median, value: 600, previous: 60 }, 'de')).toContain('langsamer als in den 28 Tagen davor');
  });

  it('tell a stock against a point in time, and a balance without points', () => {
    const stock = { metric: { id: 'OVERDUE', unit: 'count', name: 'Overdue' }, value: 12, previous: 2 } as const;
    expect(told(stock)).toBe('Product has 12 enquiries overdue, 10 more than 28 days earlier.');
    const balance = {
      metric: { id: 'NET_SENTIMENT', unit: 'ratio', name: 'Net sentiment' },
      value: -0.1,
      previous: 0.2,
    } as const;
    expect(told(balance)).toBe('Product has a net sentiment of -0.10, 0.30 lower than in the 28 days before.');
  });

  it('have words for metrics that they do not know', () => {
    const other = { metric: { id: 'FOLLOWS', unit: 'count', name: 'Follows' }, value: 3, previous: 1 } as const;
    expect(told(other)).toBe('Product, Follows: 3, 2 more than in the 28 days before (1).');
  });

  it('name what is compared with as the filters say it', () => {
    expect(compared('en', {}, 1).before).toBe('on the day before');
    expect(compared('en', { period: '13w' }, 91).before).toBe('in the 13 weeks before');
    expect(compared('en', { period: 'month' }, 12).before).toBe('in the same part of last month');
    expect(compared('de', { compare: 'weekday' }).before).toBe('ein Jahr zuvor');
    expect(compared('en', { compare: 'none' })).toEqual(compared('en'));
  });
});

describe('sentences of who can learn from whom', () => {
  it('have both values', () => {
    const lesson = {
      metric: { id: 'FIRST_RESPONSE_P50', unit: 'seconds', name: 'First response' },
      learner: 'Service',
      teacher: 'Product',
      learnerValue: 10_329,
      teacherValue: 64,
    } as const;
    const sentence = plain(lessonSentence(lesson, words.de, formats.de));
    expect(sentence).toContain('Service kann von Product lernen, früher zu antworten');
    expect(sentence).toContain('2 Std. 52 Min');
    expect(sentence).toContain('1 Min. 4 Sek.');
    expect(sentence).not.toMatch(/\.\.$/);
  });
});

describe('sentences of the social share', () => {
  const trajectory: Trajectory = {
    status: 'BEHIND',
    target: 0.57,
    targetDate: '2031-01-01',
    requiredPerMonth: 0.0105,
    forecastDate: '2033-05-01',
    latest: { month: '2026-10-01', actual: 0.05 },
  };
  const sentences = (change: Partial<Trajectory>) =>
    socialShareSentences({ ...trajectory, ...change }, words.en, formats.en).map(plain);

  it('tell the status, the pace and the date of the forecast', () => {
    expect(sentences({})).toEqual([
      'Behind: 5% in October 2026, on the way to 57% by 1 Jan 2031.',
      'It takes 1.1 points a month from here.',
      'If the trend goes on, the target is reached in May 2033.',
    ]);
  });

  it('promise nothing that the trend does not', () => {
    expect(sentences({ forecastDate: null }).at(-1)).toBe('If the trend goes on, the target is out of reach.');
    expect(sentences({ status: 'REACHED', requiredPerMonth: null, forecastDate: null })).toHaveLength(1);
    expect(sentences({ status: 'UNKNOWN', latest: null, requiredPerMonth: null })[0]).toContain('No month');
  });
});

describe('who answers slowest', () => {
  const department = (name: string, rank: number | null, median: number | null, since: string | null): Answering => ({
    name,
    rank,
    median,
    since,
    orEarlier: false,
    asked: 23,
    answered: median === null ? 0 : 20,
    mostUnanswered: median === null,
  });
  const told = (departments: Answering[]) => plain(slowestSentence(departments, words.en, formats.en));
  const fast = department('Product', 1, 64, '2026-10-12');

  it('is told with its median and the week since which it is', () => {
    expect(told([fast, department('Service', 2, 3_600, '2026-10-12')])).toBe(
      'Slowest: Service, half of its first answers within 1 hr. It has been since 12 Oct 2026.',
    );
  });

  it('is who answered nothing', () => {
    expect(told([fast, department('Sales', 2, null, null)])).toBe(
      'Slowest: Sales, with none of its 23 conversations answered. It never answered in these days.',
    );
  });

  it('is not told with a median that leaves out most of what was asked', () => {
    const product = { ...department('Product', 2, 127, null), asked: 186, answered: 66, mostUnanswered: true };
    expect(told([department('Service', 1, 4_459, null), product])).toBe(
      'Slowest: Product, where most enquiries have no answer: only 66 of 186 conversations have one.',
    );
    const german = slowestSentence([department('Service', 1, 4_459, null), product], words.de, formats.de);
    expect(plain(german)).toContain('Eine haben nur 66 von 186 Gesprächen.');
  });

  it('is several where they share the place, each with its own day', () => {
    const sales = department('Sales', 2, null, '2026-06-29');
    const product = { ...department('Product', 2, 127, '2026-08-03'), mostUnanswered: true };
    expect(told([department('Service', 1, 4_459, null), product, sales])).toBe(
      'Slowest: Product (since 3 Aug 2026) and Sales (since 29 Jun 2026), where most enquiries have no answer.',
    );
    expect(told([fast, sales, { ...product, since: null }])).toBe(
      'Slowest: Sales (since 29 Jun 2026) and Product, where most enquiries have no answer.',
    );
    expect(told([fast, department('A', 2, 120, null), department('B', 2, 120, null)])).toBe(
      'Slowest: A and B, half of their first answers within 2 mins.',
    );
  });

  it('is nobody where all are equal, or only one can be ranked', () => {
    expect(told([department('A', 1, 60, null), department('B', 1, 60, null)])).toBeUndefined();
    expect(told([fast, department('A', null, 60, null)])).toBeUndefined();
  });
});

describe('what a figure rests on', () => {
  it('is said in words of its own', () => {
    const value = { value: 0.5, numerator: 5, denominator: 10, n: 10 };
    const at = { day: '2026-10-31', current: 3 };
    const told = (...[metric, basis, end = at]: [MetricName, Partial<typeof value> | object, typeof at?]) =>
      plain(basisOf(metric, { ...value, ...basis }, words.en, formats.en, end));
    expect(told('RESPONSE_RATE', {})).toBe('5 of 10 conversations');
    expect(told('DIALOGUE_RATIO', {})).toBe('5 of 10 conversations of any kind');
    expect(told('SOCIAL_SHARE', {})).toBe('5 of 10');
    expect(told('FIRST_RESPONSE_P50', { n: 7 })).toBe('7 of 10 conversations answered');
    expect(told('FIRST_RESPONSE_P50', { n: 2 })).toBe('most are unanswered: 2 of 10 conversations answered');
    expect(told('FIRST_RESPONSE_P50', { n: 0, value: null })).toBe('none of 10 conversations answered');
    expect(told('NET_SENTIMENT', {})).toBe('of 10 scored');
    expect(told('OVERDUE', {})).toBe('3 now, whenever asked');
    expect(basisOf('OVERDUE', value, words.en, formats.en, { day: '2026-10-31', current: null })).toBe(
      'on 31 Oct, whenever asked',
    );
    expect(told('RESPONSE_RATE', { value: null })).toBeUndefined();
  });

  it('is said of conversations in German, too', () => {
    const value = { value: 0.5, numerator: 619, denominator: 1_624, n: 1_000 };
    const end = { day: '2026-10-31', current: null };
    expect(basisOf('RESPONSE_RATE', value, words.de, formats.de, end)).toBe('619 von 1.624 Gesprächen');
    expect(basisOf('FIRST_RESPONSE_P50', value, words.de, formats.de, end)).toBe(
      '1.000 von 1.624 Gesprächen beantwortet',
    );
  });
});

describe('a median that leaves out most of what was asked', () => {
  const warnings = [{ code: 'CENSORED' }];

  it('is that of first answers alone: of others the warning says something else', () => {
    expect(unansweredOf({ id: 'FIRST_RESPONSE_P50' }, { value: 127, warnings })).toBe('most');
    expect(unansweredOf({ id: 'FIRST_RESPONSE_P50' }, { value: null, warnings })).toBe('all');
    expect(unansweredOf({ id: 'FIRST_RESPONSE_P50' }, { value: null, warnings: [] })).toBeUndefined();
    expect(unansweredOf({ id: 'FIRST_RESPONSE_P90' }, { value: 127, warnings })).toBeUndefined();
  });
});
