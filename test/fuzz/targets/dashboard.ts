import { isDeepStrictEqual } from 'node:util';
import { behindSearch, readBehind } from '../../../dashboard/charts/behind-link.ts';
import { readFilters, writeFilters } from '../../../dashboard/filters/filters.ts';
import { readNumber, readShare, writeNumber } from '../../../dashboard/i18n/read-number.ts';
import { type FuzzTarget, law } from '../target.ts';

const parametersOf = (input: Buffer) => Object.fromEntries(new URLSearchParams(input.toString()));

/** What the page reads of its own address, and numbers that people type. */
export const dashboardTargets: readonly FuzzTarget[] = [
  {
    name: 'address-filters',
    seeds: [
      'period=custom&from=2026-01-01&to=2026-02-01&compare=year&department=hr,sales&channel=x&zone=Asia/Tokyo',
      'period=7d',
    ],
    words: ['&period=', '&from=', '&to=', '&zone=', '&department=', ',', '2026-02-30', '0000-01-01', '%2C'],
    run(input) {
      const link = writeFilters(readFilters(parametersOf(input)));
      law(isDeepStrictEqual(writeFilters(readFilters(link)), link), 'a link opens another view than it was made of');
    },
  },
  {
    name: 'address-behind',
    seeds: [
      'metric=RESPONSE_RATE&from=2026-01-01&to=2026-01-31&department=hr&channel=x&kind=SOCIAL&part=NUMERATOR&zone=UTC&list=conversations&after=abc',
    ],
    words: ['&metric=', '&kind=', '&part=', '&list=', '&before=', 'SOCIAL,DIRECT'],
    run(input) {
      const found = readBehind(parametersOf(input));
      if (found === undefined) return;
      const { department, channel, kind, metric, ...rest } = found;
      const search = behindSearch({
        ...rest,
        metric: metric as never,
        departments: department,
        channels: channel,
        channelKinds: kind,
      });
      const again = readBehind(search);
      law(
        again?.from === found.from && again.metric === metric && isDeepStrictEqual(again.department, department),
        'a link leads behind another point',
      );
    },
  },
  {
    name: 'typed-numbers',
    seeds: ['1.234,5 %', '1,234.5', '−12', '0,7', '.5'],
    words: ['.', ',', '%', '−', '+', '000', '\u00a0'],
    run(input) {
      for (const locale of ['de', 'en']) {
        const text = input.toString();
        const value = readNumber(text, locale);
        readShare(text, locale);
        if (value === undefined) continue;
        law(Number.isFinite(value) || text.length > 300, 'a number that is none');
        if (Math.abs(value) < 1e15 && Math.abs(value) > 1e-6) {
          const again = readNumber(writeNumber(value, locale), locale);
          law(
            again !== undefined && Math.abs(again - value) <= Math.abs(value) * 1e-9,
            'a number is written as another',
          );
        }
      }
    },
  },
];
