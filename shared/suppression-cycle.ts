/** A count as an amount that flows between two nodes; the nodes are numbers from 0. */
export interface FlowEdge {
  from: number;
  to: number;
  people: number;
  hidden: boolean;
}

/** Hiding a zero costs more than hiding anybody: it is the last resort. */
const costOfZero = 1e9;

/**
 * A finder over the edges of a network: gives the other edges of the cheapest cycle through an edge along which one
 * person more or less can flow while every node stays in balance; none where there is no such cycle. Edges hidden by
 * then cost nothing, others their people. Along an edge the amount grows, against it the amount falls, which takes at
 * least one person.
 */
export function cycleFinder<Edge extends FlowEdge>(edges: readonly Edge[]): (through: Edge) => Edge[] {
  const arcs = arcsOf(edges);
  return (through) => {
    const more = cheapestPath(arcs, through.to, through.from, through);
    const less = cheapestPath(arcs, through.from, through.to, through);
    return (less.cost < more.cost ? less : more).edges;
  };
}

interface Arc<Edge> {
  from: number;
  to: number;
  edge: Edge;
}

/** Dijkstra's algorithm over few nodes, without one edge; of equal costs the node and the arc that come first win. */
function cheapestPath<Edge extends FlowEdge>(
  arcs: readonly Arc<Edge>[][],
  start: number,
  end: number,
  without: Edge,
): { cost: number; edges: Edge[] } {
  const costs = arcs.map(() => Number.POSITIVE_INFINITY);
  const came: (Arc<Edge> | undefined)[] = [];
  const done = new Set<number>();
  costs[start] = 0;
  for (;;) {
    let node = -1;
    let cost = Number.POSITIVE_INFINITY;
    for (const [one, known] of costs.entries()) if (known < cost && !done.has(one)) [node, cost] = [one, known];
    if (node < 0) return { cost, edges: [] };
    if (node === end) break;
    done.add(node);
    for (const arc of arcs[node] ?? []) {
      const reached = cost + costOf(arc.edge);
      if (arc.edge === without || reached >= (costs[arc.to] ?? 0)) continue;
      costs[arc.to] = reached;
      came[arc.to] = arc;
    }
  }
  const edges: Edge[] = [];
  for (let arc = came[end]; arc; arc = came[arc.from]) edges.push(arc.edge);
  return { cost: costs[end] ?? 0, edges };
}

function costOf({ hidden, people }: FlowEdge): number {
  if (hidden) return 0;
  return people === 0 ? costOfZero : people;
}

function arcsOf<Edge extends FlowEdge>(edges: readonly Edge[]): Arc<Edge>[][] {
  const nodes = edges.reduce((most, { from, to }) => Math.max(most, from + 1, to + 1), 0);
  const arcs: Arc<Edge>[][] = Array.from({ length: nodes }, () => []);
  for (const edge of edges) {
    const { from, to, people } = edge;
    arcs[from]?.push({ from, to, edge });
    if (people > 0) arcs[to]?.push({ from: to, to: from, edge });
  }
  return arcs;
}
