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
  /** Signs of marks stand above the picture: names keep clear of them. */
  marked: boolean;
}

/**
 * The names at the ends of the lines, moved apart where lines end close to each other. A mark may stand after the last bucket, so
 * lines that reach it have their names beside the picture; one that ends before it has its own where it ends.
 */
export function nameLayers(
  shown: readonly { name: string; points: readonly TimePoint[]; colour: string }[],
  { domain: [low, high], top, bottom, height, marked }: Frame,
): Markish[] {
  const ends = shown.flatMap(({ points, colour }) => {
    const last = points.findLast(({ value }) => value !== null);
    return last?.value == null ? [] : [{ ...last, value: last.value, colour }];
  });
  const place = (value: number) => top + ((high - value) / (high - low)) * (height - top - bottom);
  const latest = Math.max(...shown.flatMap(({ points }) => points.map(({ at }) => at.getTime())));
  const places = ends.map(({ value }) => place(value));
  const apart = spreadApart(places, 15, marked ? top + 8 : top, height - bottom);
  return ends.map((end, index) =>
    text([end], {
      // Beside the sign of a mark that stands at the very end.
      ...(end.at.getTime() === latest ? { frameAnchor: 'right', dx: 12 } : { x: 'at', dx: 6 }),
      y: 'value',
      text: 'series',
      fill: end.colour,
      textAnchor: 'start',
      dy: (apart[index] ?? 0) - (places[index] ?? 0),
      fontWeight: 550,
      // Readable where another line, or that of a mark, passes behind it.
      stroke: 'var(--raised)',
      strokeWidth: 4,
    }),
  );
}
