import { areaY, dot, lineY, type PlotOptions } from '@observablehq/plot';
import { useCallback } from 'react';
import { PlotFigure } from './plot-figure.tsx';

export interface SparklineProps {
  /** In order of time; null leaves a gap. */
  values: readonly (number | null)[];
  /** What it shows, in one sentence. */
  label: string;
  height?: number;
  colour?: string;
}

/** The shape of a series, without axes: the figure beside it says how much. */
export function Sparkline({ values, label, height = 36, colour = 'var(--series-1)' }: SparklineProps) {
  const text = JSON.stringify(values);
  const draw = useCallback(() => {
    const points = (JSON.parse(text) as (number | null)[]).map((value, at) => ({ at, value }));
    const last = points.findLast(({ value }) => value !== null);
    const isGap = (at: number) => (points[at]?.value ?? null) === null;
    // A value between two gaps would be no line at all.
    const alone = points.filter(({ at }) => !isGap(at) && isGap(at - 1) && isGap(at + 1));
    return {
      axis: null,
      margin: 4,
      x: { type: 'linear' },
      y: { zero: true, nice: false },
      marks: [
        // With `y` alone it would be stacked, and a gap be 0.
        areaY(points, { x: 'at', y1: 0, y2: 'value', fill: colour, fillOpacity: 0.1 }),
        lineY(points, { x: 'at', y: 'value', stroke: colour, strokeWidth: 1.75 }),
        dot(alone, { x: 'at', y: 'value', fill: colour, r: 1.75 }),
        ...(last ? [dot([last], { x: 'at', y: 'value', fill: colour, r: 2.5 })] : []),
      ],
    } satisfies PlotOptions;
  }, [text, colour]);
  return <PlotFigure draw={draw} height={height} label={label} />;
}
