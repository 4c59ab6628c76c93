/** Addresses of the feature: `/admin/<section>`, the audit log's with what it is narrowed to. Pages are loaded when they are gone to. */
import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { auditSearch } from './audit-filter.ts';

export function shellRoutes(parent: AnyRoute): readonly AnyRoute[] {
  const getParentRoute = () => parent;
  const component = lazyRouteComponent(() => import('./components/admin-page.tsx'), 'AdminPage');
  return [
    createRoute({ getParentRoute, path: '/admin', component }),
    createRoute({ getParentRoute, path: '/admin/$section', component, validateSearch: auditSearch }),
  ];
}
