/** Addresses of the feature. The conversation is part of the first load; the rest comes when it is gone to. */
import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { ConversationPage } from './components/conversation-page.tsx';
import { HomePage } from './components/home-page.tsx';

export function shellRoutes(parent: AnyRoute): readonly AnyRoute[] {
  const getParentRoute = () => parent;
  return [
    createRoute({ getParentRoute, path: '/', component: HomePage }),
    createRoute({
      getParentRoute,
      path: '/rooms',
      component: lazyRouteComponent(() => import('./components/browse-page.tsx'), 'BrowsePage'),
    }),
    createRoute({ getParentRoute, path: '/rooms/$roomId', component: ConversationPage }),
  ];
}
