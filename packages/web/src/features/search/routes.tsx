/** Address of the feature: `/search?q=…`, so that a search can be gone back to. */
import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';

export function shellRoutes(parent: AnyRoute): readonly AnyRoute[] {
  return [
    createRoute({
      getParentRoute: () => parent,
      path: '/search',
      component: lazyRouteComponent(() => import('./components/search-page.tsx'), 'SearchPage'),
    }),
  ];
}
