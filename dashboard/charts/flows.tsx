import { areaY, type Markish, type PlotOptions, pointer, rect, text, tip } from '@observablehq/plot';
import { useCallback } from 'react';
import { type Flow, type FlowEnd, layFlows, type Ribbon } from './lay-flows.ts';
import { PlotFigure } from './plot-figure.tsx';

export interface FlowsProps {
  label: string;
  members: readonly { id: string; name: string }[];
  flows: readonly Flow[];
  write: (value: number) => string;
  /** A flow in one sentence. */
  describe: (flow: Flow) => string;
  /** Members whose flows stand out; none: all do. */
  lit?: readonly string[];
  height?: number;
  onPick?: ((flow: Flow) => void) | undefined;
}

/** Who sends how much to whom: senders on the left, receivers on the right, ribbons as thick as what flows, in the colour of the sender. */
export function Flows({ label, members, flows, write, describe, lit = [], height = 340, onPick }: FlowsProps) {
  const draw = useCallback(
    (width: number) => {
      const order = members.map(({ id }) => id);
      const nameOf = (id: string) => members.find((one) => one.id === id)?.name ?? id;
      const colourOf = (id: string) => `var(--series-${(order.indexOf(id) % 8) + 1})`;
      const margin = { top: 8, bottom: 8, side: Math.min(width * 0.4, Math.max(122, Math.min(150, width * 0.28))) };
      const { senders, receivers, ribbons } = layFlows(flows, order, height - margin.top - margin.bottom);
      const shown = ({ from, to }: Flow) => lit.length === 0 || lit.includes(from) || lit.includes(to);
      const ends = (side: FlowEnd[], x: number): Markish[] => [
        rect(side, {
          x1: x - 0.008,
          x2: x + 0.008,
          y1: 'top',
          y2: 'bottom',
          fill: ({ id }: FlowEnd) => (x === 0 ? colourOf(id) : 'var(--ink-faint)'),
        }),
        text(side, {
          x,
          y: ({ top, bottom }: FlowEnd) => (top + bottom) / 2,
          text: ({ id, total }: FlowEnd) => `${nameOf(id)} ${write(total)}`,
          textAnchor: x === 0 ? 'end' : 'start',
          dx: x === 0 ? -8 : 8,
          fill: 'var(--ink)',
          lineWidth: margin.side / 12 - 0.8,
        }),
      ];
      return {
        marginTop: margin.top,
        marginBottom: margin.bottom,
        marginLeft: margin.side,
        marginRight: margin.side,
        x: { axis: null, domain: [0, 1], type: 'linear' },
        y: {
          axis: null,
          domain: [0, height - margin.top - margin.bottom],
          range: [margin.top, height - margin.bottom],
        },
        color: { type: 'identity' },
        marks: [
          areaY(ribbons.flatMap(edgesOf), {
            x: 'x',
            y1: 'top',
            y2: 'bottom',
            z: 'key',
            fill: ({ ribbon }: Edge) => colourOf(ribbon.from),
            fillOpacity: ({ ribbon }: Edge) => (shown(ribbon) ? 0.5 : 0.1),
          }),
          ...ends(senders, 0),
          ...ends(receivers, 1),
          tip(
            ribbons,
            pointer({
              x: 0.5,
              y: ({ fromY, toY }: Ribbon) => (fromY + toY) / 2,
              title: describe,
              stroke: 'var(--line)',
              fill: 'var(--raised)',
              fontSize: 12,
            }),
          ),
        ],
      } satisfies PlotOptions;
    },
    [members, flows, write, describe, lit, height],
  );
  return <PlotFigure<Ribbon> draw={draw} height={height} label={label} onPick={onPick} />;
}

interface Edge {
  ribbon: Ribbon;
  key: string;
  x: number;
  top: number;
  bottom: number;
}

/** Where a ribbon has its edges, from left to right: it is as thick all the way, however narrow the picture. */
const edgesOf = (ribbon: Ribbon): Edge[] =>
  Array.from({ length: steps + 1 }, (_, step) => {
    const x = step / steps;
    const y = ribbon.fromY + (ribbon.toY - ribbon.fromY) * x * x * (3 - 2 * x);
    const half = Math.max(1, ribbon.thickness) / 2;
    return { ribbon, key: `${ribbon.from} ${ribbon.to}`, x, top: y - half, bottom: y + half };
  });

const steps = 32;
