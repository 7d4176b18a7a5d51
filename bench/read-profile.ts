import { readFileSync } from 'node:fs';
import { SourceMap } from 'node:module';
import { fileURLToPath } from 'node:url';

interface CallFrame {
  functionName: string;
  url: string;
  lineNumber: number;
  columnNumber: number;
}
/** What the inspector's profiler gives. */
export interface Profile {
  nodes: { id: number; callFrame: CallFrame; children?: number[] }[];
  samples: number[];
}
export interface Share {
  /**
   * `function` and `package`: time spent in the code itself. `function with callees`: of our own functions, with what
   * they call, so these overlap.
   */
  by: 'function' | 'package' | 'function with callees';
  name: string;
  /** Percent of the samples, those in which the process had nothing to do left out. */
  percent: number;
}

/** Where the time of a profile went, the `most` greatest of each kind, named by the sources of what was bundled. */
export function readProfile({ nodes, samples }: Profile, most: number): Share[] {
  const places = new Map(nodes.map(({ id, callFrame }) => [id, placeOf(callFrame)]));
  const parents = new Map(nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id] as const)));
  const counts = { function: new Map(), package: new Map(), 'function with callees': new Map() } as Record<
    Share['by'],
    Map<string, number>
  >;
  const count = (by: Share['by'], name: string) => counts[by].set(name, (counts[by].get(name) ?? 0) + 1);
  let busy = 0;
  for (const id of samples) {
    const place = places.get(id);
    if (!place || place.name === '(idle)') continue;
    busy++;
    count('function', place.name);
    count('package', place.package);
    const seen = new Set<string>();
    for (let at: number | undefined = id; at !== undefined; at = parents.get(at)) {
      const above = places.get(at);
      if (above?.own) seen.add(above.name);
    }
    for (const name of seen) count('function with callees', name);
  }
  return (Object.keys(counts) as Share['by'][]).flatMap((by) =>
    [...counts[by]]
      .map(([name, of]) => ({ by, name, percent: (100 * of) / busy }))
      .sort((a, b) => b.percent - a.percent)
      .slice(0, most),
  );
}

interface Place {
  name: string;
  package: string;
  own: boolean;
}

function placeOf({ functionName, url, lineNumber, columnNumber }: CallFrame): Place {
  const unnamed = functionName || '(anonymous)';
  if (!url.startsWith('file:')) return { name: `${unnamed} ${url}`.trim(), package: 'node', own: false };
  const file = fileURLToPath(url);
  const entry = mapOf(file)?.findEntry(lineNumber, columnNumber);
  if (!entry || !('originalSource' in entry)) {
    const source = file.split('/').at(-1) ?? '';
    return { name: `${unnamed} ${source}:${lineNumber + 1}`, package: source, own: false };
  }
  const { name = unnamed } = entry as { name?: string };
  const library = /node_modules\/(.*)$/.exec(entry.originalSource)?.[1];
  const own =
    library === undefined ? /(?:^|\/)((?:functions|graphql|shared)\/.*)$/.exec(entry.originalSource)?.[1] : undefined;
  const source = library ?? own ?? entry.originalSource;
  return {
    name: `${name || '(anonymous)'} ${source}:${entry.originalLine + 1}`,
    package: library === undefined ? source.split('/').slice(0, -1).join('/') : packageOf(library),
    own: own !== undefined,
  };
}

const packageOf = (path: string): string => path.split('/', path.startsWith('@') ? 2 : 1).join('/');

const maps = new Map<string, SourceMap | undefined>();

function mapOf(file: string): SourceMap | undefined {
  if (!maps.has(file)) {
    try {
      maps.set(file, new SourceMap(JSON.parse(readFileSync(`${file}.map`, 'utf8'))));
    } catch {
      maps.set(file, undefined);
    }
  }
  return maps.get(file);
}
