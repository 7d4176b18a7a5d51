import { expect, it } from 'vitest';
import { enteredUnit, readEntered, writeEntered } from '../../../dashboard/i18n/entered-value.ts';
import { possibleValues } from '../../../shared/goal-values.ts';
import { catalogue } from '../../../shared/metrics/catalogue.ts';

const share = { id: 'RESPONSE_RATE', unit: 'ratio' };
const balance = { id: 'NET_SENTIMENT', unit: 'ratio' };
const time = { id: 'FIRST_RESPONSE_P50', unit: 'seconds' };

it('takes shares in percent, durations in minutes, balances and counts as they are', () => {
  expect(readEntered(share, '57', 'en-GB')).toBe(0.57);
  expect(readEntered(share, '57,5 %', 'de-DE')).toBe(0.575);
  expect(readEntered(time, '240', 'en-GB')).toBe(14_400);
  expect(readEntered(time, '0.1', 'en-GB')).toBe(6);
  expect(readEntered(balance, '-0.2', 'en-GB')).toBe(-0.2);
  expect(readEntered({ id: 'POSTS', unit: 'count' }, '1.200', 'de-DE')).toBe(1200);
});

it('refuses what the metric can never be', () => {
  expect(readEntered(share, '101', 'en-GB')).toBeUndefined();
  expect(readEntered(share, '-1', 'en-GB')).toBeUndefined();
  expect(readEntered(balance, '2', 'en-GB')).toBeUndefined();
  expect(readEntered(time, '-5', 'en-GB')).toBeUndefined();
  expect(readEntered(time, 'soon', 'en-GB')).toBeUndefined();
});

it('writes what it reads as the same value', () => {
  for (const seconds of [0, 1, 59, 100, 14_400, 86_399]) {
    expect(readEntered(time, writeEntered(time, seconds, 'de-DE'), 'de-DE')).toBe(seconds);
  }
  expect(writeEntered(share, 0.07, 'en-GB')).toBe('7');
});

it('holds for every metric of the catalogue what the API holds', () => {
  for (const { id, unit } of catalogue) {
    const { least, most } = possibleValues(id);
    const entered = enteredUnit({ id, unit });
    const factor = entered === 'percent' ? 100 : 1;
    const read = (value: number) => readEntered({ id, unit }, String(value), 'en-GB');
    expect(read(least * factor), id).toBe(least);
    expect(read(least * factor - 0.01), id).toBeUndefined();
    if (!Number.isFinite(most)) continue;
    expect(read(most * factor), id).toBe(most);
    expect(read(most * factor + 0.01), id).toBeUndefined();
  }
});
