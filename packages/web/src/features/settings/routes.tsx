/** Addresses of the feature. */
import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';

export function shellRoutes(parent: AnyRoute): readonly AnyRoute[] {
  return [
    createRoute({
      getParentRoute: () => parent,
      path: '/settings',
      component: lazyRouteComponent(() => import('./components/settings-page.tsx'), 'SettingsPage'),
    }),
  ];
}
