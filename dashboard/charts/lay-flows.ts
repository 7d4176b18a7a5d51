export interface Flow {
  from: string;
  to: string;
  value: number;
}

export interface FlowEnd {
  id: string;
  total: number;
  /** Pixels from the top. */
  top: number;
  bottom: number;
}

export interface Ribbon extends Flow {
  /** The middle of its two ends, pixels from the top. */
  fromY: number;
  toY: number;
  /** In pixels. */
  thickness: number;
}

export interface LaidFlows {
  senders: FlowEnd[];
  receivers: FlowEnd[];
  ribbons: Ribbon[];
}

/**
 * Lays flows between two columns: each end as high as what leaves or reaches it, all on one scale, in the order given, spread
 * over the height; ribbons at an end lie in the order of their other ends, so that they cross as little as that allows.
 */
export function layFlows(flows: readonly Flow[], order: readonly string[], height: number, gap = 10): LaidFlows {
  const drawn = flows.filter(({ value }) => value > 0);
  const sides = (['from', 'to'] as const).map((side) =>
    order.map((id) => ({ id, total: sum(drawn.filter((flow) => flow[side] === id)) })).filter(({ total }) => total > 0),
  );
  const [senders = [], receivers = []] = sides;
  const most = Math.max(senders.length, receivers.length);
  const scale = most === 0 ? 0 : Math.max(0, height - gap * (most - 1)) / sum(drawn);
  const [laidSenders, laidReceivers] = [stack(senders, scale, height), stack(receivers, scale, height)];
  const placed = new Map(drawn.map((flow) => [flow, { fromY: 0, toY: 0 }]));
  for (const [side, ends, other] of [
    ['from', laidSenders, 'to'],
    ['to', laidReceivers, 'from'],
  ] as const) {
    for (const { id, top } of ends) {
      let at = top;
      const own = drawn.filter((flow) => flow[side] === id);
      for (const flow of own.sort((a, b) => order.indexOf(a[other]) - order.indexOf(b[other]))) {
        const middle = placed.get(flow);
        if (middle) middle[`${side}Y`] = at + (flow.value * scale) / 2;
        at += flow.value * scale;
      }
    }
  }
  const ribbons = drawn.map((flow) => ({
    ...flow,
    ...(placed.get(flow) ?? { fromY: 0, toY: 0 }),
    thickness: flow.value * scale,
  }));
  // The thin ones on top, where the pointer finds them.
  return { senders: laidSenders, receivers: laidReceivers, ribbons: ribbons.sort((a, b) => b.value - a.value) };
}

/** Ends one below the other, with equal gaps that fill the height. */
function stack(ends: readonly { id: string; total: number }[], scale: number, height: number): FlowEnd[] {
  const filled = ends.reduce((whole, { total }) => whole + total * scale, 0);
  const gap = ends.length > 1 ? (height - filled) / (ends.length - 1) : 0;
  let at = ends.length === 1 ? (height - filled) / 2 : 0;
  return ends.map(({ id, total }) => {
    const top = at;
    at += total * scale + gap;
    return { id, total, top, bottom: top + total * scale };
  });
}

const sum = (flows: readonly Pick<Flow, 'value'>[]): number => flows.reduce((whole, { value }) => whole + value, 0);
