import { gridY, type PlotOptions, pointerX, rectY, ruleY, text, tip } from '@observablehq/plot';
import { useCallback, useMemo } from 'react';
import type { CatalogueMetric } from '../app/shell.ts';
import { addDays, type Granularity } from '../filters/span.ts';
import type { Format } from '../i18n/format.ts';
import { axisRoom } from './axis-room.ts';
import { PlotFigure } from './plot-figure.tsx';
import type { Series } from './time-series.tsx';
import { instantOf, timeTicks, writeTick } from './time-ticks.ts';
import { valueAxis } from './value-axis.ts';
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
  const rows = useMemo(
    () => series.map(({ name, points }, index) => points.map((point) => barOf(name, point, index, granularity))),
    [series, granularity],
  );
  const tipText = useCallback(
    ({ series: name, start, value }: Bar) =>
      `${writeBucket(start, granularity, format)}\n${name}: ${value === null ? '–' : format.value(metric, value)}`,
    [granularity, format, metric],
  );
  const draw = useCallback(
    (width: number) => {
      const bars = rows.flat();
      const { domain, ticks } = valueAxis(
        metric.unit,
        bars.map(({ value }) => value).filter((one) => one !== null),
        2,
      );
      const writeValue = (value: number) => format.tick(metric, value);
      const marginLeft = axisRoom(ticks.map(writeValue));
      const starts = bars.map(({ start }) => start);
      return {
        marginLeft,
        marginRight: 28,
        marginTop: 24,
        x: {
          type: 'utc',
          label: null,
          ticks: timeTicks(starts, granularity, width - marginLeft - 28),
          tickFormat: (at: Date) => writeTick(at, granularity, format),
          tickSize: 4,
        },
        y: { label: null, domain, ticks, tickFormat: writeValue, tickSize: 0 },
        fy: { axis: null, padding: 0.28, domain: series.map(({ name }) => name) },
        color: { type: 'identity' },
        marks: [
          gridY(ticks, { stroke: 'var(--line)', strokeOpacity: 1 }),
          rectY(bars, { x1: 'from', x2: 'to', y: 'value', fy: 'series', fill: 'colour', inset: 0.5, insetBottom: 0 }),
          ruleY([0], { stroke: 'var(--line-strong)' }),
          text(series, {
            fy: 'name',
            text: 'name',
            frameAnchor: 'top-left',
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
    [rows, series, granularity, format, metric, tipText],
  );
  const steps = useMemo(
    () => ({ rows, at: ({ middle, value, series: fy }: Bar) => ({ x: middle, y: value, fy }), read: tipText }),
    [rows, tipText],
  );
  return <PlotFigure<Bar> draw={draw} height={series.length * height + 48} {...{ label, onPick, steps }} />;
}

function barOf(name: string, { start, value }: Series['points'][number], index: number, granularity: Granularity): Bar {
  const from = instantOf(start, granularity);
  const to =
    granularity === 'HOUR' ? new Date(from.getTime() + 3_600_000) : instantOf(nextDay(start, granularity), 'DAY');
  const middle = new Date((from.getTime() + to.getTime()) / 2);
  return { series: name, start, from, to, middle, value, colour: `var(--series-${(index % 8) + 1})` };
}

/** The day on which the next bucket begins. */
function nextDay(start: string, granularity: Granularity): string {
  const day = start.slice(0, 10);
  if (granularity === 'MONTH') return `${addDays(`${day.slice(0, 7)}-28`, 4).slice(0, 7)}-01`;
  return addDays(day, granularity === 'WEEK' ? 7 : 1);
}
