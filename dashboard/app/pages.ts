import type { ResultOf } from 'gql.tada';
import type { shellQuery } from '../api/queries.ts';

export type Viewer = ResultOf<typeof shellQuery>['viewer'];
export type Permission = Viewer['may'][number];

/** The pages in the order of the menu, which is that of their words in `app.json`. */
export const pages = [
  { id: 'overview', path: '/' },
  { id: 'department', path: '/departments' },
  { id: 'conversations', path: '/conversations', needs: 'INTERACTIONS' },
  { id: 'collaboration', path: '/collaboration' },
  { id: 'ideas', path: '/ideas' },
  { id: 'channels', path: '/channels' },
  { id: 'adoption', path: '/adoption' },
  { id: 'goals', path: '/goals' },
  { id: 'alerts', path: '/alerts' },
  { id: 'sources', path: '/sources', needs: 'SOURCES' },
  { id: 'metrics', path: '/metrics' },
] as const satisfies readonly { id: string; path: string; needs?: Permission }[];
export type PageId = (typeof pages)[number]['id'];

/** Whether a viewer's roles show a page: the others are not in the menu, and their address says who may see them. */
export const maySee = (viewer: Viewer, page: (typeof pages)[number]): boolean =>
  !('needs' in page) || viewer.may.includes(page.needs);
