import { type Markish, ruleX, text } from '@observablehq/plot';
import { markSign } from './mark-sign.ts';
import { spreadApart } from './spread-apart.ts';
import type { TimeMark } from './time-series.tsx';

/** A point as it is drawn. */
export interface TimePoint {
  series: string;
  start: string;
  at: Date;
  value: number | null;
  low: number | null;
  high: number | null;
}

/** A line for each mark where its day begins, with the sign by which it is told below. */
export const markLayers = (marks: readonly TimeMark[], at: (day: string) => Date): Markish[] => [
  ruleX(marks, {
    x: ({ day }: TimeMark) => at(day),
    stroke: 'var(--notice)',
    strokeDasharray: '2 3',
  }),
  text(marks, {
    x: ({ day }: TimeMark) => at(day),
    frameAnchor: 'top',
    text: (_mark: TimeMark, index: number) => markSign(index),
    dy: -10,
    fill: 'var(--notice)',
    fontSize: 13,
  }),
];

interface Frame {
  domain: readonly [number, number];
  top: number;
  bottom: number;
  height: number;
}

/**
 * The names beside the picture, each at the height at which its line ends, moved apart where lines end close to each other. A mark
 * may stand after the last point of a line, so they begin where the time axis ends.
 */
export function nameLayers(
  shown: readonly { name: string; points: readonly TimePoint[]; colour: string }[],
  { domain: [low, high], top, bottom, height }: Frame,
): Markish[] {
  const ends = shown.flatMap(({ points, colour }) => {
    const last = points.findLast(({ value }) => value !== null);
    return last?.value == null ? [] : [{ ...last, value: last.value, colour }];
  });
  const place = (value: number) => top + ((high - value) / (high - low)) * (height - top - bottom);
  const places = ends.map(({ value }) => place(value));
  const apart = spreadApart(places, 15, top, height - bottom);
  return ends.map((end, index) =>
    text([end], {
      frameAnchor: 'right',
      y: 'value',
      text: 'series',
      fill: end.colour,
      textAnchor: 'start',
      // Beside the sign of a mark that stands at the very end.
      dx: 12,
      dy: (apart[index] ?? 0) - (places[index] ?? 0),
      fontWeight: 550,
    }),
  );
}
