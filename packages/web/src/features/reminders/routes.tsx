/** Addresses of the feature; its page is loaded when it is gone to. */
import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';

export function shellRoutes(parent: AnyRoute): readonly AnyRoute[] {
  return [
    createRoute({
      getParentRoute: () => parent,
      path: '/reminders',
      component: lazyRouteComponent(() => import('./components/reminders-page.tsx'), 'RemindersPage'),
    }),
  ];
}
