import type { Route } from './topology.ts';

export interface RouteMatch {
  key: string;
  functionName: string;
  parameters: Record<string, string>;
}

/**
 * Finds the route of a method and path by API Gateway's priority: a literal path before `{name}` before `{name+}` before
 * `$default`, and a method before `ANY`.
 */
export function createRouteTable(routes: Route[]): (method: string, path: string) => RouteMatch | undefined {
  const literal = new Map<string, RouteMatch>();
  const patterns: { method: string; expression: RegExp; greedy: boolean; route: Route }[] = [];
  for (const route of routes) {
    const [method = '', path = ''] = route.key.split(' ');
    if (path.includes('{')) {
      const expression = path.split(/(\{\w+\+?\})/).map((part) => {
        const name = /^\{(\w+)(\+?)\}$/.exec(part);
        if (name) return `(?<${name[1]}>${name[2] ? '.+' : '[^/]+'})`;
        return part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
      });
      patterns.push({ method, expression: new RegExp(`^${expression.join('')}$`), greedy: path.includes('+}'), route });
    } else literal.set(route.key, { key: route.key, functionName: route.functionName, parameters: {} });
  }
  patterns.sort(
    (a, b) => Number(a.greedy) - Number(b.greedy) || Number(a.method === 'ANY') - Number(b.method === 'ANY'),
  );
  return (method, path) => {
    const exact = literal.get(`${method} ${path}`) ?? literal.get(`ANY ${path}`);
    if (exact) return exact;
    for (const { method: allowed, expression, route } of patterns) {
      const found = allowed === method || allowed === 'ANY' ? expression.exec(path) : null;
      if (found) return { ...route, parameters: Object.fromEntries(Object.entries(found.groups ?? {}).map(decode)) };
    }
    return literal.get('$default');
  };
}

function decode([name, value]: [string, string]): [string, string] {
  try {
    return [name, decodeURIComponent(value)];
  } catch {
    return [name, value];
  }
}
