import {
  areaY,
  dot,
  gridY,
  lineY,
  type Markish,
  type PlotOptions,
  pointerX,
  ruleX,
  ruleY,
  tip,
} from '@observablehq/plot';
import { useCallback, useMemo } from 'react';
import type { CatalogueMetric } from '../app/shell.ts';
import type { Granularity } from '../filters/span.ts';
import type { Format } from '../i18n/format.ts';
import { axisRoom } from './axis-room.ts';
import { MarksLegend } from './marks-legend.tsx';
import { PlotFigure } from './plot-figure.tsx';
import { markLayers, nameLayers, type TimePoint } from './time-layers.ts';
import styles from './time-series.module.css';
import { beginOf, instantOf, timeTicks, writeTick } from './time-ticks.ts';
import { valueAxis } from './value-axis.ts';
import { writeBucket } from './write-bucket.ts';

export interface SeriesPoint {
  /** The beginning of its bucket: a day, or of an hour its instant (`bucketStart`). */
  start: string;
  /** Null leaves a gap. */
  value: number | null;
  /** A band around it, such as that of a forecast. */
  low?: number | null;
  high?: number | null;
}

export interface Series {
  name: string;
  points: readonly SeriesPoint[];
  /** A CSS colour; by default that of its place, 1 to 8. */
  colour?: string;
  /** `dashed`: a target or a forecast. `faint`: what is compared with. */
  look?: 'solid' | 'dashed' | 'faint';
}

export interface TimeMark {
  day: string;
  text: string;
}

export interface TimeSeriesProps {
  label: string;
  metric: Pick<CatalogueMetric, 'id' | 'unit'>;
  series: readonly Series[];
  granularity: Granularity;
  format: Format;
  /** What happened, on the time axis. */
  marks?: readonly TimeMark[];
  height?: number;
  onPick?: ((point: { series: string; start: string }) => void) | undefined;
}

/** In pixels, as in the style sheet. */
const namedFrom = 420;

/** Lines over time, each named at its end, with a tip for every bucket. */
export function TimeSeries({
  label,
  metric,
  series,
  granularity,
  format,
  marks = [],
  height = 260,
  onPick,
}: TimeSeriesProps) {
  const shown = useMemo(
    () =>
      series.map((one, index) => ({
        ...one,
        ...looks(one, index),
        points: one.points.map((point) => drawn(one.name, point, granularity)),
      })),
    [series, granularity],
  );
  const tipText = useCallback(
    (point: TimePoint) =>
      [
        writeBucket(point.start, granularity, format),
        `${point.series}: ${point.value === null ? '–' : format.value(metric, point.value)}`,
      ].join('\n'),
    [granularity, format, metric],
  );
  const draw = useCallback(
    (width: number) => {
      // Where there is no room beside the lines, a legend above them names them.
      const named = shown.length > 1 && width >= namedFrom;
      const nameRoom = Math.min(width / 3, 20 + 7.2 * Math.max(...shown.map(({ name }) => name.length)));
      const all: TimePoint[] = shown.flatMap(({ points }) => points);
      const numbers = all.flatMap(({ value, low, high }) => [value, low, high]).filter((one) => one !== null);
      const { domain, ticks } = valueAxis(metric.unit, numbers);
      const writeValue = (value: number) => format.tick(metric, value);
      const marginLeft = axisRoom(ticks.map(writeValue));
      const marginRight = named ? nameRoom : 28;
      const [top, bottom] = [marks.length > 0 ? 22 : 12, 30];
      const layers: Markish[] = [
        gridY(ticks, { stroke: 'var(--line)', strokeOpacity: 1 }),
        ruleY([0], { stroke: 'var(--line-strong)' }),
        ...shown.flatMap(({ points, colour, dash, thickness }): Markish[] => [
          ...(points.some(({ low }) => low !== null)
            ? [areaY(points, { x: 'at', y1: 'low', y2: 'high', fill: colour, fillOpacity: 0.14 })]
            : []),
          lineY(points, {
            x: 'at',
            y: 'value',
            stroke: colour,
            strokeWidth: thickness,
            ...(dash && { strokeDasharray: dash }),
          }),
          // A value between two gaps would be no line at all.
          dot(
            points.filter((_, index) => isAlone(points, index)),
            { x: 'at', y: 'value', fill: colour, r: 2.5 },
          ),
        ]),
        ...(marks.length > 0 ? markLayers(marks, (day) => beginOf(day, granularity, format.zone)) : []),
        ruleX(all, pointerX({ x: 'at', stroke: 'var(--line-strong)' })),
        tip(
          all,
          pointerX({ x: 'at', y: 'value', title: tipText, stroke: 'var(--line)', fill: 'var(--raised)', fontSize: 12 }),
        ),
        dot(all, pointerX({ x: 'at', y: 'value', fill: 'var(--ink)', r: 3 })),
        ...(named ? nameLayers(shown, { domain, top, bottom, height, marked: marks.length > 0 }) : []),
      ];
      return {
        marginLeft,
        marginRight,
        marginTop: top,
        marginBottom: bottom,
        x: {
          type: 'utc',
          label: null,
          tickFormat: (at: Date) => writeTick(at, granularity, format),
          ticks: timeTicks(
            all.map(({ start }) => start),
            granularity,
            width - marginLeft - marginRight,
          ),
          tickSize: 4,
        },
        y: { label: null, domain, ticks, tickFormat: writeValue, tickSize: 0 },
        color: { type: 'identity' },
        marks: layers,
      } satisfies PlotOptions;
    },
    [shown, marks, granularity, format, metric, tipText, height],
  );
  const steps = useMemo(
    () => ({
      rows: shown.map(({ points }) => points.filter(({ value }) => value !== null)).filter(({ length }) => length > 0),
      at: ({ at, value }: TimePoint) => ({ x: at, y: value }),
      read: tipText,
    }),
    [shown, tipText],
  );
  return (
    <div className={styles.series}>
      {shown.length > 1 && (
        <ul className={styles.legend} aria-hidden>
          {shown.map(({ name, colour }) => (
            <li key={name} style={{ color: colour }}>
              {name}
            </li>
          ))}
        </ul>
      )}
      <PlotFigure<TimePoint> draw={draw} height={height} label={label} onPick={onPick} steps={steps} />
      {marks.length > 0 && <MarksLegend marks={marks} format={format} />}
    </div>
  );
}

const drawn = (
  series: string,
  { start, value, low = null, high = null }: SeriesPoint,
  granularity: Granularity,
): TimePoint => ({ series, start, at: instantOf(start, granularity), value, low, high });

function looks({ colour, look = 'solid' }: Series, index: number) {
  return {
    colour: colour ?? (look === 'faint' ? 'var(--line-strong)' : `var(--series-${(index % 8) + 1})`),
    dash: look === 'dashed' ? '5 4' : undefined,
    thickness: look === 'faint' ? 1.25 : 2,
  };
}

const isAlone = (points: readonly TimePoint[], index: number): boolean =>
  points[index]?.value !== null &&
  (points[index - 1]?.value ?? null) === null &&
  (points[index + 1]?.value ?? null) === null;
