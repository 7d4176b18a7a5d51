import type { useTranslations } from 'use-intl';
import type { SocialShareWay } from '../../api/social-share-way.ts';
import type { ChartTable } from '../../charts/chart-table.ts';
import type { Format } from '../../i18n/format.ts';

/** A month of the trajectory. */
export type SharePoint = SocialShareWay['points'][number];

/** A line of the picture, as `TimeSeries` takes it. */
export interface ShareSeries {
  name: string;
  look?: 'dashed';
  colour?: string;
  points: { start: string; value: number | null; low?: number | null; high?: number | null }[];
}

type Words = ReturnType<typeof useTranslations<'overview'>>;

/** The lines: whole months as they were, the way to the target, and the forecast from the last whole month on. */
export function shareSeries(points: readonly SharePoint[], t: Words): ShareSeries[] {
  const last = points.findLast(({ actual, complete }) => complete && actual !== null);
  const ahead = points.filter(({ forecast }) => forecast !== null);
  // The forecast sets out from where the line of the actual ends.
  const from = last && ahead.length > 0 ? [{ start: last.month, value: last.actual }] : [];
  return [
    {
      name: t('shareActual'),
      points: points.map(({ month, actual, complete }) => ({ start: month, value: complete ? actual : null })),
    },
    {
      name: t('shareGlide'),
      look: 'dashed',
      colour: 'var(--series-2)',
      points: points.map(({ month, glidePath }) => ({ start: month, value: glidePath })),
    },
    {
      name: t('shareForecast'),
      look: 'dashed',
      colour: 'var(--series-6)',
      points: [
        ...from,
        ...ahead.map(({ month, forecast, forecastLow, forecastHigh }) => ({
          start: month,
          value: forecast,
          low: forecastLow,
          high: forecastHigh,
        })),
      ],
    },
  ];
}

/** The same as rows; the running month stands in a column of its own, as it is not over. */
export function shareTable(points: readonly SharePoint[], t: Words, format: Format): ChartTable {
  const percent = (cell: string | number) => format.percent(Number(cell));
  const numeric = (label: string) => ({ label, numeric: true, unit: 'share' as const, format: percent });
  return {
    columns: [
      { label: t('month'), format: (month) => format.month(String(month)) },
      numeric(t('shareActual')),
      numeric(t('shareRunning')),
      numeric(t('shareGlide')),
      numeric(t('shareForecast')),
      numeric(t('shareLow')),
      numeric(t('shareHigh')),
    ],
    rows: points.map(({ month, actual, complete, glidePath, forecast, forecastLow, forecastHigh }) => [
      month,
      complete ? actual : null,
      complete ? null : actual,
      glidePath,
      forecast,
      forecastLow,
      forecastHigh,
    ]),
  };
}
