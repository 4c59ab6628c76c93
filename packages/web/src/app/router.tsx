/** Addresses: the open pages, and the shell with every feature's pages in it. */
import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
} from '@tanstack/react-router';
import { ErrorPage, NotFoundPage } from './error-pages.tsx';
import { FEATURES } from './features.ts';
import { Gate } from './gate.tsx';

export function createAppRouter() {
  const root = createRootRoute({
    component: Outlet,
    notFoundComponent: NotFoundPage,
    errorComponent: ErrorPage,
  });
  const shell = createRoute({ getParentRoute: () => root, id: 'shell', component: Gate });
  const design = createRoute({
    getParentRoute: () => root,
    path: '/design',
    component: lazyRouteComponent(() => import('../ui/design/design-page.tsx'), 'DesignPage'),
  });
  const open = FEATURES.flatMap((feature) => feature.openRoutes?.(root) ?? []);
  const inside = FEATURES.flatMap((feature) => feature.shellRoutes?.(shell) ?? []);
  return createRouter({
    routeTree: root.addChildren([...open, design, shell.addChildren(inside)]),
    defaultErrorComponent: ErrorPage,
    defaultNotFoundComponent: NotFoundPage,
    defaultPreload: 'intent',
    scrollRestoration: false,
  });
}
