import { expect, it } from 'vitest';
import { readNumber, readShare, writeNumber, writeShare } from '../../../dashboard/i18n/read-number.ts';

it.each([
  ['57', 'en-GB', 57],
  ['57.5', 'en-GB', 57.5],
  ['57,5', 'de-DE', 57.5],
  ['57,5', 'en-GB', 57.5],
  ['57.5', 'de-DE', 57.5],
  ['1,250', 'en-GB', 1250],
  ['1.250', 'de-DE', 1250],
  ['1.250.000,5', 'de-DE', 1_250_000.5],
  ['0.500', 'de-DE', 0.5],
  ['-0.25', 'en-GB', -0.25],
  ['−0,25', 'de-DE', -0.25],
  [' 57 % ', 'en-GB', 57],
  ['1 250', 'de-DE', 1250],
])('reads %s in %s as %d', (text, locale, number) => {
  expect(readNumber(text, locale)).toBe(number);
});

it.each(['', 'ten', '5 days', '1.2.3', '1,2,3', '--5', '5e3', '.'])('takes “%s” for no number', (text) => {
  expect(readNumber(text, 'en-GB')).toBeUndefined();
  expect(readNumber(text, 'de-DE')).toBeUndefined();
});

it('makes the share of a percentage that a typed share would be, to the last bit', () => {
  for (let tenths = 0; tenths <= 1_000; tenths++) {
    const text = `${Math.floor(tenths / 10)}.${tenths % 10}`;
    expect(readShare(text, 'en-GB')).toBe(Number(`${text}e-2`));
  }
  expect(readShare('0.7', 'en-GB')).toBe(0.007);
});

it('writes a share so that it is read as the same', () => {
  for (const locale of ['en-GB', 'de-DE']) {
    for (const share of [0, 0.07, 0.57, 0.007, 0.1 + 0.2, 1 / 3, 1, 0.000001, -0.25, 12]) {
      expect(readShare(writeShare(share, locale), locale)).toBeCloseTo(share, 15);
    }
    for (const value of [0, 14_400, 2_500_000, 0.5]) expect(readNumber(writeNumber(value, locale), locale)).toBe(value);
  }
  expect(writeShare(0.07, 'de-DE')).toBe('7');
  expect(writeShare(0.575, 'de-DE')).toBe('57,5');
});
