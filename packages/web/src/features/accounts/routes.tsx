/** Addresses of the feature; every page is loaded when it is gone to. */
import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { insidePath, text } from './addresses.ts';

export function openRoutes(parent: AnyRoute): readonly AnyRoute[] {
  const getParentRoute = () => parent;
  return [
    createRoute({
      getParentRoute,
      path: '/sign-in',
      validateSearch: (search: Record<string, unknown>) => ({ next: insidePath(search.next) }),
      component: lazyRouteComponent(() => import('./components/sign-in-page.tsx'), 'SignInPage'),
    }),
    createRoute({
      getParentRoute,
      path: '/register',
      // Codes may be all digits, which the router would read as a number.
      validateSearch: (search: Record<string, unknown>) => ({
        invite: text(String(search.invite ?? '')),
        next: insidePath(search.next),
      }),
      component: lazyRouteComponent(() => import('./components/register-page.tsx'), 'RegisterPage'),
    }),
    createRoute({
      getParentRoute,
      path: '/setup',
      validateSearch: (search: Record<string, unknown>) => ({ code: text(String(search.code ?? '')) }),
      component: lazyRouteComponent(() => import('./components/setup-page.tsx'), 'SetupPage'),
    }),
  ];
}

export function shellRoutes(parent: AnyRoute): readonly AnyRoute[] {
  return [
    createRoute({
      getParentRoute: () => parent,
      path: '/people',
      component: lazyRouteComponent(() => import('./components/people-page.tsx'), 'PeoplePage'),
    }),
  ];
}
