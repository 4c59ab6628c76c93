/** Addresses of the feature; the page is loaded when it is gone to. */
import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';

export function shellRoutes(parent: AnyRoute): readonly AnyRoute[] {
  return [
    createRoute({
      getParentRoute: () => parent,
      path: '/admin',
      component: lazyRouteComponent(() => import('./components/admin-page.tsx'), 'AdminPage'),
    }),
  ];
}
