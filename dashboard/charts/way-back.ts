export interface WayBack {
  /** A page of the dashboard. */
  path: string;
  search: Record<string, string>;
}

/** The page that the parameter `back` of an address names, with its own parameters; undefined for anything but a path of the dashboard. */
export function readWayBack(back: string | undefined): WayBack | undefined {
  if (!back || !/^\/(?![/\\])/.test(back)) return undefined;
  const [path = '/', query = ''] = back.split('#')[0]?.split(/\?(.*)/s) ?? [];
  return { path, search: Object.fromEntries(new URLSearchParams(query)) };
}
