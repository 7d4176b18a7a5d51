import {
  createRootRoute,
  createRoute,
  createRouter,
  type ErrorComponentProps,
  lazyRouteComponent,
  stringifySearchWith,
} from '@tanstack/react-router';
import { Crash } from '../parts/problem-view.tsx';
import { Frame } from './frame.tsx';
import { NotFound } from './not-found.tsx';

const root = createRootRoute({ component: Frame, notFoundComponent: NotFound });

/** Every page is a chunk of its own, loaded when somebody heads for it. */
const routeTree = root.addChildren([
  page(
    '/',
    lazyRouteComponent(() => import('../views/overview/overview.tsx'), 'Overview'),
  ),
  page(
    '/departments',
    lazyRouteComponent(() => import('../views/department/departments.tsx'), 'Departments'),
  ),
  page(
    '/departments/$department',
    lazyRouteComponent(() => import('../views/department/department.tsx'), 'Department'),
  ),
  page(
    '/conversations',
    lazyRouteComponent(() => import('../views/conversations/conversations.tsx'), 'Conversations'),
  ),
  page(
    '/conversations/$conversation',
    lazyRouteComponent(() => import('../views/conversations/conversation.tsx'), 'Conversation'),
  ),
  page(
    '/behind',
    lazyRouteComponent(() => import('../views/behind/behind.tsx'), 'Behind'),
  ),
  page(
    '/collaboration',
    lazyRouteComponent(() => import('../views/collaboration/collaboration.tsx'), 'Collaboration'),
  ),
  page(
    '/ideas',
    lazyRouteComponent(() => import('../views/ideas/ideas.tsx'), 'Ideas'),
  ),
  page(
    '/channels',
    lazyRouteComponent(() => import('../views/channels/channels.tsx'), 'Channels'),
  ),
  page(
    '/adoption',
    lazyRouteComponent(() => import('../views/adoption/adoption.tsx'), 'Adoption'),
  ),
  page(
    '/goals',
    lazyRouteComponent(() => import('../views/goals/goals.tsx'), 'Goals'),
  ),
  page(
    '/alerts',
    lazyRouteComponent(() => import('../views/alerts/alerts.tsx'), 'Alerts'),
  ),
  page(
    '/sources',
    lazyRouteComponent(() => import('../views/sources/sources.tsx'), 'Sources'),
  ),
  page(
    '/metrics',
    lazyRouteComponent(() => import('../views/metrics/metrics.tsx'), 'Metrics'),
  ),
]);

/** The pages by their addresses. Parameters are plain texts, `?period=13w&department=service,sales`, fit to be read and typed. */
export const router = createRouter({
  routeTree,
  defaultPreload: 'intent',
  scrollRestoration: true,
  parseSearch: (text) => Object.fromEntries(new URLSearchParams(text)),
  stringifySearch: stringifySearchWith(String),
  defaultErrorComponent: ({ error, reset }: ErrorComponentProps) => <Crash error={error as Error} retry={reset} />,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}

function page<Path extends string>(path: Path, component: ReturnType<typeof lazyRouteComponent>) {
  return createRoute({
    getParentRoute: () => root,
    path,
    component,
    validateSearch: (search: Record<string, unknown>): Record<string, string> =>
      Object.fromEntries(Object.entries(search).map(([key, value]) => [key, String(value)])),
  });
}
