/** Addresses of sample-name; its page is loaded when it is gone to. */
import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';

export function shellRoutes(parent: AnyRoute): readonly AnyRoute[] {
  return [
    createRoute({
      getParentRoute: () => parent,
      path: '/sample-name',
      component: lazyRouteComponent(() => import('./components/sample-name-page.tsx'), 'SampleNamePage'),
    }),
  ];
}
