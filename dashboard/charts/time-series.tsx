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
  text,
  tip,
} from '@observablehq/plot';
import { useCallback, useMemo } from 'react';
import type { CatalogueMetric } from '../app/shell.ts';
import type { Granularity } from '../filters/span.ts';
import type { Format } from '../i18n/format.ts';
import { PlotFigure } from './plot-figure.tsx';
import { writeBucket } from './write-bucket.ts';

export interface SeriesPoint {
  /** The beginning of its bucket: ISO 8601 with offset, or a day. */
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

interface Drawn {
  series: string;
  start: string;
  at: Date;
  value: number | null;
  low: number | null;
  high: number | null;
}

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
        points: one.points.map((point) => drawn(one.name, point)),
      })),
    [series],
  );
  const draw = useCallback(
    (width: number) => {
      const write = (value: number) => format.value(metric, value);
      const tipText = (point: Drawn) =>
        [
          writeBucket(point.start, granularity, format),
          `${point.series}: ${point.value === null ? '–' : write(point.value)}`,
        ].join('\n');
      const named = shown.length > 1;
      const all: Drawn[] = shown.flatMap(({ points }) => points);
      const layers: Markish[] = [
        gridY({ stroke: 'var(--line)', strokeOpacity: 1 }),
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
        ...(marks.length > 0
          ? [
              ruleX(marks, {
                x: ({ day }: TimeMark) => new Date(`${day}T00:00:00Z`),
                stroke: 'var(--notice)',
                strokeDasharray: '2 3',
              }),
              text(marks, {
                x: ({ day }: TimeMark) => new Date(`${day}T00:00:00Z`),
                frameAnchor: 'top',
                text: (_mark: TimeMark, index: number) => String.fromCodePoint(0x2460 + (index % 20)),
                dy: -10,
                fill: 'var(--notice)',
                fontSize: 13,
              }),
            ]
          : []),
        ruleX(all, pointerX({ x: 'at', stroke: 'var(--line-strong)' })),
        tip(
          all,
          pointerX({ x: 'at', y: 'value', title: tipText, stroke: 'var(--line)', fill: 'var(--raised)', fontSize: 12 }),
        ),
        dot(all, pointerX({ x: 'at', y: 'value', fill: 'var(--ink)', r: 3 })),
        ...(named
          ? [
              text(
                shown.flatMap(({ points, colour }) => {
                  const last = points.findLast(({ value }) => value !== null);
                  return last ? [{ ...last, colour }] : [];
                }),
                { x: 'at', y: 'value', text: 'series', fill: 'colour', textAnchor: 'start', dx: 6, fontWeight: 550 },
              ),
            ]
          : []),
      ];
      return {
        marginLeft: 52,
        marginRight: named ? Math.min(130, width / 4) : 16,
        marginTop: marks.length > 0 ? 22 : 12,
        x: {
          type: 'utc',
          label: null,
          tickFormat: (at: Date) => writeTick(at, granularity, format),
          ticks: Math.max(2, Math.floor(width / 110)),
          tickSize: 4,
        },
        y: {
          label: null,
          tickFormat: (value: number) => format.tick(metric, value),
          ticks: 4,
          tickSize: 0,
          nice: true,
          zero: true,
        },
        color: { type: 'identity' },
        marks: layers,
      } satisfies PlotOptions;
    },
    [shown, marks, granularity, format, metric],
  );
  return <PlotFigure<Drawn> draw={draw} height={height} label={label} onPick={onPick} />;
}

/** Days stand at their own midnight, whatever the zone; hours at their instant, as a day may have two of the same name. */
const drawn = (series: string, { start, value, low = null, high = null }: SeriesPoint): Drawn => ({
  series,
  start,
  at: start.includes('T') && !start.includes('T00:00') ? new Date(start) : new Date(`${start.slice(0, 10)}T00:00:00Z`),
  value,
  low,
  high,
});

function looks({ colour, look = 'solid' }: Series, index: number) {
  return {
    colour: colour ?? (look === 'faint' ? 'var(--line-strong)' : `var(--series-${(index % 8) + 1})`),
    dash: look === 'dashed' ? '5 4' : undefined,
    thickness: look === 'faint' ? 1.25 : 2,
  };
}

const isAlone = (points: readonly Drawn[], index: number): boolean =>
  points[index]?.value !== null &&
  (points[index - 1]?.value ?? null) === null &&
  (points[index + 1]?.value ?? null) === null;

function writeTick(at: Date, granularity: Granularity, format: Format): string {
  if (granularity === 'HOUR') return format.time(at.toISOString());
  const day = at.toISOString().slice(0, 10);
  return granularity === 'MONTH' ? format.shortMonth(day) : format.shortDay(day);
}
