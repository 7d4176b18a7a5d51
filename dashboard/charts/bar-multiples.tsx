import { axisX, gridY, type PlotOptions, pointerX, rectY, ruleY, text, tip } from '@observablehq/plot';
import { useCallback, useMemo } from 'react';
import type { CatalogueMetric } from '../app/shell.ts';
import { addDays, type Granularity } from '../filters/span.ts';
import type { Format } from '../i18n/format.ts';
import { PlotFigure } from './plot-figure.tsx';
import type { Series } from './time-series.tsx';
import { writeBucket } from './write-bucket.ts';

export interface BarMultiplesProps {
  label: string;
  metric: Pick<CatalogueMetric, 'id' | 'unit'>;
  series: readonly Pick<Series, 'name' | 'points'>[];
  granularity: Granularity;
  format: Format;
  /** Of each of the small pictures, in pixels. */
  height?: number;
  onPick?: ((point: { series: string; start: string }) => void) | undefined;
}

interface Bar {
  series: string;
  start: string;
  from: Date;
  to: Date;
  middle: Date;
  value: number | null;
  colour: string;
}

/** Bars over time, a row for each series, all on one scale: how they share a whole, and how each goes its way. */
export function BarMultiples({ label, metric, series, granularity, format, height = 96, onPick }: BarMultiplesProps) {
  const bars = useMemo(() => series.flatMap((one, index) => barsOf(one, index, granularity)), [series, granularity]);
  const draw = useCallback(
    (width: number) => {
      const names = series.map(({ name }) => ({ series: name }));
      const tipText = (bar: Bar) =>
        [
          writeBucket(bar.start, granularity, format),
          `${bar.series}: ${bar.value === null ? '–' : format.value(metric, bar.value)}`,
        ].join('\n');
      return {
        marginLeft: 52,
        marginRight: 28,
        marginTop: 24,
        x: { type: 'utc', label: null },
        y: {
          label: null,
          tickFormat: (value: number) => format.tick(metric, value),
          ticks: 2,
          tickSize: 0,
          nice: true,
        },
        fy: { axis: null, padding: 0.28, domain: series.map(({ name }) => name) },
        color: { type: 'identity' },
        marks: [
          gridY({ stroke: 'var(--line)', strokeOpacity: 1, ticks: 2 }),
          axisX({
            anchor: 'bottom',
            ticks: Math.max(2, Math.floor(width / 110)),
            tickSize: 4,
            label: null,
            tickFormat: (at: Date) =>
              granularity === 'HOUR' ? format.time(at.toISOString()) : format.shortDay(at.toISOString().slice(0, 10)),
          }),
          rectY(bars, {
            x1: 'from',
            x2: 'to',
            y: 'value',
            fy: 'series',
            fill: 'colour',
            insetLeft: 0.5,
            insetRight: 0.5,
          }),
          ruleY([0], { stroke: 'var(--line-strong)' }),
          text(names, {
            fy: 'series',
            text: 'series',
            frameAnchor: 'top-left',
            dx: 0,
            dy: -16,
            fontSize: 12,
            fontWeight: 600,
            fill: 'var(--ink)',
          }),
          tip(
            bars,
            pointerX({
              x: 'middle',
              y: 'value',
              fy: 'series',
              title: tipText,
              stroke: 'var(--line)',
              fill: 'var(--raised)',
              fontSize: 12,
            }),
          ),
        ],
      } satisfies PlotOptions;
    },
    [bars, series, granularity, format, metric],
  );
  return <PlotFigure<Bar> draw={draw} height={series.length * height + 48} label={label} onPick={onPick} />;
}

function barsOf({ name, points }: BarMultiplesProps['series'][number], index: number, granularity: Granularity): Bar[] {
  return points.map(({ start, value }) => {
    const [from, to] = edges(start, granularity);
    const middle = new Date((from.getTime() + to.getTime()) / 2);
    return { series: name, start, from, to, middle, value, colour: `var(--series-${(index % 8) + 1})` };
  });
}

/** Days stand at their own midnight, whatever the zone; hours at their instant. */
function edges(start: string, granularity: Granularity): [Date, Date] {
  if (granularity === 'HOUR') return [new Date(start), new Date(Date.parse(start) + 3_600_000)];
  const day = start.slice(0, 10);
  const length = granularity === 'DAY' ? 1 : granularity === 'WEEK' ? 7 : 0;
  const end = length > 0 ? addDays(day, length) : `${addDays(`${day.slice(0, 7)}-28`, 4).slice(0, 7)}-01`;
  return [new Date(`${day}T00:00:00Z`), new Date(`${end}T00:00:00Z`)];
}
